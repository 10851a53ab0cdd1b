"""The website checks over real servers on loopback: a good one, and one that fails in each way at each page."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.collected import Collected, Seen
from carecheck.look.network import NoWeb, Web
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from carecheck.report import Result, broken_rules
from tests.campaign.counting import Tried
from tests.web.authority import Authority, Certified
from tests.web.conftest import OpenDoor, StartWeb
from tests.web.server import Behaviour, KnownNames, drip, endless, moved, page, silent

HOME, WWW = "home.example", "www.home.example"
HTTPS, HTTP = f"https://{HOME}/", f"http://{HOME}/"
PRIVACY = f"https://{HOME}/privacy"
MOMENT = datetime.now(UTC)
PLAN = make_plan(
    websites=[HOME],
    only=[
        f"website.{name}"
        for name in (
            "https",
            "certificate",
            "redirect",
            "headers",
            "privacy",
            "opt_out",
            "software",
        )
    ],
)
FRONT = '<meta name="generator" content="Joomla! 6.0"><a href="/privacy">Privacy</a>'
ROWS: dict[str, Behaviour] = {
    HTTPS: page(FRONT, "200 OK", "Strict-Transport-Security: max-age=31536000", "X-Frame-Options: SAMEORIGIN"),
    HTTP: moved(HTTPS),
    f"https://{WWW}/": moved(HTTPS),
    f"http://{WWW}/": moved(HTTPS),
    PRIVACY: page("You can use the national data opt-out."),
}
# What each page decides, so that no light that rests on it can stay OK when it fails.
DECIDES = {
    HTTPS: ["https", "certificate", "redirect", "headers", "privacy", "opt_out", "software"],
    HTTP: ["redirect"],
    f"https://{WWW}/": ["redirect"],
    f"http://{WWW}/": ["redirect"],
    PRIVACY: ["privacy", "opt_out"],
}


def results(web: Web, network: KnownNames, seconds: float = 10.0) -> dict[str, Result]:
    """The results of all website checks of the home, without `website.` in front."""
    groups, evidence = look_at_domain(HOME, probes_for("website").values(), network, seconds, web=web)
    by_group = {name: (one,) for name, one in evidence.items()}
    seen = Seen(HOME, "website", HOME, groups, by_group, MOMENT)
    report = make_report(PLAN, Collected(MOMENT, MOMENT, False, (seen,)), "00000000-0000-4000-8000-000000000000")
    assert broken_rules(report) == []
    return {result.check_id.partition(".")[2]: result for result in report.results}


@pytest.fixture
def certified(authority: Authority) -> dict[str, Certified]:
    both = authority.issue(HOME, WWW)
    return {HOME: both, WWW: both}


@pytest.fixture
def network() -> KnownNames:
    return KnownNames(names=[HOME, WWW])


def test_a_good_website_is_ok_in_all_its_checks(
    web_server: StartWeb, door_to: OpenDoor, certified: dict[str, Certified], network: KnownNames
) -> None:
    server = web_server(ROWS, certified)

    found = results(door_to(server, network), network)

    assert {name: result.light for name, result in found.items()} == dict.fromkeys(found, "green")
    assert len(found) == 7
    assert sorted(server.asked) == sorted(ROWS)


WAYS: dict[str, Behaviour] = {
    "silent": silent,
    "closes": b"",
    "rubbish": b"\x00\xff" * 200,
    "drips": drip(b"HTTP/1.1 200 OK\r\n", threading.Event(), seconds=0.2),
    "endless head": endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("url", DECIDES)
def test_a_page_that_fails_leaves_no_light_ok_that_rests_on_it(
    web_server: StartWeb,
    door_to: OpenDoor,
    certified: dict[str, Certified],
    network: KnownNames,
    url: str,
    way: str,
    tried: Tried,
) -> None:
    tried("web servers")
    server = web_server({**ROWS, url: WAYS[way]}, certified)

    found = results(door_to(server, network), network, seconds=1.0)

    assert [name for name in DECIDES[url] if found[name].light in ("green", "not_needed")] == []


@pytest.mark.parametrize("fault", ["expired", "not yet", "other name", "self-signed"])
def test_a_faulty_certificate_is_fix_now(
    web_server: StartWeb, door_to: OpenDoor, authority: Authority, network: KnownNames, fault: str
) -> None:
    day = timedelta(days=1)
    faulty = {
        "expired": lambda: authority.issue(HOME, starts=-90 * day, ends=-day),
        "not yet": lambda: authority.issue(HOME, starts=2 * day, ends=90 * day),
        "other name": lambda: authority.issue("other.example"),
        "self-signed": lambda: authority.self_signed(HOME),
    }[fault]()
    server = web_server(ROWS, {HOME: faulty, WWW: authority.issue(WWW)})

    found = results(door_to(server, network), network)

    assert (found["certificate"].light, found["https"].light) == ("red", "red")
    assert found["redirect"].light == "amber"  # plain HTTP leads to the warning, which is no private connection
    assert {found[name].light for name in ("headers", "privacy", "opt_out", "software")} <= {"unknown", "not_needed"}


def test_a_website_without_https_is_fix_now(web_server: StartWeb, door_to: OpenDoor, network: KnownNames) -> None:
    server = web_server({HTTP: page("Hello")}, closed=["https"])

    found = results(door_to(server, network), network)

    assert (found["https"].light, found["redirect"].light) == ("red", "amber")
    assert found["certificate"].light == "not_needed"


def test_a_website_that_points_inside_is_not_checked_and_not_touched(
    web_server: StartWeb, door_to: OpenDoor, certified: dict[str, Certified], network: KnownNames
) -> None:
    server = web_server(ROWS, certified)

    found = results(door_to(server, network, allow_private=False), network)

    assert {(result.light, result.unknown and result.unknown.reason) for result in found.values()} == {
        ("unknown", "blocked")
    }
    assert server.asked == []


def test_a_redirect_to_the_router_is_not_followed(
    web_server: StartWeb,
    door_to: OpenDoor,
    certified: dict[str, Certified],
    network: KnownNames,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The website is out on the internet, and sends its visitors to addresses inside."""
    server = web_server({**ROWS, HTTP: moved("http://192.168.0.1/"), PRIVACY: moved("http://10.0.0.1/")}, certified)
    monkeypatch.setattr("carecheck.look.https.is_public", lambda address: address == "127.0.0.1")
    door = door_to(server, network, allow_private=False)

    found = results(door, network)

    assert (found["redirect"].light, found["privacy"].light) == ("unknown", "unknown")
    assert found["https"].light == "green"


def test_a_name_that_does_not_exist_is_not_checked(door_to: OpenDoor) -> None:
    nothing = KnownNames()

    found = results(door_to(network=nothing), nothing)

    assert {result.unknown and result.unknown.reason for result in found.values()} == {"no_such_name"}


def test_without_a_web_nothing_is_checked(network: KnownNames) -> None:
    found = results(NoWeb(), network)

    assert {result.light for result in found.values()} == {"unknown"}
    assert {result.unknown and result.unknown.reason for result in found.values()} == {Unknown("offline").reason}
