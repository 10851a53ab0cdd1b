"""Pages in the rounds of a look: fetched beside questions to DNS, and never waited for longer than the deadline."""

from concurrent.futures import Future
from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.contacts import WEBSITE
from carecheck.look.lookups import Found, Lookups
from carecheck.look.probes import Probe
from carecheck.look.rounds import look_at_domain
from carecheck.look.web import Fetch, Fetched, Page
from tests.web.conftest import OpenDoor, StartWeb
from tests.web.server import KnownNames, page, silent

HOME = "home.example"
FRONT, NEXT = "http://home.example/", "http://home.example/next"


class Bodies(FactGroup, frozen=True):
    two: Annotated[str | Unknown, "The bodies of two pages, the second fetched after the first"]


class Names(FactGroup, frozen=True):
    found: Annotated[bool | Unknown, "Whether a name at the end of a chain of 3 has an address"]


def bodies(lookups: Lookups) -> Bodies:
    first = lookups.page(FRONT)
    if not isinstance(first, Page):
        return Bodies(first if isinstance(first, Unknown) else Unknown("not_seen"))
    second = lookups.page(NEXT)
    if not isinstance(second, Page):
        return Bodies(second if isinstance(second, Unknown) else Unknown("not_seen"))
    return Bodies((first.body + second.body).decode())


def names(lookups: Lookups) -> Names:
    for name in ("a.example", "b.example"):
        before = lookups.addresses(name, "A")
        if isinstance(before, Unknown):
            return Names(before)
    found = lookups.addresses(HOME, "A")
    return Names(found if isinstance(found, Unknown) else isinstance(found, Found))


PROBES = [Probe(Bodies, "website", bodies, WEBSITE), Probe(Names, "website", names)]


def test_one_page_is_fetched_after_the_other_and_both_are_evidence(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({FRONT: page("one "), NEXT: page("two")})
    network = KnownNames(names=[HOME])

    groups, evidence = look_at_domain(HOME, PROBES, network, web=door_to(server, network))

    assert groups == {"bodies": Bodies("one two"), "names": Names(True)}
    assert (evidence["bodies"].kind, evidence["bodies"].where) == ("web", f"GET {FRONT}; GET {NEXT}")
    assert evidence["names"].kind == "dns"
    assert server.asked == [FRONT, NEXT]


def test_a_page_that_never_comes_stops_no_question_and_is_timed_out(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({FRONT: silent})
    network = KnownNames(names=[HOME])

    groups, _ = look_at_domain(HOME, PROBES, network, deadline_seconds=0.5, web=door_to(server, network))

    assert groups["names"] == Names(True)
    assert groups["bodies"] == Bodies(Unknown("timed_out", "no page before the deadline"))


def test_without_a_web_every_page_is_offline() -> None:
    groups, _ = look_at_domain(HOME, PROBES, KnownNames(names=[HOME]))

    assert groups["bodies"] == Bodies(Unknown("offline"))


class Broken:
    """A web with a fault in it."""

    def begin(self, fetch: Fetch, deadline: float) -> "Future[Fetched]":
        answer: Future[Fetched] = Future()
        answer.set_exception(RuntimeError("a bug"))
        return answer

    def close(self) -> None: ...


def test_a_fault_in_the_door_is_ours() -> None:
    groups, _ = look_at_domain(HOME, PROBES, KnownNames(names=[HOME]), web=Broken())

    assert groups["bodies"] == Bodies(Unknown("our_fault", "RuntimeError"))
