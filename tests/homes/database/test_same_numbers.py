"""The tables have the numbers of the page of all homes, whatever the visits were."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from carecheck.demo import demo
from carecheck.homes.changes import COUNTED
from carecheck.homes.database.asking import question
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.overview import Home, Overview
from carecheck.homes.visited import Aside, Visited, homes_in
from carecheck.lights import LIGHTS
from carecheck.report import Report, Site
from tests.homes.database.making import history, kept, rows, tables_of
from tests.homes.visits import EARLIER, KITCHEN, seen, visit

MISSED = (
    NotSeen("pc-9", "home-0", "Oakfield House", date(2026, 11, 20), "no_reply"),
    NotSeen("pc-1", "far-away", "", date(2026, 11, 21), "refused"),
    NotSeen("pc-2", "far-away", "Far Away", date(2026, 11, 20), "refused"),
)


class Both:
    """The page's numbers and those of the tables over the same reports."""

    def __init__(self, place: Path, reports: Iterable[Report], missed: Iterable[NotSeen] = ()) -> None:
        folder = kept(place / "in", reports)
        aside, self.out = Aside(), place / "out"
        self.visited: list[Visited] = [home for files in homes_in(folder, aside) if (home := files.read([]))]
        self.overview = Overview.of(map(Home.of, self.visited), missed)
        tables_of(folder, self.out, missed)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        return rows(self.out, sql)


@pytest.mark.parametrize("seed", range(4))
def test_homes_lights_changes_results_and_what_is_commonest_are_the_same(tmp_path: Path, seed: int) -> None:
    both = Both(tmp_path, history(1 + seed, seed), MISSED)

    assert homes_in_tables(both) == homes_of(both.overview)
    assert map_in_tables(both) == map_of(both.overview)
    assert results_in_tables(both) == results_of(both.visited)
    assert common_in_tables(both) == common_of(both.overview)


def homes_of(overview: Overview) -> list[tuple[object, ...]]:
    return [
        (
            *(home.id, home.name, home.day, home.before, home.computers, len(home.missed)),
            *((home.checks_with(light) for light in LIGHTS) if home.day else [None] * len(LIGHTS)),
            *(home.changes.get(change, 0) for change in COUNTED),
        )
        for home in overview.homes
    ]


def homes_in_tables(both: Both) -> list[tuple[object, ...]]:
    lights = ", ".join(LIGHTS)
    homes = both.ask(f"SELECT home, home_name, day, before, computers, missed, {lights} FROM '{{}}/homes.parquet'")
    changes = dict[tuple[str, str], int]()
    for home, change, times in both.ask("SELECT home, change, count(*) FROM '{}/changes.parquet' GROUP BY ALL"):
        changes[home, change] = times
    return [(*home, *(changes.get((home[0], change), 0) for change in COUNTED)) for home in homes]


def map_of(overview: Overview) -> list[tuple[object, ...]]:
    return [
        (home.id, check, cell.light, cell.subjects, cell.on_computers, cell.name, cell.action, cell.who)
        for home in overview.homes
        for check, cell in home.cells.items()
    ]


def map_in_tables(both: Both) -> list[tuple[object, ...]]:
    return both.ask("SELECT home, check_id, light, subjects, on_computers, name, action, who FROM '{}/map.parquet'")


def results_of(visited: Iterable[Visited]) -> list[tuple[object, ...]]:
    return sorted(
        (home.report.site.id if home.report.site else "", one.check_id, one.subject_id, one.light)
        for home in visited
        for one in home.report.results
    )


def results_in_tables(both: Both) -> list[tuple[object, ...]]:
    return both.ask("SELECT home, check_id, subject, light FROM '{}/results.parquet' WHERE newest ORDER BY ALL")


def common_of(overview: Overview) -> list[tuple[object, ...]]:
    return [
        (one.light, one.action, one.who, len(one.homes), None if one.whole_home else one.computers, one.check_id)
        for one in overview.common
    ]


def common_in_tables(both: Both) -> list[tuple[object, ...]]:
    return both.ask(question("most-often").sql.replace("'map.parquet'", "'{}/map.parquet'"))


