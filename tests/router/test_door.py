"""Knocks for real, at servers on loopback in the place of an internet box."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.knock import Knock, Knocked
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import Answer, LookAt, Question, RunProgram
from carecheck.look.public_address import is_of_own_network
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.router_door import WithRouter
from tests.linux.recorded import computer
from tests.web.server import Behaviour, WebServer, endless, moved, page, silent

BOX = "127.0.0.1"
FRONT = f"http://{BOX}/"


@contextmanager
def listening(*, answers: bool) -> Iterator[int]:
    """A port at which somebody listens, or nobody does."""
    with socket.socket() as one:
        one.bind((BOX, 0))
        if answers:
            one.listen()
        yield one.getsockname()[1]


def knock(port: int, ports: dict[int, int], seconds: float = 5.0) -> Any:
    return WithRouter(computer(), ports=ports, may_knock=lambda address: address == BOX).ask(Knock(BOX, port, seconds))


def web(answer: Behaviour, seconds: float = 5.0) -> Any:
    with WebServer({FRONT: answer}) as server:
        return knock(80, server.ports, seconds)


@pytest.mark.parametrize(("answers", "state"), [(True, "open"), (False, "closed")])
def test_a_port_is_open_or_closed(answers: bool, state: str) -> None:
    with listening(answers=answers) as port:
        assert knock(23, {23: port}) == Knocked(state)


@pytest.mark.parametrize(
    ("answer", "status", "to_https"),
    [
        (page("Log in"), 200, False),
        (page("no", "401 Unauthorized"), 401, False),
        (moved("https://192.168.1.1/"), 301, True),
        (moved("HTTPS://box.home/login", "302 Found"), 302, True),
        (moved("http://box.home/login"), 301, False),
        (moved("/login"), 301, False),
        (page("", "200 OK", "Location: https://192.168.1.1/"), 200, False),
    ],
)
def test_a_front_page_tells_its_status_and_whether_it_leads_to_https(
    answer: bytes, status: int, to_https: bool
) -> None:
    assert web(answer) == Knocked("open", status, to_https)


def test_nobody_at_port_80_is_closed() -> None:
    with WebServer({}, closed=["http"]) as server:
        assert knock(80, server.ports) == Knocked("closed")


@pytest.mark.parametrize(
    "answer", [silent, b"", moved("https://["), b"\x00\xff" * 500, endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")]
)
def test_what_is_no_web_page_is_neither_open_nor_closed(answer: Behaviour) -> None:
    assert isinstance(web(answer, seconds=1.0), Unknown)


@pytest.mark.parametrize("address", ["8.8.8.8", "127.0.0.1", "100.64.0.1", "169.254.1.1", "home.example", "::1", ""])
def test_only_a_box_of_the_own_network_is_asked(address: str) -> None:
    answer = WithRouter(computer()).ask(Knock(address, 23))

    assert isinstance(answer, Unknown)
    assert answer.reason == "blocked"


@pytest.mark.parametrize("port", [22, 25, 445, 3389])
def test_no_other_port_is_asked(port: int) -> None:
    answer = knock(port, {})

    assert isinstance(answer, Unknown)
    assert answer.reason == "blocked"


@pytest.mark.parametrize("address", ["10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.254"])
def test_homes_give_out_these_addresses(address: str) -> None:
    assert is_of_own_network(address)


def test_a_computer_without_the_door_knocks_nowhere() -> None:
    answer = LocalMachine().ask(Knock("192.168.1.1", 23))

    assert isinstance(answer, Unknown)
    assert answer.reason == "offline"


def test_every_other_question_goes_to_the_computer() -> None:
    machine = computer({"/etc/hostname": "pc\n"}, programs={"true": "yes"})

    behind = WithRouter(machine)

    assert behind.about == machine.about
    assert [behind.ask(one) for one in (LookAt("/etc/hostname"), RunProgram(("true",)))] == [
        machine.ask(one) for one in (LookAt("/etc/hostname"), RunProgram(("true",)))
    ]


def test_a_recording_keeps_knocks() -> None:
    answers: dict[Question, Answer] = {
        Knock("192.168.1.1", 23): Knocked("closed"),
        Knock("192.168.1.1", 80): Knocked("open", 301, to_https=True),
        Knock("192.168.1.1", 443): Unknown("timed_out", "late"),
    }
    machine = RecordedMachine(computer().about, answers)

    assert RecordedMachine.from_text(machine.to_text()).answers == answers
