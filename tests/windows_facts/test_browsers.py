"""Browsers of a Windows, held against the dated list of their versions."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from runpy import run_path
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.browser_releases import (
    BrowserReleases,
    behind_esr,
    behind_release,
    browser_releases,
)
from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.machine import Machine
from carecheck.look.windows.browsers import CHROME, EDGE, browsers
from carecheck.look.windows.installed import version_numbers
from carecheck.yamlfile import parse_yaml
from tests.windows_facts.pcs import changed

AS_AT: Final = date(2026, 11, 12)
TODAY: Final = date(2026, 11, 24)
SCRIPT: Final = Path(__file__).parents[2] / ".ci" / "data" / "browser_releases.py"


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def updater(key: str, version: str | None, hive: str = "HKLM", view: int = 32) -> dict[str, Any]:
    row: dict[str, Any] = {"key": f"{hive}\\{key}"} | ({"view": view} if view != 64 else {})
    return row | ({"there": False} if version is None else {"values": {"pv": version}})


def listed(*programs: tuple[str, str | None]) -> dict[str, Any]:
    rows = [{"name": name, "version": version} for name, version in programs]
    return {"api": "programs", "told": {"count": len(rows), "rows": rows}}


def computer(*rows: dict[str, Any], today: date = TODAY) -> Machine:
    """A computer with no browser but those of the rows."""
    asked = [(row.get("key"), row.get("view")) for row in rows]
    none = [updater(key, None) for key in (CHROME, EDGE) if (f"HKLM\\{key}", 32) not in asked]
    nothing = [] if any("api" in row for row in rows) else [listed()]
    machine = FaultyMachine(changed("good_11_pro", *rows, *none, *nothing), 0, "raises")
    machine.about = replace(machine.about, today=today)
    return machine


def test_the_list_is_the_one_that_these_tests_are_about() -> None:
    assert browser_releases().as_at == AS_AT


@pytest.mark.parametrize("browser", ["chrome", "edge", "firefox"])
def test_the_list_has_no_gap_and_its_days_follow_each_other(browser: str) -> None:
    releases = browser_releases().browsers[browser]
    rows = sorted((int(version), day) for version, day in (releases.released | releases.planned).items())

    assert [later[0] - earlier[0] for earlier, later in pairwise(rows)] == [1] * (len(rows) - 1)
    assert all(earlier[1] < later[1] for earlier, later in pairwise(rows))
    assert max(releases.released.values()) <= AS_AT < min(releases.planned.values())


@pytest.mark.parametrize(
    ("browser", "major", "today", "replaced", "may_be"),
    [
        ("chrome", 157, TODAY, None, date(2026, 11, 17)),  # 158 was planned for that day
        ("chrome", 158, TODAY, None, None),  # 159 is not due yet
        ("chrome", 156, TODAY, date(2026, 11, 3), date(2026, 11, 3)),
        ("chrome", 99, TODAY, date(2022, 3, 29), date(2022, 3, 29)),
        ("chrome", 60, TODAY, date(2022, 3, 29), "not_listed"),  # behind since then, or longer
        ("chrome", 159, date(2027, 1, 7), None, date(2026, 12, 8)),  # the next came after the last that was planned
        ("chrome", 159, date(2027, 1, 8), None, "not_listed"),
        ("chrome", 157, AS_AT + timedelta(days=60), None, date(2026, 11, 17)),
        ("chrome", 157, AS_AT + timedelta(days=61), None, "not_listed"),
        ("chrome", 156, date(2028, 1, 1), date(2026, 11, 3), date(2026, 11, 3)),  # an old list still finds old ones
        ("chrome", 157, AS_AT - timedelta(days=2), None, "not_listed"),  # a clock that is behind
        ("chrome", 999, TODAY, None, None),  # newer than all that we know of
        ("firefox", 160, TODAY, None, TODAY),
        ("firefox", 160, TODAY - timedelta(days=1), None, None),
        ("edge", 157, TODAY, None, date(2026, 11, 19)),
    ],
)
def test_a_version_is_behind_since_the_next_one_came_out(
    browser: str, major: int, today: date, replaced: object, may_be: object
) -> None:
    behind = behind_release(browser, major, today)

    assert (behind.replaced_on, told(behind.may_be_replaced_on)) == (replaced, may_be)


@pytest.mark.parametrize(
    ("version", "replaced", "may_be"),
    [
        ((153, 7), None, TODAY),  # as new as Firefox 160
        ((153, 5), None, date(2026, 10, 27)),
        ((153, 4), None, "not_listed"),  # out with Firefox 157 or later: nobody told us which
        ((153,), None, "not_listed"),
        ((140, 18), date(2026, 9, 29), date(2026, 9, 29)),
        ((115, 0), None, "not_listed"),
    ],
)
def test_a_slow_firefox_is_behind_since_its_end(version: tuple[int, ...], replaced: object, may_be: object) -> None:
    behind = behind_esr(version, TODAY)

    assert not isinstance(behind, Unknown)
    assert (behind.replaced_on, told(behind.may_be_replaced_on)) == (replaced, may_be)


def test_a_slow_firefox_that_is_not_listed_is_unknown() -> None:
    assert told(behind_esr((160, 1), TODAY)) == "not_listed"
    assert told(behind_esr((115, 40), date(2027, 6, 1))) == "not_listed"  # its end came after the list was made


@pytest.mark.parametrize(
    ("rows", "names", "worst", "at_least", "at_most"),
    [
        ([updater(CHROME, "157.0.1.2")], ("Chrome",), "Chrome", 0, 7),
        ([updater(CHROME, "157.0.1.2"), updater(EDGE, "155.0.1.2")], ("Chrome", "Edge"), "Edge", 33, 33),
        ([updater(CHROME, "158.0.1.2"), updater(EDGE, "157.0.1.2")], ("Chrome", "Edge"), "Edge", 0, 5),
        ([updater(CHROME, "147.0.1.2", "HKCU", 64)], ("Chrome",), "Chrome", 203, 203),
        (
            [updater(CHROME, "157.0.1.2"), updater(CHROME, "147.0.1.2", "HKCU", 64)],
            ("Chrome",),
            "Chrome",
            203,
            203,
        ),
        ([listed(("Mozilla Firefox (x64 en-GB)", "159.0.1"))], ("Firefox",), "Firefox", 14, 14),
        ([listed(("Mozilla Firefox ESR (x64 en-GB)", "140.2.0"))], ("Firefox ESR",), "Firefox ESR", 56, 56),
        ([listed(("Mozilla Firefox 102.1 ESR (x86 en-US)", "102.1"))], ("Firefox ESR",), "Firefox ESR", 1155, 1155),
        ([listed(("Google Chrome", "157.0.1.2"))], ("Chrome",), "Chrome", 0, 7),  # an updater that left no trace
        (
            [listed(("Mozilla Maintenance Service", "50.0"), ("Microsoft Edge Update", "1.3"))],
            "not_seen",
            "not_seen",
            "not_seen",
            "not_seen",
        ),
        ([updater(CHROME, "0.0.0.0")], "not_seen", "not_seen", "not_seen", "not_seen"),
        ([updater(CHROME, "newest")], "not_seen", "not_seen", "not_seen", "not_seen"),
        # one that cannot be read leaves it open, and one that is old is old all the same
        ([updater(CHROME, "newest"), updater(EDGE, "157.0.1.2")], "not_seen", "Edge", "not_seen", "not_seen"),
        ([updater(CHROME, "newest"), updater(EDGE, "147.0.1.2")], "not_seen", "Edge", 201, "not_seen"),
        (
            [updater(CHROME, "147.0.1.2"), {"api": "programs", "unknown": "timed_out"}],
            "timed_out",
            "Chrome",
            203,
            "timed_out",
        ),
    ],
)
def test_the_worst_browser_counts(
    rows: list[dict[str, Any]], names: object, worst: object, at_least: object, at_most: object
) -> None:
    seen = browsers(computer(*rows))

    assert (told(seen.names), told(seen.most_behind)) == (names, worst)
    assert told(seen.behind_at_least_days(TODAY)) == at_least
    assert told(seen.behind_at_most_days(TODAY)) == at_most


@given(
    major=st.integers(1, 200),
    browser=st.sampled_from(["chrome", "edge", "firefox"]),
    day=st.dates(date(2022, 1, 1), date(2030, 1, 1)),
)
def test_no_browser_is_ever_behind_longer_at_least_than_at_most(major: int, browser: str, day: date) -> None:
    behind = behind_release(browser, major, day)

    if isinstance(behind.may_be_replaced_on, date) and behind.replaced_on is not None:
        assert behind.may_be_replaced_on <= behind.replaced_on
    if behind.may_be_replaced_on is None:
        assert behind.replaced_on is None


@given(st.lists(st.integers(0, 99999), min_size=1, max_size=6))
def test_a_version_is_read_as_its_numbers(numbers: list[int]) -> None:
    assert version_numbers(".".join(map(str, numbers))) == tuple(numbers)


@given(st.text())
def test_whatever_is_no_version_is_none_or_numbers(text: str) -> None:
    assert version_numbers(text) is None or text.strip().lstrip("v")[0].isdigit()


def test_the_script_writes_a_list_that_can_be_read() -> None:
    day = {"status": "retired", "release_date": "2026-10-20"}
    releases = {
        "99": day,
        "100": day,
        "101": {"status": "current", "release_date": "2026-11-03"},
        "102": {"status": "beta", "release_date": "2026-11-17"},
        "103": {"status": "planned"},
        "preview": {"status": "nightly", "release_date": "2026-11-17"},
    }
    data = {
        "__meta": {"timestamp": "2026-11-12T14:10:29.391Z", "version": "8.1.9"},
        "browsers": {name: {"releases": releases} for name in ("chrome", "edge", "firefox")},
    }

    text = run_path(str(SCRIPT))["table"](data)

    table = msgspec.convert(parse_yaml(text, "x.yaml").content, BrowserReleases)
    assert table.as_at == AS_AT
    assert table.browsers["edge"].released == {"100": date(2026, 10, 20), "101": date(2026, 11, 3)}
    assert table.browsers["edge"].planned == {"102": date(2026, 11, 17)}
    assert "8.1.9" in table.source
