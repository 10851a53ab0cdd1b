"""Each query of a state made to fail in each way, on real servers: nothing turns OK by it, and nothing is "missing".

The answers of all other queries come from the validating name server, once, and are remembered for the state.
"""

import time
from collections.abc import Collection, Iterator
from concurrent.futures import Future

import dns.rcode
import pytest

from carecheck.facts.model import Unknown
from carecheck.look.lookups import Answer, Question
from carecheck.look.network import Network, Web
from carecheck.look.web import Fetch, Fetched, NoPage
from tests.campaign.counting import Tried
from tests.domain.mta_sts.worlds import URL
from tests.network.asking import network_at
from tests.network.misbehaving import (
    Behaviour,
    cut_short,
    fails,
    half,
    only_an_echo,
    says,
    silent,
    wrong_id,
    wrong_question,
)
from tests.web import server as web
from tests.zones.lane import Lane, judged
from tests.zones.states import Light
from tests.zones.table import STATES

REPRESENTATIVE = (
    "a good home at Microsoft 365, signed",
    "a home without email, as GOV.UK asks",
    "a home whose provider set up nothing",
    "a home with every mistake",
    "signed from the root on",
    "not signed below a signed name",
    "signatures of last month",
    "records changed after signing",
    "a name inside a signed home",
    "an include behind an alias",
    "an include that comes late",
    "dmarc behind seven aliases",
    "more texts than one datagram holds",
    "two keys too long for one datagram",
    "policy: a host that it does not name",
    "policy: a certificate that has ended",
    "email.dmarc: inherited",
    "email.dmarc: several, good one inherited",
    "email.dkim: aliases to nothing",
    "email.dkim: Microsoft 365 deep in the list",
    "email.mx: one of two has no address",
    "email.mx: no MX but an address",
    "email.spf: v=spf1 mx include:eight.example -all",
    "domain.caa: from the name over it",
)
WAYS: dict[str, Behaviour] = {
    "SERVFAIL": fails(dns.rcode.SERVFAIL),
    "REFUSED": fails(dns.rcode.REFUSED),
    "NOTIMP": fails(dns.rcode.NOTIMP),
    "FORMERR": fails(dns.rcode.FORMERR),
    "silent": silent,
    "truncated without TCP": cut_short,
    "wrong id": wrong_id,
    "wrong question": wrong_question,
    "only an echo": only_an_echo,
    "garbage": says(b"\x00\x01garbage" * 4),
    "half a message": half(fails(dns.rcode.NOERROR)),
}
NO_PAGE: tuple[Fetched, ...] = (Unknown("timed_out"), Unknown("no_reply"), NoPage("refused"), NoPage("private"))
# Rules that say that something is not there. What failed is never that.
ABSENT = {
    "missing",
    "missing_no_mail",
    "no_such_name",
    "nowhere",
    "no_host_found",
    "not_signed",
    "anyone",
    "leads_nowhere",
}


class Spoiling:
    """A network and a web of which one answer can be spoiled; all others are remembered."""

    def __init__(self, network: Network, pages: Web) -> None:
        self._network, self._pages = network, pages
        self.answers: dict[Question, Answer] = {}
        self.fetched: dict[Fetch, Future[Fetched]] = {}
        self.instead: dict[Question, Answer] = {}
        self.no_page: dict[Fetch, Fetched] = {}

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        new = [question for question in questions if question not in self.answers]
        self.answers |= self._network.ask(new, deadline)
        return {question: self.instead.get(question, self.answers[question]) for question in questions}

    def begin(self, fetch: Fetch, deadline: float) -> Future[Fetched]:
        if fetch in self.no_page:
            spoiled: Future[Fetched] = Future()
            spoiled.set_result(self.no_page[fetch])
            return spoiled
        if fetch not in self.fetched:
            self.fetched[fetch] = self._pages.begin(fetch, deadline)
        return self.fetched[fetch]

    def close(self) -> None:
        """What is behind it is closed by others."""


