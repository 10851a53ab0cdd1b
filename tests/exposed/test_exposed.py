"""The two services stand on loopback, with certificates of an authority that the door of these tests trusts."""

import json
import re
from typing import Any

import pytest

from carecheck.facts.exposed import Exposed
from carecheck.facts.model import Unknown
from carecheck.look.evidence import without_addresses
from carecheck.look.exposed_services import exposed_services, told_before
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from tests.web.authority import Authority
from tests.web.conftest import OpenDoor, StartWeb
from tests.web.server import Behaviour, KnownNames, page, silent
from tests.words.gate import problems_with_sentence

OWN = "81.2.69.160"  # of a range that makers of such lists use in their own examples
TABLE = exposed_services()
THEN = f"{TABLE.then.url}{OWN}"
HOSTS = [TABLE.first.host, TABLE.then.host]
NOTHING = page(json.dumps({"detail": "No information available"}), "404 Not Found", kind="application/json")


def told(content: object, status: str = "200 OK") -> bytes:
    return page(content if isinstance(content, str) else json.dumps(content), status, kind="application/json")


def entry(*ports: object, ip: str = OWN) -> bytes:
    return told({"cpes": [], "hostnames": ["x.example"], "ip": ip, "ports": list(ports), "tags": [], "vulns": []})


class Services:
    """Both services, and what came of asking them."""

    def __init__(self, web_server: StartWeb, door_to: OpenDoor, authority: Authority) -> None:
        self._web_server, self._door_to = web_server, door_to
        self._certificates = {host: authority.issue(host) for host in HOSTS}
        self.asked: list[str] = []
        self.where = ""

    def look(self, first: Behaviour, then: Behaviour, seconds: float = 5.0) -> Exposed:
        server = self._web_server({TABLE.first.url: first, THEN: then}, self._certificates)
        names = KnownNames(names=HOSTS)
        door = self._door_to(server, names)
        groups, evidence = look_at_domain("", probes_for("internet").values(), names, seconds, web=door)
        self.asked, self.where = server.asked, without_addresses(evidence["exposed"]).where
        group = groups["exposed"]
        assert isinstance(group, Exposed)
        return group


@pytest.fixture
def services(web_server: StartWeb, door_to: OpenDoor, authority: Authority) -> Services:
    return Services(web_server, door_to, authority)


ME = told({"ip": OWN})


def test_two_questions_are_asked_and_our_address_is_not_kept(services: Services) -> None:
    services.look(ME, entry(443))

    assert services.asked == [TABLE.first.url, THEN]
    assert OWN not in services.where
    assert "(our address)" in services.where


@pytest.mark.parametrize(
    ("ports", "dangerous", "others"),
    [
        ([], (), ()),
        ([443], (), ("port 443",)),
        ([3389, 443], ("Remote Desktop",), ("port 443",)),
        ([445, 139, 23, 8443], ("shared folders", "telnet"), ("port 8443",)),
        ([37777, 6379], ("a database", "a camera recorder"), ()),
    ],
)
def test_an_entry_tells_what_is_dangerous_and_what_else_is_open(
    services: Services, ports: list[int], dangerous: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert services.look(ME, entry(*ports)) == Exposed(True, dangerous, others)


def test_an_address_of_which_the_list_knows_nothing_is_not_called_closed(services: Services) -> None:
    seen = services.look(ME, NOTHING)

    assert seen.listed is False
    assert isinstance(seen.dangerous, Unknown)
    assert isinstance(seen.others, Unknown)


@pytest.mark.parametrize(
    "answer",
    [
        entry(0),
        entry(65536),
        entry("443"),
        entry(443.5),
        entry(True),
        entry(443, ip="81.2.69.161"),
        told({"ip": OWN}),
        told([]),
        told("not JSON"),
        told("[" * 30_000),
        told({"ip": OWN, "ports": [443] * 30_000}),  # longer than we read
        told("<html>blocked</html>", "404 Not Found"),
        told({"ip": OWN, "ports": []}, "500 Internal Server Error"),
        told({"ip": OWN, "ports": []}, "429 Too Many Requests"),
        page("", "302 Found", "Location: https://elsewhere.example/"),
        silent,
        b"\x00\xff" * 99,
    ],
)
def test_every_other_answer_leaves_all_unknown(services: Services, answer: Behaviour) -> None:
    seen = services.look(ME, answer, seconds=1.0)

    assert all(isinstance(one, Unknown) for one in (seen.listed, seen.dangerous, seen.others))


@pytest.mark.parametrize(
    "answer",
    [
        told({"ip": "192.168.1.2"}),
        told({"ip": "127.0.0.1"}),
        told({"ip": "2001:db8::1"}),
        told({"ip": f"{OWN}/../x"}),
        told({"ip": 7}),
        told({}),
        told("gone", "404 Not Found"),
        silent,
    ],
)
def test_nobody_is_told_an_address_that_cannot_be_ours(services: Services, answer: Behaviour) -> None:
    seen = services.look(answer, entry(), seconds=1.0)

    assert services.asked == [TABLE.first.url]
    assert isinstance(seen.listed, Unknown)


def test_a_list_with_a_certificate_that_nobody_vouches_for_is_not_believed(
    web_server: StartWeb, door_to: OpenDoor, authority: Authority
) -> None:
    services = Services(web_server, door_to, authority)
    services._certificates[TABLE.then.host] = authority.self_signed(TABLE.then.host)

    assert isinstance(services.look(ME, entry()).listed, Unknown)


def test_what_is_said_before_names_both_companies_and_passes_the_gate() -> None:
    words = told_before()

    assert all(name in words for name in (*HOSTS, TABLE.first.company, TABLE.then.company))
    assert problems_with_sentence(words) == []


def test_no_port_stands_under_two_services() -> None:
    ports: list[Any] = [port for one in TABLE.dangerous for port in one.ports]

    assert len(ports) == len(set(ports))
    assert all(re.fullmatch(r"[a-zA-Z ]+", one.name) for one in TABLE.dangerous)
