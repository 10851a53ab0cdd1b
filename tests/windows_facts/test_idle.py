"""How long the logins of a Windows were not used: every sign counts, and a missing one leaves it open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.windows.idle import idle
from tests.windows_facts.pcs import NAMES, changed, load_pc

HERE: Final = "S-1-5-21-1004336348-1177238915-682003330"
PROFILES: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList"
TODAY: Final = date(2026, 11, 24)
DAY: Final = 24 * 60 * 60


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else (TODAY - found).days if isinstance(found, date) else found


def seconds(days: int | None) -> int:
    return 0 if days is None else int(datetime(*ago(days).timetuple()[:3], 12, tzinfo=UTC).timestamp())


def sign_ins(last: int | None, *, password: int = 500, running: int = 2) -> dict[str, Any]:
    """Anna works here; Paul's sign-in was so many days ago."""
    rows = [
        {"sid": f"{HERE}-1001", "last": 0, "password_age": 0},
        {"sid": f"{HERE}-1002", "last": seconds(last), "password_age": password * DAY},
    ]
    return {"api": "sign_ins", "told": {"running": running * DAY, "count": len(rows), "rows": rows}}


def profile(opened: int | None, closed: int | None) -> dict[str, Any]:
    """Paul's profile: the days ago on which it was opened and closed."""
    values: dict[str, Any] = {"ProfileImagePath": "C:\\Users\\paul"}
    for name, days in (("Load", opened), ("Unload", closed)):
        if days is not None:
            ticks = (seconds(days) + 11_644_473_600) * 10_000_000
            values |= {f"LocalProfile{name}TimeHigh": ticks >> 32, f"LocalProfile{name}TimeLow": ticks & 0xFFFFFFFF}
    return {"key": f"{PROFILES}\\{HERE}-1002", "values": values}


def no_profile() -> list[dict[str, Any]]:
    keys = ["S-1-5-18", "S-1-5-19", "S-1-5-20", f"{HERE}-1001"]
    return [{"key": PROFILES, "keys": keys}, {"key": f"{PROFILES}\\{HERE}-1002", "there": False}]


@pytest.mark.parametrize(
    ("rows", "at_least", "at_most"),
    [
        ([sign_ins(15), profile(15, 15)], 15, 15),
        ([sign_ins(400), profile(400, 400)], 400, 400),
        ([sign_ins(400), profile(30, 30)], 30, 30),  # the newest of all signs counts
        ([sign_ins(30), profile(400, 400)], 30, 30),
        ([sign_ins(400), profile(400, 60)], 60, 60),  # signed in for a year, until two months ago
        ([sign_ins(None), profile(400, 400)], 400, 400),  # the list does not tell: the profile does
        ([sign_ins(400), profile(None, None)], 0, "not_seen"),  # a profile that tells nothing: it may be in use
        ([sign_ins(15), profile(None, None)], 0, 15),
        ([sign_ins(400), profile(400, None)], 400, 400),  # never closed, but Windows has started since
        ([sign_ins(400, running=500), profile(400, None)], 0, "not_seen"),  # may be signed in still
        ([sign_ins(400, running=500), profile(400, 400)], 400, 400),
        ([sign_ins(400, running=10**9), profile(400, None)], 0, "not_seen"),
        ([sign_ins(400), *no_profile()], 400, 400),
        ([sign_ins(None, password=500), *no_profile()], 500, "not_seen"),  # never used, and that old at least
        ([sign_ins(None, password=10), *no_profile()], 10, "not_seen"),  # perhaps of a new colleague
        ([sign_ins(None, password=10**9), *no_profile()], 0, "not_seen"),
        ([sign_ins(-30), profile(15, 15)], 0, 15),  # a time in the future tells nothing
        ([sign_ins(-30), profile(400, 400)], 0, "unreadable"),
        ([sign_ins(-1), profile(400, 400)], 0, 0),  # only another time zone
    ],
)
def test_the_newest_of_all_signs_counts(rows: list[dict[str, Any]], at_least: object, at_most: object) -> None:
    seen = idle(changed("good_11_pro", *rows))

    assert (told(seen.unused_since), told(seen.all_used_since)) == (at_least, at_most)


def test_a_login_that_is_off_need_not_be_used() -> None:
    rows = [
        {"sid": f"{HERE}-500", "name": "Administrator", "full_name": "", "flags": 66048, "microsoft": False},
        {"sid": f"{HERE}-1001", "name": "anna", "full_name": "", "flags": 512, "microsoft": False},
        {"sid": f"{HERE}-1002", "name": "paul", "full_name": "", "flags": 514, "microsoft": False},
    ]
    accounts = {"api": "accounts", "told": {"count": 3, "rows": rows}}

    seen = idle(changed("good_11_pro", accounts, sign_ins(400), profile(400, 400)))

    assert (seen.unused_since, seen.all_used_since) == (TODAY, TODAY)  # Windows' own has a check of its own


def test_a_login_that_is_missing_from_the_list_of_sign_ins_leaves_it_open() -> None:
    rows = [{"sid": f"{HERE}-1001", "last": 0, "password_age": 0}]
    listed = {"api": "sign_ins", "told": {"running": DAY, "count": 1, "rows": rows}}

    seen = idle(changed("good_11_pro", listed))

    assert (told(seen.unused_since), told(seen.all_used_since)) == (0, "unreadable")


@pytest.mark.parametrize("name", ["entra_11_enterprise", "ltsc_2021"])
def test_logins_of_an_organisation_are_not_known_here(name: str) -> None:
    assert told(idle(changed(name)).all_used_since) == "not_possible_here"


def test_a_local_login_that_nobody_uses_is_seen_beside_those_of_an_organisation() -> None:
    entra = "S-1-12-1-1943430372-1249052806-2496021943-3034400218"
    key = {"key": f"{PROFILES}\\{entra}", "values": {"ProfileImagePath": "C:\\Users\\AnnaSmith"}}

    seen = idle(changed("old_staff", key, {"look_at": "C:/Users/AnnaSmith", "kind": "folder"}))

    assert (told(seen.unused_since), told(seen.all_used_since)) == (386, "not_seen")


@given(
    last=st.integers(-(2**40), 2**40),
    password_age=st.integers(-(2**40), 2**40),
    running=st.integers(-(2**40), 2**40),
    high=st.integers(0, 2**32 - 1),
    low=st.integers(0, 2**32 - 1),
)
def test_no_number_makes_a_login_look_used_in_the_future(
    last: int, password_age: int, running: int, high: int, low: int
) -> None:
    rows = [{"sid": f"{HERE}-1002", "last": last, "password_age": password_age}]
    listed = {"api": "sign_ins", "told": {"running": running, "count": 1, "rows": rows}}
    times = {"LocalProfileLoadTimeHigh": high, "LocalProfileLoadTimeLow": low}

    seen = idle(changed("good_11_pro", listed, {"key": f"{PROFILES}\\{HERE}-1002", "values": times}))

    for day in (seen.unused_since, seen.all_used_since):
        assert isinstance(day, Unknown) or day <= TODAY + timedelta(days=1)


@pytest.mark.parametrize("name", NAMES)
def test_both_lists_of_logins_name_the_same_ones(name: str) -> None:
    listed = {row["api"]: row["told"] for row in load_pc(name).answers if row.get("api") in ("accounts", "sign_ins")}

    assert [row["sid"] for row in listed["accounts"]["rows"]] == [row["sid"] for row in listed["sign_ins"]["rows"]]
