"""Homes of a folder, one after the other: which visit counts, what is told of files, and how little is kept."""

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.homes import visited
from carecheck.homes.trend import MOST_VISITS, trend_of
from carecheck.homes.visited import VISIT, Aside, Visited, homes_in, visited_home
from carecheck.lights import Light
from carecheck.report import Report, report_bytes
from tests.homes.many import many_homes
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED


def kept(folder: Path, *reports: Report) -> Path:
    """The folder, in which each report is a file now."""
    for number, one in enumerate(reports):
        (folder / f"{number}.json").write_bytes(report_bytes(one))
    return folder


def read(folder: Path, aside: Aside | None = None) -> Iterator[Visited]:
    """The homes in a folder, each read when its turn comes."""
    unused = aside or Aside()
    return (home for files in homes_in(folder, unused) if (home := files.read(unused.unreadable)))


@pytest.mark.parametrize("amount", [1, 12, 100])
def test_every_home_has_its_turn_with_all_of_its_computers(tmp_path: Path, amount: int) -> None:
    reports = many_homes(amount)

    homes = [home.report for home in read(kept(tmp_path, *reports))]

    assert len({one.site.id for one in homes if one.site}) == len(homes) == amount
    assert sum(one.kind == "computer" for home in homes for one in home.subjects) == len(reports)


def test_no_more_than_one_home_is_in_memory(tmp_path: Path) -> None:
    folder = kept(tmp_path, *many_homes(12))
    gc.freeze()  # what is there already takes long to look through

    most = max(number_of_new_reports() for _ in read(folder))

    gc.unfreeze()
    assert 0 < most < 15  # its files, and two of them joined


def number_of_new_reports() -> int:
    """How many reports this process has made since `gc.freeze`, and still keeps."""
    gc.collect()
    return sum(isinstance(one, Report) for one in gc.get_objects())


def test_reports_that_newer_ones_say_all_of_are_not_kept() -> None:
    days = [STARTED - timedelta(days=n) for n in range(10)]

    home = visited_home(visit([seen("red")], day) for day in days)

    assert home is not None
    assert home.report == visit([seen("red")], STARTED)


def test_only_the_visit_before_is_compared() -> None:
    oldest = visit([seen("red", "usb.open"), seen("red")], EARLIER - 2 * VISIT)
    before = visit([seen("green")], EARLIER)

    home = visited_home([visit([seen("red")]), before, oldest])

    assert home is not None
    assert home.changes is not None
    assert [one.change for one in home.changes.changed] == ["new"]
    assert home.before == EARLIER.date()


def test_from_three_visits_on_there_is_a_trend_over_the_last_ones() -> None:
    days = [STARTED - n * 2 * VISIT for n in range(MOST_VISITS + 2)]

    homes = [visited_home(visit([seen("red")], day) for day in days[:amount]) for amount in range(2, len(days) + 1)]

    trends = [home.trend for home in homes if home]
    assert trends[0] is None
    assert [[one.day for one in trend.visits] for trend in trends if trend] == [
        [day.date() for day in reversed(days[:amount][:MOST_VISITS])] for amount in range(3, len(days) + 1)
    ]


def test_a_trend_is_the_same_whether_or_not_all_words_of_a_visit_are_kept() -> None:
    lights: tuple[Light, ...] = ("red", "unknown", "amber", "green", "red")
    reports = [visit([seen(light), seen("red", "usb.open")], STARTED - n * 2 * VISIT) for n, light in enumerate(lights)]

    home = visited_home(reports)

    assert home is not None
    assert home.trend == trend_of(reports[::-1])


def test_what_was_seen_at_any_visit_before_and_not_now_is_told() -> None:
    oldest = visit([seen("red", subject=KITCHEN)], EARLIER - 2 * VISIT, (KITCHEN,))

    home = visited_home([visit([seen("green")]), visit([seen("green")], EARLIER), oldest])

    assert home is not None
    assert home.not_seen == ("KITCHEN",)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6, unique=True))
def test_what_counts_is_within_a_visit_of_the_newest_report(days: list[int]) -> None:
    dated = [visit([seen("red", f"check.n{n}")], STARTED - timedelta(days=n)) for n in sorted(days)]

    home = visited_home(dated)

    assert home is not None
    assert {one.check_id for one in home.report.results} == {f"check.n{n}" for n in days if n <= min(days) + VISIT.days}


def test_a_file_that_is_damaged_behind_its_head_is_named(tmp_path: Path) -> None:
    kept(tmp_path, visit([seen("green")], EARLIER))
    whole = report_bytes(visit([seen("red")])).replace(b'"light": "red"', b'"light": "pink"')
    (tmp_path / "office.json").write_bytes(whole)
    aside = Aside()

    (home,) = read(tmp_path, aside)

    assert home.report.run.started_at == EARLIER
    assert [name for name, _ in aside.unreadable] == ["office.json"]


def test_a_file_whose_head_tells_two_homes_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, visit([seen("green")]))
    text = report_bytes(visit([seen("red")])).decode()
    (tmp_path / "two.json").write_text(text.replace('"site": {', '"site": null, "site": {', 1))
    aside = Aside()

    assert len(list(read(tmp_path, aside))) == 1
    assert [name for name, _ in aside.unreadable] == ["two.json"]


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "marked.json").write_bytes(b"\xef\xbb\xbf" + report_bytes(visit([seen("red")])))

    (home,) = read(tmp_path)

    assert home.report == visit([seen("red")])


def test_more_files_than_we_take_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{visited.__package__}.files.MOST_FILES", 2)

    with pytest.raises(CannotRun, match="more than 2 files"):
        homes_in(kept(tmp_path, *many_homes(3)), Aside())


def test_the_office_computer_alone_has_no_visit_before() -> None:
    home = visited_home([visit([seen("red")], subjects=(OFFICE_PC,))])

    assert home is not None
    assert (home.changes, home.before, home.not_seen) == (None, None, ())
