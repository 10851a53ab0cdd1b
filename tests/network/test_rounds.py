"""The rounds in which probes ask: what they find, what they may not do to each other, and the evidence."""

import weakref
from collections.abc import Callable, Collection
from typing import Annotated

import pytest

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.lookups import Answer, Found, Lookups, NotThere, Question
from carecheck.look.network import Offline, open_network
from carecheck.look.probes import Probe
from carecheck.look.rounds import MOST_ROUNDS, Rounds, look_at_domain
from tests.conftest import DnsWorld, StartMisbehaving
from tests.network.misbehaving import silent

HOME = "home.example"


class Domain(FactGroup, frozen=True):
    exists: Annotated[bool | Unknown, "Whether there is such a domain"]


class Chain(FactGroup, frozen=True):
    last: Annotated[str | Unknown, "What stands at the end of the chain"]


class Broken(FactGroup, frozen=True):
    fact: Annotated[int | Unknown, "Something"]


def domain(lookups: Lookups) -> Domain:
    match lookups.txt(lookups.domain):
        case NotThere("no_such_name"):
            return Domain(False)
        case Unknown() as gap:
            return Domain(gap)
        case _:
            return Domain(True)


def chain(lookups: Lookups) -> Chain:
    """Follows TXT records from name to name, one round each."""
    name = lookups.domain
    while True:
        match lookups.txt(name):
            case Found(records):
                name = records[0].decode()
            case NotThere():
                return Chain(name)
            case gap:
                return Chain(gap)


def broken(lookups: Lookups) -> Broken:
    lookups.mx(lookups.domain)
    raise ZeroDivisionError("a\x1bbug")


DOMAIN, CHAIN, BROKEN = (
    Probe(group, "domain", look) for group, look in ((Domain, domain), (Chain, chain), (Broken, broken))
)


class MadeUp:
    """A network whose answers are given by a function, and which keeps what was asked in each round."""

    def __init__(self, answer: Callable[[Question], Answer]) -> None:
        self._answer = answer
        self.rounds: list[set[Question]] = []

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        self.rounds.append(set(questions))
        return {question: self._answer(question) for question in questions}

    def close(self) -> None: ...


def txt(name: str) -> Question:
    return Question(name, "TXT")


def test_probes_ask_until_nothing_is_missing(dns_world: DnsWorld) -> None:
    address = dns_world({HOME: '@ TXT "a.home.example"\na TXT "b.home.example"\nb TXT "end.example"'})

    groups, _ = look_at_domain(HOME, [DOMAIN, CHAIN], open_network(address))

    assert groups == {"domain": Domain(True), "chain": Chain("end.example")}


def test_a_question_is_asked_once_and_with_the_others_of_its_round() -> None:
    network = MadeUp(lambda question: Found((b"a.example",)) if question.name == HOME else NotThere("no_data"))

    look_at_domain(HOME, [DOMAIN, CHAIN, BROKEN], network)

    assert network.rounds == [{txt(HOME), Question(HOME, "MX")}, {txt("a.example")}]


def test_a_probe_that_fails_darkens_only_its_own_group() -> None:
    network = MadeUp(lambda question: NotThere("no_data"))

    groups, _ = look_at_domain(HOME, [BROKEN, CHAIN], network)

    assert groups == {"chain": Chain(HOME), "broken": Broken(Unknown("our_fault", "ZeroDivisionError: abug"))}


def test_a_domain_that_does_not_exist_makes_everything_else_unknown(dns_world: DnsWorld) -> None:
    address = dns_world({"other.example": ""})

    groups, _ = look_at_domain(HOME, [DOMAIN, CHAIN, BROKEN], open_network(address))

    gap = Unknown("no_such_name", "NXDOMAIN")
    assert groups == {"domain": Domain(False), "chain": Chain(gap), "broken": Broken(gap)}


@pytest.mark.parametrize(
    "other",
    [Found((b"x",)), NotThere("no_data")],
    ids=["found", "no data"],
)
def test_a_name_server_that_contradicts_itself_is_not_believed_that_the_domain_is_gone(other: Answer) -> None:
    network = MadeUp(lambda question: other if question.type == "MX" else NotThere("no_such_name"))

    groups, _ = look_at_domain(HOME, [CHAIN, BROKEN], network)

    assert groups["chain"] == Chain(HOME)