def test_what_was_judged_by_other_rules_is_neither_fixed_nor_new(tmp_path: Path) -> None:
    before = visit([seen("red"), seen("green", "usb.open")], EARLIER)

    both = Both(tmp_path, [before, visit([seen("green", version=2), seen("unknown", "usb.open")])])

    changes = both.ask("SELECT check_id, was, now, change FROM '{}/changes.parquet'")
    assert changes == [
        ("firewall.on", "red", "green", "check_changed"),
        ("usb.open", "green", "unknown", "not_checked_now"),
    ]


@pytest.mark.parametrize("before", [[], [visit([seen("amber")], EARLIER)]])
def test_what_is_dated_ahead_by_a_wrong_clock_hides_no_newer_light(tmp_path: Path, before: list[Report]) -> None:
    ahead = visit([seen("green"), seen("green", "usb.open")], datetime.now(UTC) + timedelta(days=400))

    both = Both(tmp_path, [*before, ahead, visit([seen("red")])])

    assert map_in_tables(both) == map_of(both.overview)
    assert both.ask("SELECT light FROM '{}/map.parquet' WHERE check_id = 'firewall.on'") == [("red",)]


def test_a_computer_of_an_earlier_visit_is_told_as_not_seen(tmp_path: Path) -> None:
    both = Both(tmp_path, [visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,)), visit([seen("green")])])

    assert both.ask("SELECT label, seen_this_time FROM '{}/subjects.parquet' ORDER BY label") == [
        ("KITCHEN", False),
        ("OFFICE-PC", True),
    ]


def test_made_up_reports_count_only_where_there_is_nothing_else(tmp_path: Path) -> None:
    made_up, real = demo().report, visit([seen("red")])
    (tmp_path / "alone").mkdir()

    both, alone = Both(tmp_path, [made_up, real]), Both(tmp_path / "alone", [made_up])

    assert both.ask("SELECT home FROM '{}/homes.parquet'") == [("oakfield-house",)]
    assert len(alone.ask("SELECT home FROM '{}/homes.parquet'")) == 1


def test_beside_a_real_report_that_is_damaged_what_is_made_up_does_not_count(tmp_path: Path) -> None:
    folder = kept(tmp_path / "in", [demo().report, visit([seen("red")])])
    damaged = (folder / "0001.json").read_bytes().replace(b'"light": "red"', b'"light": "pink"')
    (folder / "0001.json").write_bytes(damaged)

    (done,) = tables_of(folder, tmp_path / "out")

    assert ([name for name, _ in done.unreadable], done.made_up, done.real) == (["0001.json"], ["0000.json"], True)
    assert rows(tmp_path / "out", "SELECT * FROM '{}/results.parquet'") == []


def test_reports_of_older_forms_and_changed_ones_count_and_the_changed_are_told(tmp_path: Path) -> None:
    folder = kept(tmp_path / "in", [visit([seen("red")], site=Site(name, name)) for name in ("old", "changed", "new")])
    old, changed, _ = sorted(folder.iterdir())
    old.write_bytes(re.sub(rb'  "digest": .*\n', b"", old.read_bytes()).replace(b'"1.1"', b'"1.0"'))
    changed.write_bytes(changed.read_bytes().replace(b"The firewall is red.", b"It is on fire."))

    (done,) = tables_of(folder, tmp_path / "out")

    assert done.altered == ["0001.json was changed after it was saved."]
    assert rows(tmp_path / "out", "SELECT home, light FROM '{}/results.parquet' ORDER BY home") == [
        ("changed", "red"),
        ("new", "red"),
        ("old", "red"),
    ]


def test_a_hostile_name_of_a_home_or_file_stays_text(tmp_path: Path) -> None:
    name = "'); DROP TABLE result; --"
    one = visit([seen("red")])
    assert one.site
    folder = kept(tmp_path / "[in]*'", [replace(one, site=replace(one.site, id=name, name=name))])
    (folder / "0000.json").rename(folder / f"{name} [0-9]*?.json")

    tables_of(folder, tmp_path / "o'u*t[1]")

    found = rows(tmp_path, "SELECT home, home_name FROM read_parquet('{}/o''u*t[[]1]/homes.parquet')")
    assert found == [(name, name)]
    assert rows(tmp_path, "SELECT file FROM read_parquet('{}/o''u*t[[]1]/reports.parquet')") == [
        (f"{name} [0-9]*?.json",)
    ]