@pytest.fixture(scope="module")
def replies(lane: Lane) -> Iterator[dict[str, list[Answer]]]:
    """What comes of each way to fail, asked for real; those that are alike come once."""
    question = Question("home.failing", "TXT")
    found: dict[str, list[Answer]] = {}
    for way, behaviour in WAYS.items():
        lane.between.rows[question] = behaviour
        network = network_at(lane.between.address, try_seconds=0.2)
        found[way] = list(network.ask([question], time.monotonic() + 6).values())
        network.close()
    yield found
    del lane.between.rows[question]


def test_every_way_to_fail_is_no_answer(replies: dict[str, list[Answer]]) -> None:
    assert {type(answer) for answers in replies.values() for answer in answers} == {Unknown}


def wrong(before: dict[str, Light], after: dict[str, Light]) -> dict[str, tuple[Light, Light]]:
    """The checks that say, with a gap, what they must not: they may only know less, or name a lesser fault.

    A missing list of senders stays missing when the gap hides whether the home has email.
    """
    still_missing = (("red", "missing_no_mail"), ("red", "missing"))
    return {
        check: (before[check], light)
        for check, light in after.items()
        if light not in (before[check], ("unknown", None))
        and (before[check], light) != still_missing
        and (before[check][0] not in ("red", "amber") or light[0] not in ("red", "amber") or light[1] in ABSENT)
    }


@pytest.mark.parametrize("what", REPRESENTATIVE)
def test_no_query_that_fails_makes_a_light_better_or_a_record_missing(
    lane: Lane, replies: dict[str, list[Answer]], what: str, tried: Tried
) -> None:
    spoiling = Spoiling(lane.network_of(what), lane.web)
    before = judged(lane.look(what, spoiling, spoiling))
    asked, fetched = list(spoiling.answers), list(spoiling.fetched)
    assert len(asked) >= 10

    for question in asked:
        for gap in {repr(answer): answer for answers in replies.values() for answer in answers}.values():
            spoiling.instead = {question: gap}
            tried("name servers")
            after = judged(lane.look(what, spoiling, spoiling))
            assert wrong(before, after) == {}, (question, gap)
    spoiling.instead = {}
    for fetch in fetched:
        for no_page in NO_PAGE:
            spoiling.no_page = {fetch: no_page}
            assert wrong(before, judged(lane.look(what, spoiling, spoiling))) == {}, (fetch, no_page)


@pytest.mark.parametrize("what", ["a good home at Microsoft 365, signed", "a home without email, as GOV.UK asks"])
@pytest.mark.parametrize("way", WAYS)
def test_when_every_query_fails_nothing_is_told(
    lane: Lane, what: str, way: str, replies: dict[str, list[Answer]], tried: Tried
) -> None:
    spoiling = Spoiling(lane.network_of(what), lane.web)
    lane.look(what, spoiling, spoiling)
    spoiling.instead = dict.fromkeys(spoiling.answers, replies[way][0])
    spoiling.no_page = dict.fromkeys(spoiling.fetched, Unknown("timed_out"))
    tried("all answers bad at once")

    lights = judged(lane.look(what, spoiling, spoiling))

    assert {light for light, _ in lights.values()} == {"unknown"}


PAGE_WAYS: dict[str, web.Behaviour] = {
    "silent": web.silent,
    "closes": b"",
    "rubbish": b"\x00\xff" * 200,
    "endless head": web.endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "endless body": web.endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", b"mode: enforce\r\n"),
}


@pytest.mark.parametrize("way", PAGE_WAYS)
def test_a_policy_page_that_fails_is_never_ok(lane: Lane, way: str, tried: Tried) -> None:
    tried("web servers")
    what = "a good home at Microsoft 365, signed"
    url = lane.placed[what].named(URL)
    good = lane.server.rows[url]
    lane.server.rows[url] = PAGE_WAYS[way]
    try:
        light, _ = judged(lane.look(what, seconds=2.0))["email.transport"]
    finally:
        lane.server.rows[url] = good

    assert light in ("unknown", "amber")


def test_the_states_are_in_the_table() -> None:
    assert set(REPRESENTATIVE) <= {state.what for state in STATES}
