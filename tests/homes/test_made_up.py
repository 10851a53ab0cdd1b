"""Reports on a made-up home never count beside real ones, and are named where they were left out."""

from pathlib import Path

from carecheck.demo import demo
from carecheck.homes.files import home_in, left_out, reports_in
from carecheck.homes.visited import Aside
from carecheck.report import write_report
from tests.homes.test_visited import read
from tests.homes.visits import seen, visit
from tests.words.gate import problems_with_sentence

TOLD = "We left out 1 report that is made up: demo.json."


def both(folder: Path) -> Path:
    """A folder with a real report and a made-up one."""
    write_report(visit([seen("red")]), folder / "office.json")
    write_report(demo().report, folder / "demo.json")
    return folder


def test_beside_a_real_report_a_made_up_one_is_left_out_and_named(tmp_path: Path) -> None:
    found = reports_in([both(tmp_path)])

    assert [report.made_up for report in found.reports] == [False]
    assert (found.names, found.problems) == (("office.json",), (TOLD,))


def test_one_home_is_told_without_what_was_made_up(tmp_path: Path) -> None:
    home = home_in([both(tmp_path)])

    assert not home.made_up
    assert home.problems[-1] == TOLD


def test_among_many_homes_the_made_up_one_is_left_out_and_named(tmp_path: Path) -> None:
    aside = Aside()

    assert [home.report.made_up for home in read(both(tmp_path), aside)] == [False]
    assert aside.problems == (TOLD,)


def test_made_up_reports_alone_are_shown_as_what_they_are(tmp_path: Path) -> None:
    write_report(demo().report, tmp_path / "demo.json")

    aside = Aside()

    assert [home.report.made_up for home in read(tmp_path, aside)] == [True]
    assert (reports_in([tmp_path]).made_up, aside.problems) == ((), ())
    assert home_in([tmp_path]).made_up


def test_what_is_said_of_it_is_plain() -> None:
    assert problems_with_sentence(left_out(["a.json", "b.json"])[0].replace("a.json, b.json", "office")) == []
