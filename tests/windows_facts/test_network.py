"""The Wi-Fi of a Windows, and who looks up names for it."""

from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.computer import look_at_computer
from carecheck.look.dns_filters import is_filter, name_services
from carecheck.look.probes import probes_for
from carecheck.look.windows.dns_filter import dns_filter
from carecheck.look.windows.wifi import wifi
from carecheck.look.windows_questions import AskApi
from tests.windows_facts.pcs import NAMES, changed, load_pc, pc

TODAY: Final = date(2026, 11, 25)
NRPT: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\DNSClient\\DnsPolicyConfig\\{one}"


def adapters(*rows: tuple[int, bool, list[str]]) -> dict[str, Any]:
    listed = [{"type": kind, "up": up, "dns": dns} for kind, up, dns in (*rows, (24, True, []))]
    return {"api": "adapters", "told": {"count": len(listed), "rows": listed}}


def connections(*ways: tuple[int, int | None, int | None]) -> dict[str, Any]:
    rows = [{"state": state, "auth": auth, "cipher": cipher} for state, auth, cipher in ways]
    return {"api": "wifi", "told": {"shown": True, "count": len(rows), "rows": rows}}


def plain(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("rows", "in_use"),
    [
        ([(6, True, [])], False),
        ([(71, False, []), (6, True, [])], False),
        ([(71, True, [])], True),
    ],
)
def test_wifi_is_in_use_when_its_adapter_is_connected(rows: list[tuple[int, bool, list[str]]], in_use: bool) -> None:
    assert wifi(changed("good_11_pro", adapters(*rows))).in_use is in_use


def test_a_list_of_adapters_without_the_one_that_every_windows_has_is_not_whole() -> None:
    assert (
        plain(wifi(changed("good_11_pro", {"api": "adapters", "told": {"count": 0, "rows": []}})).in_use)
        == "unreadable"
    )


@pytest.mark.parametrize(
    ("auth", "cipher", "security"),
    [
        (1, 0, "open"),
        (1, 1, "wep"),
        (1, 0x101, "wep"),
        (2, 5, "wep"),
        (2, 0, "unreadable"),
        (3, 2, "wpa"),
        (4, 4, "wpa"),
        (6, 4, "wpa2"),
        (7, 4, "wpa2"),
        (7, 2, "wpa"),  # WPA2 with the cipher of WPA: an old mixture
        (8, 9, "wpa3"),
        (9, 8, "wpa3"),
        (11, 4, "wpa3"),
        (10, 4, "open"),  # anyone may join
        (7, 0, "unreadable"),
        (7, 0x80000000, "unreadable"),
        (5, 4, "unreadable"),
        (12, 4, "unreadable"),
        (None, None, "unreadable"),
    ],
)
def test_two_things_say_how_a_wifi_is_protected(auth: int | None, cipher: int | None, security: str) -> None:
    found = wifi(changed("w10_with_esu", connections((1, auth, cipher))))

    assert plain(found.security) == security
    seen = [found.seen_open, found.seen_old, found.seen_protected]
    assert sum(one is True for one in seen) == (security != "unreadable")
    assert all(isinstance(one, Unknown) for one in seen) == (security == "unreadable")


@pytest.mark.parametrize(
    ("ways", "security"),
    [
        ([(1, 7, 4), (1, 1, 0)], "open"),  # the weakest counts
        ([(4, None, None), (1, 9, 4)], "wpa3"),
        ([(4, None, None)], "unreadable"),  # connected, says the list of adapters
        ([(1, 7, 4), (1, 99, 4)], "unreadable"),
        ([(1, 1, 0), (1, 99, 4)], "open"),  # nothing is weaker
    ],
)
def test_of_several_wifis_the_weakest_counts(ways: list[tuple[int, int | None, int | None]], security: str) -> None:
    assert plain(wifi(changed("w10_with_esu", connections(*ways))).security) == security


@pytest.mark.parametrize("name", [name for name in NAMES if name != "all_refused"])
def test_no_windows_is_made_to_ask_the_person(name: str) -> None:
    build = next(row["told"]["build"] for row in load_pc(name).answers if row.get("api") == "version")

    asked = look_at_computer(pc(name), probes_for("windows")).answers

    assert AskApi("wifi") not in asked or build < 26100


def test_what_windows_hides_is_neither_open_nor_protected() -> None:
    found = wifi(pc("arm_laptop"))

    assert (found.in_use, plain(found.security)) == (True, "blocked")
    assert (found.seen_open, found.seen_old, found.seen_protected) == (False, False, False)


@pytest.mark.parametrize("row", [{"unknown": "blocked"}, {"unknown": "timed_out"}])
def test_a_refusal_that_is_none_of_windows_is_not_taken_for_one(row: dict[str, str]) -> None:
    found = wifi(changed("w10_with_esu", {"api": "wifi"} | row))

    assert isinstance(found.seen_open, Unknown)


@pytest.mark.parametrize(
    ("servers", "filters"),
    [
        (["9.9.9.9", "149.112.112.112"], True),
        (["1.1.1.2", "2606:4700:4700::1112"], True),
        (["2606:4700:4700:0:0:0:0:1112"], True),
        (["9.9.9.9", "8.8.8.8"], False),
        (["1.1.1.1"], False),
        (["9.9.9.10"], False),
        (["192.168.1.254"], "not_seen"),
        (["fe80::1"], "not_seen"),
        (["127.0.0.1"], "not_seen"),
        (["100.100.100.100"], "not_seen"),
        (["9.9.9.9", "192.168.1.254"], "not_seen"),
        (["192.168.1.254", "8.8.8.8"], False),  # one that does not filter settles it
        (["81.139.57.100"], "not_listed"),
        (["router"], "unreadable"),
        ([""], "unreadable"),
        (["fec0:0:0:ffff::1", "9.9.9.9"], True),
        ([], "not_seen"),
    ],
)
def test_only_a_known_service_filters(servers: list[str], filters: object) -> None:
    found = dns_filter(changed("good_11_pro", adapters((6, True, servers), (71, False, ["8.8.4.4"]))))

    assert plain(found.filters) == filters


def test_rules_for_single_names_leave_it_open() -> None:
    machine = changed("good_11_pro", adapters((6, True, ["9.9.9.9"])), {"key": NRPT})

    assert plain(dns_filter(machine).filters) == "not_seen"


@pytest.mark.parametrize(
    ("today", "filters"),
    [
        (name_services().as_at, True),
        (name_services().as_at + timedelta(days=366), True),
        (name_services().as_at + timedelta(days=367), "not_listed"),
        (name_services().as_at - timedelta(days=2), "unreadable"),
    ],
)
def test_an_old_table_knows_no_service(today: date, filters: object) -> None:
    assert plain(is_filter("9.9.9.9", today)) == filters


def test_no_address_stands_in_the_table_twice() -> None:
    listed = [address for one in name_services().services for address in one.addresses]

    assert len(listed) == len(set(listed))
    assert not [address for address in listed if plain(is_filter(address, TODAY)) not in (True, False)]


@given(st.text())
def test_no_text_is_taken_for_a_filter(text: str) -> None:
    listed = [address for one in name_services().services if one.filters for address in one.addresses]

    assert is_filter(text, TODAY) is not True or text in listed
