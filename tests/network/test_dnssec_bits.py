"""What a name server that validates DNSSEC says of its answers, and what it says when it is told not to validate."""

import dns.flags
import dns.message
import dns.rcode
import pytest

from carecheck.look.lookups import Answer, Found, Question
from tests.conftest import StartMisbehaving
from tests.network.asking import ask
from tests.network.misbehaving import Behaviour, Way, fails, records

TXT = Question("home.example", "TXT")
UNCHECKED = Question("home.example", "TXT", checking=False)


def validated(behaviour: Behaviour) -> Behaviour:
    """The answer with the AD bit, when the query shows that it understands it."""

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        messages = [dns.message.from_wire(message) for message in behaviour(query, way)]
        for message in messages:
            message.flags |= query.flags & dns.flags.AD
        return [message.to_wire() for message in messages]

    return behave


def bogus(behaviour: Behaviour) -> Behaviour:
    """The answer only when validation is not asked for; else SERVFAIL."""

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        return (behaviour if query.flags & dns.flags.CD else fails(dns.rcode.SERVFAIL))(query, way)

    return behave


def answer_of(start: StartMisbehaving, question: Question, behaviour: Behaviour) -> Answer:
    server = start({Question(question.name, question.type): behaviour})
    return ask(server.address, question)[question]


@pytest.mark.parametrize(("behaviour", "expected"), [(validated(records('"x"')), True), (records('"x"'), False)])
def test_an_answer_tells_whether_it_was_validated(
    misbehaving_dns: StartMisbehaving, behaviour: Behaviour, expected: bool
) -> None:
    answer = answer_of(misbehaving_dns, TXT, behaviour)

    assert isinstance(answer, Found)
    assert answer.authenticated is expected


def test_what_fails_validation_is_no_reply(misbehaving_dns: StartMisbehaving) -> None:
    answer = answer_of(misbehaving_dns, TXT, bogus(records('"x"')))

    assert not isinstance(answer, Found)
    assert getattr(answer, "detail", "").startswith("SERVFAIL")


def test_what_fails_validation_comes_when_that_is_left_out(misbehaving_dns: StartMisbehaving) -> None:
    assert answer_of(misbehaving_dns, UNCHECKED, bogus(records('"x"'))) == Found((b"x",))


@pytest.mark.parametrize(("alias", "expected"), [(None, False), ("other.example", True)])
def test_an_answer_tells_whether_an_alias_led_to_it(
    misbehaving_dns: StartMisbehaving, alias: str | None, expected: bool
) -> None:
    answer = answer_of(misbehaving_dns, TXT, records('"x"', alias=alias))

    assert isinstance(answer, Found)
    assert answer.alias is expected


def test_an_alias_that_had_to_be_followed_is_told_too(misbehaving_dns: StartMisbehaving) -> None:
    server = misbehaving_dns({TXT: records(alias="other.example"), Question("other.example", "TXT"): records('"x"')})

    answer = ask(server.address, TXT)[TXT]

    assert isinstance(answer, Found)
    assert answer.alias