def test_an_alias_that_points_nowhere_is_no_missing_domain() -> None:
    network = MadeUp(lambda question: NotThere("no_such_name", dangling=True))

    groups, _ = look_at_domain(HOME, [CHAIN], network)

    assert groups == {"chain": Chain(HOME)}


def test_office_routers_that_know_no_new_types_do_not_make_a_domain_disappear() -> None:
    def caa(lookups: Lookups) -> Chain:
        lookups._ask(Question(HOME, "CAA"))
        return Chain("asked")

    network = MadeUp(lambda question: NotThere("no_such_name"))

    groups, _ = look_at_domain(HOME, [Probe(Chain, "domain", caa)], network)

    assert groups == {"chain": Chain("asked")}


def test_offline_everything_is_unknown() -> None:
    groups, _ = look_at_domain(HOME, [DOMAIN, CHAIN], Offline())

    assert groups == {"domain": Domain(Unknown("offline")), "chain": Chain(Unknown("offline"))}


def test_after_the_deadline_what_is_missing_is_unknown(misbehaving_dns: StartMisbehaving) -> None:
    network = open_network(misbehaving_dns({Question(HOME, "TXT"): silent}).address)

    groups, _ = look_at_domain(HOME, [CHAIN], network, deadline_seconds=-1)

    assert groups == {"chain": Chain(Unknown("timed_out", "no answer before the deadline"))}


def test_a_probe_that_never_stops_asking_is_stopped() -> None:
    network = MadeUp(lambda question: Found((f"x{len(question.name)}.{question.name}".encode(),)))

    groups, _ = look_at_domain(HOME, [DOMAIN, CHAIN], network)

    assert len(network.rounds) == MOST_ROUNDS
    assert groups["chain"] == Chain(Unknown("timed_out", f"still asking after {MOST_ROUNDS} rounds"))
    assert groups["domain"] == Domain(True)


def test_evidence_names_the_questions_of_each_group() -> None:
    network = MadeUp(lambda question: Found((b"a.example",)) if question.name == HOME else NotThere("no_data"))

    _, evidence = look_at_domain(HOME, [DOMAIN, CHAIN, BROKEN], network)

    assert {name: seen.where for name, seen in evidence.items()} == {
        "domain": "TXT home.example",
        "chain": "TXT a.example; TXT home.example",
        "broken": "MX home.example",
    }


def test_what_others_were_told_is_known_without_a_question() -> None:
    memory: dict[Question, Answer] = {Question(HOME, "TXT"): Found((b"x",))}
    rounds = Rounds(HOME, [DOMAIN], remembered=memory.get)

    wanted = rounds.look()
    memory.clear()  # what is known stays known through all rounds

    assert (wanted, rounds.groups()) == (set(), {"domain": Domain(True)})
    assert rounds.found()[1]["domain"].where == f"TXT {HOME}"


def test_a_look_is_gone_with_the_last_who_holds_it() -> None:
    rounds = Rounds(HOME, [DOMAIN])
    rounds.look()
    held = weakref.ref(rounds)

    del rounds

    assert held() is None  # thousands of looks, each a ring of its own, would fill the memory for a while


def seal(answer: Answer) -> str:
    _, evidence = look_at_domain(HOME, [DOMAIN], MadeUp(lambda question: answer))
    return evidence["domain"].sha256


def test_evidence_is_the_same_for_the_same_answers_and_another_for_others() -> None:
    answers: list[Answer] = [
        Found((b"x",)),
        Found((b"y",)),
        NotThere("no_data"),
        NotThere("no_such_name"),
        Unknown("timed_out", "a"),
    ]

    assert len({seal(answer) for answer in answers}) == len(answers)
    assert seal(Unknown("timed_out", "after 1 s")) == seal(Unknown("timed_out", "after 2 s"))
    # Written down, so that old reports can be compared with new ones.
    assert seal(Found((b"x",))) == "da81953f26a5b4cafa82a76712d681b0c6d7d4e82e3b5bc2c9a60e3684f47992"
