"""The door to web servers, against real servers on loopback: what becomes of each way to behave."""

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.https import MOST_BODY
from carecheck.look.lookups import Found, NotThere, Question
from carecheck.look.network import NoWeb, Offline, open_web
from carecheck.look.web import Certificate, Fetch, NoPage, Page
from tests.conftest import Needs
from tests.web.authority import Authority, Certified
from tests.web.conftest import OpenDoor, StartWeb
from tests.web.fetching import fetch
from tests.web.server import Behaviour, KnownNames, drip, endless, moved, page, silent

HTTPS, HTTP = "https://home.example/", "http://home.example/"
DAY = timedelta(days=1)
TODAY = datetime.now(UTC).date()


def test_a_page_comes_with_its_status_headers_and_certificate(
    web_server: StartWeb, door_to: OpenDoor, authority: Authority
) -> None:
    certified = authority.issue("home.example", "www.home.example")
    server = web_server({HTTPS: page("Hello", "200 OK", "X-One: 1", "X-One: 2")}, {"home.example": certified})

    found = fetch(door_to(server), HTTPS)

    assert isinstance(found, Page)
    assert (found.status, found.body, found.whole, found.header("x-one")) == (200, b"Hello", True, "1, 2")
    assert isinstance(found.certificate, Certificate)
    assert found.certificate.names == ("home.example", "www.home.example")
    assert abs((found.certificate.ends - TODAY).days - 30) <= 1
    assert found.certificate.issuer == "Example Trust"


def test_a_page_over_plain_http_has_no_certificate(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: page("Hello")})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    assert (found.body, found.certificate) == (b"Hello", None)


def test_a_request_says_who_asks_and_nothing_else(
    web_server: StartWeb, door_to: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server = web_server({HTTP: page("Hello", "200 OK", "Set-Cookie: a=b")})
    door = door_to(server)
    fetch(door, HTTP)

    fetch(door, HTTP)

    head = server.heads[-1]
    assert "\r\nUser-Agent: carecheck/" in head
    assert sorted(line.split(":")[0] for line in head.split("\r\n")[1:] if line) == [
        *("Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"),
    ]


def test_a_redirect_is_told_and_not_followed(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: moved("http://home.example/there")})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    assert (found.status, found.header("location")) == (301, "http://home.example/there")
    assert server.asked == [HTTP]


def certified_as(way: str, authority: Authority) -> Certified:
    match way:
        case "expired":
            return authority.issue("home.example", starts=-90 * DAY, ends=-DAY)
        case "not_yet_valid":
            return authority.issue("home.example", starts=2 * DAY, ends=90 * DAY)
        case "wrong_name":
            return authority.issue("other.example")
        case _:
            return authority.self_signed("home.example")


@pytest.mark.parametrize("way", ["expired", "not_yet_valid", "wrong_name", "untrusted"])
def test_a_faulty_certificate_is_told_with_its_kind_and_dates_and_nothing_is_asked(
    web_server: StartWeb, door_to: OpenDoor, authority: Authority, way: str
) -> None:
    server = web_server({HTTPS: page("secret")}, {"home.example": certified_as(way, authority)})

    found = fetch(door_to(server), HTTPS)

    assert isinstance(found, NoPage)
    assert (found.why, found.fault) == ("certificate", way)
    assert isinstance(found.certificate, Certificate)
    assert (found.certificate.ends < TODAY) is (way == "expired")
    assert (found.certificate.starts > TODAY) is (way == "not_yet_valid")
    assert [url for url in server.asked if url != "https://"] == []


def test_an_authority_that_nobody_knows_is_untrusted(
    web_server: StartWeb, needs: Needs, door_to: OpenDoor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Authority(needs("openssl"), tmp_path_factory.mktemp("other"))
    server = web_server({HTTPS: page("secret")}, {"home.example": other.issue("home.example")})

    found = fetch(door_to(server), HTTPS)

    assert isinstance(found, NoPage)
    assert found.fault == "untrusted"


def test_nobody_at_the_port_is_refused(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({}, closed=["https"])

    assert fetch(door_to(server), HTTPS) == NoPage("refused")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "behaviour",
    [
        endless(HEAD + b"\r\n", b"x" * 65536),
        endless(HEAD + b"Content-Length: 10737418240\r\n\r\n", b"x" * 65536),
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    ],
    ids=["without length", "10 GB", "chunked"],
)
def test_a_body_without_end_is_cut(web_server: StartWeb, door_to: OpenDoor, behaviour: Behaviour) -> None:
    server = web_server({HTTP: behaviour})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    assert (found.body, found.whole) == (b"x" * MOST_BODY, False)


def test_headers_without_end_are_no_page(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: endless(HEAD, b"X-More: " + b"x" * 1000 + b"\r\n")})

    assert isinstance(fetch(door_to(server), HTTP), Unknown)


@pytest.mark.parametrize(
    "answer",
    [HEAD + b"\r\nbody", HEAD + b"Content-Length: 999999\r\n\r\nbody", b"HTTP/1.1 200 OK\r\nX-Header: a", b"HTTP"],
    ids=["body", "body with length", "head", "first word"],
)
def test_a_server_that_drips_is_hung_up_on(web_server: StartWeb, door_to: OpenDoor, answer: bytes) -> None:
    hung_up = threading.Event()
    server = web_server({HTTP: drip(answer, hung_up)})

    found = fetch(door_to(server), HTTP, seconds=1)

    assert found == Unknown("timed_out", "no page before the deadline")
    assert hung_up.wait(10)


def test_a_server_that_says_nothing_is_timed_out(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: silent})

    assert fetch(door_to(server), HTTP, seconds=0.3) == Unknown("timed_out", "no page before the deadline")


