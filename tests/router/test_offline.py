"""`--offline` asks nobody, the internet box included."""

import socket
from typing import Any

import pytest

from carecheck.cli.looking import look_now
from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.machine import Machine
from carecheck.plan import make_plan
from tests.linux.recorded import computer
from tests.router.test_gateway import HEAD, way


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses that were asked, on a computer with an internet box; each refuses."""
    files = {"/proc/net/route": HEAD + way(), "/sys/class/net/eth0/type": "1\n"}
    here: Machine = computer(files)
    seen: list[Any] = []

    def connect(address: Any, timeout: float) -> None:
        seen.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("carecheck.look.this_computer.this_computer", lambda: here)
    monkeypatch.setattr(socket, "create_connection", connect)
    return seen


def router(*, offline: bool) -> Router:
    plan = make_plan(only=["network.router"])
    collected = look_now(
        plan,
        lambda: b"key",
        offline=offline,
        name_server="127.0.0.1",
        selectors=None,
        deadline_seconds=20,
        hide_computer_names=True,
        serial_number=False,
        quiet=True,
    )
    group = collected.subjects[0].groups["router"]
    assert isinstance(group, Router)
    return group


def test_a_scan_knocks_at_two_ports_of_the_box(asked: list[Any]) -> None:
    seen = router(offline=False)

    assert asked == [("192.168.1.254", 23), ("192.168.1.254", 80)]
    assert (seen.telnet, seen.plain_web) == (False, False)


def test_offline_nobody_is_asked(asked: list[Any]) -> None:
    seen = router(offline=True)

    assert asked == []
    assert isinstance(seen.telnet, Unknown)
    assert seen.telnet.reason == "offline"
