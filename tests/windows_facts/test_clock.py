"""The clock of a Windows: which settings of its time service keep it right."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.windows.clock import clock
from carecheck.look.windows.nowhere import is_nowhere
from tests.windows_facts.pcs import changed, load_pc

SERVICE: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time"
PARAMETERS: Final = f"{SERVICE}\\Parameters"
CLIENT: Final = f"{SERVICE}\\TimeProviders\\NtpClient"
RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time"
ANOTHER: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NTP"


def key(path: str, **values: object) -> dict[str, Any]:
    return {"key": path, "values": values}


def joined(status: int) -> dict[str, Any]:
    return {"api": "domain_join", "told": {"status": status}}


def told(name: str, *rows: dict[str, Any]) -> object:
    found = clock(changed(name, *rows)).kept_right
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([], True),
        ([key(SERVICE, Start=2)], True),
        ([key(SERVICE, Start=4)], False),
        ([key(SERVICE, Start=4), key(ANOTHER, Start=2)], "not_seen"),  # another program may do it
        ([key(SERVICE)], "not_seen"),
        ([key(SERVICE, Start=9)], "not_seen"),
        ([{"key": f"{SERVICE}\\TriggerInfo"}], "not_seen"),  # nothing starts it
        ([key(PARAMETERS, Type="NoSync", NtpServer="time.windows.com,0x9")], False),
        ([key(PARAMETERS, Type="ntp", NtpServer="time.windows.com,0x9 ntp.example,0x9")], True),
        ([key(PARAMETERS, Type="NTP")], "not_seen"),
        ([key(PARAMETERS, Type="NTP", NtpServer="127.0.0.1,0x9")], False),
        ([key(PARAMETERS, NtpServer="time.windows.com,0x9")], "not_seen"),
        ([key(PARAMETERS, Type="Sometimes", NtpServer="time.windows.com")], "unreadable"),
        ([key(PARAMETERS, Type=1)], "unreadable"),
        ([key(CLIENT, Enabled=0)], False),
        ([key(CLIENT)], "not_seen"),
        ([key(CLIENT, Enabled=2)], "unreadable"),
        ([key(f"{RULES}\\Parameters", Type="NoSync")], False),  # a rule beats the computer's own setting
        ([key(f"{RULES}\\Parameters", Type="NTP"), key(PARAMETERS, Type="NoSync", NtpServer="ntp.example")], True),
        ([key(f"{RULES}\\TimeProviders\\NtpClient", Enabled=0)], False),
    ],
)
def test_the_time_service_must_start_and_know_whom_to_ask(rows: list[dict[str, Any]], kept: object) -> None:
    assert told("good_11_pro", *rows) == kept


@pytest.mark.parametrize(("status", "kept"), [(3, True), (2, False), (1, False), (0, "unreadable")])
def test_the_time_of_an_organisation_comes_only_to_its_members(status: int, kept: object) -> None:
    assert told("good_11_pro", key(PARAMETERS, Type="NT5DS"), joined(status)) == kept


@pytest.mark.parametrize(("status", "kept"), [(3, True), (2, False)])
def test_of_two_ways_one_is_enough(status: int, kept: bool) -> None:
    rows = key(PARAMETERS, Type="AllSync", NtpServer="localhost"), joined(status)

    assert told("good_11_pro", *rows) is kept


def test_the_server_that_gives_the_time_to_all_may_have_it_from_nobody() -> None:
    version = {"api": "version", "told": {"major": 10, "build": 17763, "product_type": 2}}

    assert told("server_2019", key(PARAMETERS, Type="NT5DS"), joined(3), version) == "not_seen"


def test_a_stopped_time_service_is_normal() -> None:
    assert not [row for row in load_pc("good_11_pro").answers if row.get("service") == "W32Time"]


@pytest.mark.parametrize(
    ("host", "nowhere"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("0.0.0.0", True),
        ("::1", True),
        ("[::1]", True),
        ("LOCALHOST.", True),
        ("updates", False),
        ("10.0.0.4", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_this_computer_itself_is_nowhere(host: str, nowhere: bool) -> None:
    assert is_nowhere(host) is nowhere
