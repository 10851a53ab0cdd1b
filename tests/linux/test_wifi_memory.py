"""Open Wi-Fi networks that a Linux remembers, by what NetworkManager told in the recordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.linux.wifi_memory import DETAILS, LISTED, LISTED_AGAIN, wifi_memory
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.test_network import pc

ONE, TWO = "fe584315-c1aa-42b1-a8e1-a49ec1cbc921", "0613f900-fdd9-42f5-a5e9-faa7340b5f33"
KEY = "802-11-wireless-security.key-mgmt"


def remembers(rows: list[str], details: str = "", again: list[str] | None = None, status: int = 0) -> RecordedMachine:
    parts = [row.split(":") for row in rows]
    other = [":".join((part[1], part[0], *part[2:])) for part in parts] if again is None else again
    joined = [part[0] for part in parts if part[1:] == ["802-11-wireless", "yes"]]
    machine = pc()
    asked = RunProgram((*DETAILS, *(word for one in joined for word in ("uuid", one))))
    machine.answers |= {
        RunProgram(LISTED): Ran(status, "".join(f"{row}\n" for row in rows).encode()),
        RunProgram(LISTED_AGAIN): Ran(status, "".join(f"{row}\n" for row in other).encode()),
        asked: Ran(0, details.encode()),
    }
    return machine


def plain(fact: object) -> object:
    return fact.reason if isinstance(fact, Unknown) else fact


JOINED = [f"{ONE}:802-11-wireless:yes", f"{TWO}:802-11-wireless:yes"]


@pytest.mark.parametrize(
    ("way", "joins_open"),
    [
        ("", True),
        (f"{KEY}:owe\n", True),
        (f"{KEY}:none\n", False),  # WEP
        (f"{KEY}:wpa-psk\n", False),
        (f"{KEY}:wpa-eap-suite-b-192\n", False),
        (f"{KEY}:sae\n", False),
        (f"{KEY}:new-way\n", "unreadable"),
    ],
)
def test_a_network_without_a_password_is_open(way: str, joins_open: object) -> None:
    details = f"connection.uuid:{ONE}\n{KEY}:sae\n\nconnection.uuid:{TWO}\n{way}"

    assert plain(wifi_memory(remembers(JOINED, details)).joins_open) == joins_open


def test_one_that_is_not_told_of_leaves_it_open() -> None:
    assert plain(wifi_memory(remembers(JOINED, f"connection.uuid:{ONE}\n{KEY}:sae\n")).joins_open) == "unreadable"


def test_what_is_joined_only_when_somebody_says_so_does_not_count() -> None:
    assert wifi_memory(remembers([f"{ONE}:802-11-wireless:no", f"{TWO}:802-3-ethernet:yes"])).joins_open is False


def test_two_lists_that_differ_leave_it_open() -> None:
    assert plain(wifi_memory(remembers([], again=[f"802-11-wireless:{ONE}:yes"])).joins_open) == "unreadable"


def test_without_network_manager_nothing_is_seen() -> None:
    seen = wifi_memory(remembers([], status=8))

    assert (seen.has_wifi, plain(seen.joins_open)) == (True, "not_seen")


@given(st.text(max_size=120))
def test_any_list_is_read_or_refused(text: str) -> None:
    machine = remembers(JOINED, f"connection.uuid:{ONE}\n{KEY}:sae\n")
    machine.answers[RunProgram(LISTED)] = Ran(0, text.encode(errors="replace"))

    assert wifi_memory(machine).joins_open is not False