def test_a_server_that_never_ends_its_handshake_is_timed_out(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({})
    with socket.create_server(("127.0.0.1", 0)) as only_listens:
        server.ports[443] = only_listens.getsockname()[1]

        assert fetch(door_to(server), HTTPS, seconds=0.3) == Unknown("timed_out", "no page before the deadline")


@pytest.mark.parametrize(
    "answer",
    [b"", b"\x00" * 100, b"SSH-2.0-server\r\n", b"HTTP/1.1 hello\r\n\r\n", b"220 mail.home.example ESMTP\r\n" * 50],
)
def test_what_is_not_http_is_no_reply(web_server: StartWeb, door_to: OpenDoor, answer: bytes) -> None:
    found = fetch(door_to(web_server({HTTP: answer})), HTTP)

    assert isinstance(found, Unknown)
    assert found.reason == "no_reply"


def test_a_page_cut_off_in_the_middle_is_no_whole_page(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: HEAD + b"Content-Length: 100\r\n\r\nhalf"})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    assert (found.body, found.whole) == (b"half", False)


def test_a_packed_page_is_not_whole(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: page(b"\x1f\x8b\x00", "200 OK", "Content-Encoding: gzip")})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    assert not found.whole


def test_headers_are_made_harmless(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: page("", "200 OK", "X-Evil: a\x1b[31m\x00b" + "c" * 9000)})

    found = fetch(door_to(server), HTTP)

    assert isinstance(found, Page)
    value = found.header("x-evil")
    assert value is not None
    assert value.startswith("a[31mb")
    assert len(value) == 8000


INSIDE = [
    *("127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1"),
    *("fd12::1", "ff02::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_points_inside_is_not_fetched(web_server: StartWeb, door_to: OpenDoor, address: str) -> None:
    server = web_server({HTTP: page("inside")})
    kind = "AAAA" if ":" in address else "A"
    network = KnownNames({Question("home.example", kind): Found((address,))})  # type: ignore[arg-type]

    found = fetch(door_to(server, network, allow_private=False), HTTP)

    assert (found, server.asked) == (NoPage("private"), [])


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.1.2.3", "192.168.0.1:8080"])
def test_an_address_inside_is_not_fetched(web_server: StartWeb, door_to: OpenDoor, host: str) -> None:
    server = web_server({})

    assert fetch(door_to(server, allow_private=False), f"http://{host}/") == NoPage("private")


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"])
def test_no_odd_way_to_write_loopback_gets_past_dns(web_server: StartWeb, door_to: OpenDoor, host: str) -> None:
    server = web_server({})

    assert fetch(door_to(server, allow_private=False), f"http://{host}/") == NoPage("no_such_name")
    assert server.asked == []


def test_only_the_public_ones_of_several_addresses_are_tried(
    door_to: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def refuse(address: object, timeout: float) -> object:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("carecheck.look.https.socket.create_connection", refuse)
    found = Found(("127.0.0.1", "8.8.8.8", "10.0.0.1"))
    door = door_to(network=KnownNames({Question("home.example", "A"): found}), allow_private=False)

    assert fetch(door, HTTP) == NoPage("refused")
    assert tried == [("8.8.8.8", 80)]


def test_dns_is_asked_once_so_that_its_answer_cannot_change(web_server: StartWeb, door_to: OpenDoor) -> None:
    server = web_server({HTTP: page("Hello")})
    network = KnownNames(names=["home.example"])

    fetch(door_to(server, network), HTTP)

    assert network.asked == [Question("home.example", "A"), Question("home.example", "AAAA")]


@pytest.mark.parametrize(
    "url",
    ["http://home.example:25/", "http://home.example:22/", "ftp://home.example/", "file:///etc/passwd", "http:///"],
)
def test_what_is_no_web_page_is_blocked(door_to: OpenDoor, url: str) -> None:
    found = fetch(door_to(), url)

    assert isinstance(found, Unknown)
    assert found.reason == "blocked"


SERVFAIL = Unknown("no_reply", "SERVFAIL")


@pytest.mark.parametrize(
    ("v4", "v6", "outcome"),
    [
        (NotThere("no_data"), NotThere("no_data"), NoPage("no_address")),
        (NotThere("no_such_name"), NotThere("no_such_name"), NoPage("no_such_name")),
        (NotThere("no_such_name", dangling=True), NotThere("no_such_name", dangling=True), NoPage("no_address")),
        (NotThere("no_data"), SERVFAIL, SERVFAIL),
        (SERVFAIL, NotThere("no_such_name"), SERVFAIL),
    ],
)
def test_without_an_address_dns_says_why(door_to: OpenDoor, v4: object, v6: object, outcome: object) -> None:
    rows = {Question("home.example", "A"): v4, Question("home.example", "AAAA"): v6}

    assert fetch(door_to(network=KnownNames(rows)), HTTP) == outcome  # type: ignore[arg-type]


def test_offline_nothing_is_fetched() -> None:
    web = open_web(Offline())

    assert isinstance(web, NoWeb)
    assert web.begin(Fetch(HTTPS), 0).result() == Unknown("offline")


def test_a_door_that_closes_hangs_up(web_server: StartWeb, door_to: OpenDoor) -> None:
    hung_up = threading.Event()
    server = web_server({HTTP: drip(b"HTTP/1.1 200 OK", hung_up)})
    door = door_to(server)
    fetching = door.begin(Fetch(HTTP), float("inf"))
    while not server.asked:
        threading.Event().wait(0.01)

    door.close()

    assert isinstance(fetching.result(timeout=10), Unknown)
    assert hung_up.wait(10)
