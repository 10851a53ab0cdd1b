"""Signs that somebody has blocked the updates of a Windows, each at its border."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.windows.hosts import sends_updates_elsewhere
from carecheck.look.windows.update_blocks import update_blocks
from carecheck.look.windows.updates import updates
from tests.windows_facts.pcs import changed

SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
PAUSES: Final = "HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings"
RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate"
NETWORK: Final = f"{SERVICES}\\Tcpip\\Parameters"
ETC: Final = "C:/WINDOWS/System32/drivers/etc"


def key(path: str, **values: object) -> dict[str, Any]:
    return {"key": path, "values": values}


def told(fact: str, *rows: dict[str, Any], name: str = "good_11_pro") -> object:
    found = getattr(update_blocks(changed(name, *rows)), fact)
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("service", "start", "off"),
    [
        ("wuauserv", 4, True),
        ("UsoSvc", 4, True),
        ("wuauserv", 2, False),
        ("UsoSvc", 3, False),
        ("wuauserv", None, "not_seen"),  # somebody may have taken it away
    ],
)
def test_a_disabled_service_gets_no_updates(service: str, start: int | None, off: object) -> None:
    row = key(f"{SERVICES}\\{service}", **({} if start is None else {"Start": start}))

    assert told("services_off", row) == off


@pytest.mark.parametrize(("values", "off"), [({"Start": 4}, True), ({"Start": 3}, False), ({}, "not_seen")])
def test_so_does_the_one_that_repairs_them_and_it_is_told_apart(values: dict[str, Any], off: object) -> None:
    row = key(f"{SERVICES}\\WaaSMedicSvc", **values)

    assert told("repair_off", row) == off
    assert told("services_off", row) is False


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({}, False),
        ({"PauseUpdatesExpiryTime": "2026-12-29T09:00:00Z"}, False),
        ({"PauseUpdatesExpiryTime": "2027-11-25T09:00:00Z"}, False),
        ({"PauseUpdatesExpiryTime": "2027-11-26T09:00:00Z"}, True),
        ({"PauseQualityUpdatesEndTime": "2099-01-01T00:00:00Z"}, True),
        ({"PauseUpdatesExpiryTime": "soon", "PauseQualityUpdatesEndTime": "2099-01-01T00:00:00Z"}, True),
        ({"PauseUpdatesExpiryTime": "soon"}, "unreadable"),
        ({"PauseUpdatesExpiryTime": 4070908800}, "unreadable"),
    ],
)
def test_windows_itself_offers_no_pause_of_years(values: dict[str, Any], years: object) -> None:
    assert told("paused_for_years", key(PAUSES, **values)) == years


@pytest.mark.parametrize(
    ("days", "raised"), [(35, False), (366, False), (367, True), (18256, True), ("x", "unreadable")]
)
def test_nor_a_longer_one_to_come(days: object, raised: object) -> None:
    assert told("pause_limit_raised", key(PAUSES, FlightSettingsMaxPauseDays=days)) == raised


@pytest.mark.parametrize(
    ("server", "used", "nowhere"),
    [
        ("http://127.0.0.1:8530", 1, True),
        ("https://localhost", 1, True),
        ("0.0.0.0", 1, True),
        ("http://[::1]:8530", 1, True),
        ("http://127.0.0.1:8530", 0, False),  # Windows does not ask it
        ("http://updates.example:8530", 1, False),
        ("http://wsus:8530", 1, False),
        (" ", 1, "unreadable"),
        ("http://[", 1, "unreadable"),
    ],
)
def test_a_server_for_updates_is_never_this_computer(server: str, used: int, nowhere: object) -> None:
    rows = key(RULES, WUServer=server), key(f"{RULES}\\AU", UseWUServer=used)

    assert told("server_nowhere", *rows) == nowhere
    assert (updates(changed("good_11_pro", *rows)).automatic == "blocked") is (nowhere is True)


@pytest.mark.parametrize(
    ("hosts", "elsewhere"),
    [
        ("", False),
        ("127.0.0.1 localhost\n::1 localhost", False),
        ("0.0.0.0 windowsupdate.com", True),
        ("0.0.0.0\tdownload.windowsupdate.com # no more", True),
        ("127.0.0.1 a.example FE2.Update.Microsoft.com.", True),
        ("0.0.0.0 dl.delivery.mp.microsoft.com", True),
        ("# 0.0.0.0 windowsupdate.com", False),
        ("0.0.0.0 statsfe2.update.microsoft.com", False),  # it counts what was installed
        ("0.0.0.0 notwindowsupdate.com", False),
        ("0.0.0.0 windowsupdate.com.example", False),
        ("0.0.0.0 vortex.data.microsoft.com", False),
    ],
)
def test_a_line_of_hosts_leads_away_from_updates(hosts: str, elsewhere: bool) -> None:
    assert sends_updates_elsewhere(hosts) is elsewhere


@given(st.text(), st.text())
def test_what_stands_around_a_line_hides_it_never(before: str, after: str) -> None:
    assert sends_updates_elsewhere(f"{before}\n0.0.0.0 windowsupdate.com\n{after}")


@pytest.mark.parametrize(
    ("rows", "blocked"),
    [
        ([{"read": f"{ETC}/hosts", "unknown": "needs_admin"}], "needs_admin"),
        ([{"read": f"{ETC}/hosts", "text": "abc"}, {"look_at": f"{ETC}/hosts", "size": 4}], "unreadable"),
        ([key(NETWORK, DataBasePath={"type": "REG_EXPAND_SZ", "data": "C:\\elsewhere"})], "not_seen"),
        ([key(NETWORK)], "not_seen"),
        (
            [
                {"read": f"{ETC}/hosts", "there": False},
                {"look_at": f"{ETC}/hosts", "there": False},
                {"look_at": ETC, "kind": "folder"},
            ],
            False,
        ),
        ([{"read": f"{ETC}/hosts", "there": False}, {"look_at": f"{ETC}/hosts", "there": False}], "not_seen"),
    ],
)
def test_a_list_of_names_that_was_not_read_whole_says_nothing(rows: list[dict[str, Any]], blocked: object) -> None:
    assert told("addresses_blocked", *rows) == blocked


@pytest.mark.parametrize(
    "row",
    [
        key(f"{SERVICES}\\wuauserv", Start=4),
        key(f"{SERVICES}\\UsoSvc", Start=4),
        key(PAUSES, PauseUpdatesExpiryTime="2077-01-01T00:00:00Z"),
        key(PAUSES, PauseQualityUpdatesEndTime="2077-01-01T00:00:00Z"),
        {"read": f"{ETC}/hosts", "text": "0.0.0.0 windowsupdate.com"},
    ],
)
def test_what_stops_updates_stops_them_from_coming_on_their_own_too(row: dict[str, Any]) -> None:
    machine = changed("good_11_pro", row)

    found = update_blocks(machine)

    assert True in (found.services_off, found.paused_for_years, found.addresses_blocked)
    assert updates(machine).automatic in ("off", "blocked")


def test_one_sign_counts_whatever_was_not_seen() -> None:
    rows = key(f"{SERVICES}\\wuauserv", Start=4), key(f"{SERVICES}\\UsoSvc")

    assert told("services_off", *rows) is True
