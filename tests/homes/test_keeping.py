"""What is past its keeping time goes, and nothing else: not the newest, not what others made, not what links lead to."""

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.cli.overview_database import make_database
from carecheck.cli.overview_making import make_overview
from carecheck.homes.keeping import OldDay, delete, past_keeping
from carecheck.report import Report, report_bytes
from carecheck.results import ResultsFolder
from carecheck.show.page import render_page
from carecheck.show.results_table import results_csv, results_workbook
from tests.homes.visits import KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED

TODAY = STARTED.date()
BEFORE = date(2024, 11, 22)
OLD = STARTED - timedelta(days=900)
OLDER = STARTED - timedelta(days=1000)
REPORTS = {days: visit([seen("red")], STARTED - timedelta(days=days), (OFFICE_PC,)) for days in (0, 700, 900, 1000)}
PAGE = render_page(REPORTS[0]).encode()


def keep(root: Path, report: Report, name: str = "office-pc") -> Path:
    """Keep a report as a scan does, with all that may lie beside it; the folder of its day."""
    day = ResultsFolder(root).folder_for("Oakfield House", report.run.started_at.date())
    (day / f"{name}.json").write_bytes(report_bytes(report))
    (day / f"{name}.html").write_bytes(PAGE)
    (day / f"{name} for your supplier.txt").write_text("For your supplier\n")
    (day / f"{name}.json.minisig").write_text("untrusted comment: signature of a carecheck report\n")
    (day / f"{name}.csv").write_bytes(results_csv(report).encode())
    (day / f"{name}.xlsx").write_bytes(results_workbook(report))
    return day


def old(root: Path) -> list[OldDay]:
    return [day for one in past_keeping(root, BEFORE, TODAY, []) for day in one.days]


def files(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


@pytest.fixture(name="day")
def day_with_a_newer_one(tmp_path: Path) -> Path:
    """The folder of an old day, with a day in it that counts as newest."""
    keep(tmp_path, REPORTS[0])
    return keep(tmp_path, REPORTS[900])


def test_an_old_day_goes_with_all_that_lies_beside_its_report(day: Path, tmp_path: Path) -> None:
    newest = {name for name in files(tmp_path) if str(TODAY) in name}

    done = delete(tmp_path, old(tmp_path))

    assert (done.files, done.failed, day.exists()) == (6, (), False)
    assert set(files(tmp_path)) == newest


def test_the_report_goes_last_so_that_a_second_try_knows_the_rest(day: Path, tmp_path: Path) -> None:
    (found,) = old(tmp_path)

    assert found.files[-1] == day / "office-pc.json"


def test_the_newest_of_each_computer_stays_however_old(tmp_path: Path) -> None:
    keep(tmp_path, REPORTS[1000])
    keep(tmp_path, visit([seen("red", subject=KITCHEN)], OLDER, (KITCHEN,)), "kitchen")
    day = keep(tmp_path, REPORTS[900])

    delete(tmp_path, old(tmp_path))

    kept = {name for name in files(tmp_path) if name.endswith(".json")}
    assert kept == {f"Oakfield House/{day.name}/office-pc.json", f"Oakfield House/{OLDER.date()}/kitchen.json"}


def test_a_newer_report_that_is_broken_does_not_count_as_newest(day: Path, tmp_path: Path) -> None:
    newer = day.with_name(str(TODAY)) / "office-pc.json"
    newer.write_bytes(newer.read_bytes().replace(b'"light": "red"', b'"light": "blue"'))

    assert [found.newest for found in old(tmp_path)] == [(day / "office-pc.json",)]


def test_a_folder_that_may_not_be_opened_is_told(day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.iterdir

    def refused(folder: Path) -> Iterator[Path]:
        if folder == day:
            raise PermissionError(13, "Permission denied", str(folder))
        return opened(folder)

    monkeypatch.setattr(Path, "iterdir", refused)
    closed: list[Path] = []

    assert (past_keeping(tmp_path, BEFORE, TODAY, closed), closed) == ([], [day])


def test_what_lies_in_a_day_still_to_come_is_neither_old_nor_newest(tmp_path: Path) -> None:
    keep(tmp_path, visit([seen("red")], STARTED + timedelta(days=400), (OFFICE_PC,)))
    keep(tmp_path, REPORTS[900])

    assert [day.files for day in old(tmp_path)] == [()]


def test_what_others_put_there_stays_and_is_named(day: Path, tmp_path: Path) -> None:
    strange = {
        "notes.txt": b"Ring Ann",
        "office-pc.txt": b"For your supplier",
        "office-pc (2).html": b"<html>my own</html>",
        "office-pc (2).csv": b"a,b",
        "office-pc (2).xlsx": b"PK typed by a person",
        "other.html": PAGE,
        "broken.json": b'{"kind": "carecheck.report"}',
        "oakfield-house dspt 2024-06-01.json": b'{"kind": "carecheck.dspt"}',
        "copied.json": report_bytes(REPORTS[700]),
    }
    for name, content in strange.items():
        (day / name).write_bytes(content)
    (day / "photos").mkdir()

    (found,) = old(tmp_path)
    delete(tmp_path, [found])

    assert {file.name for file in found.left} == {*strange, "photos"}
    assert {file.name for file in day.iterdir()} == {*strange, "photos"}


def test_a_workbook_that_somebody_typed_into_stays(day: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = day / "office-pc.xlsx"
    book = load_workbook(file)
    book.properties.lastModifiedBy = "Ann"
    book.save(file)

    assert [found.left for found in old(tmp_path)] == [(file,)]


@pytest.mark.linux
def test_no_link_is_followed(day: Path, tmp_path: Path) -> None:
    root = tmp_path / "stick"
    (root / "homes").mkdir(parents=True)
    (root / "out").symlink_to(day.parent)
    (root / "homes" / "oakfield-house").symlink_to(day.parent)
    (root / "Rose Cottage").mkdir()
    (root / "Rose Cottage" / day.name).symlink_to(day)

    assert old(root) == []


@pytest.mark.linux
def test_a_folder_that_became_a_link_after_it_was_listed_keeps_its_files(day: Path, tmp_path: Path) -> None:
    found = old(tmp_path)
    day.rename(tmp_path / "elsewhere")
    day.symlink_to(tmp_path / "elsewhere")
    before = files(tmp_path)

    done = delete(tmp_path, found)

    assert (done.files, len(done.failed)) == (0, 6)
    assert files(tmp_path) == before


@pytest.mark.linux
def test_a_link_beside_a_report_is_left_with_what_it_leads_to(day: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_bytes(PAGE)
    (day / "office-pc.html").unlink()
    (day / "office-pc.html").symlink_to(tmp_path / "mine.html")

    (found,) = old(tmp_path)

    assert found.left == (day / "office-pc.html",)


def test_a_file_that_is_gone_already_keeps_no_other_from_going(day: Path, tmp_path: Path) -> None:
    found = old(tmp_path)
    (day / "office-pc.html").unlink()

    done = delete(tmp_path, found)

    assert (done.files, [file.name for file, _ in done.failed]) == (5, ["office-pc.html"])


def test_old_pages_of_all_homes_go(tmp_path: Path) -> None:
    keep(tmp_path, REPORTS[0])
    make_overview(tmp_path, tmp_path / "out", hide_home_names=False)
    (made,) = (tmp_path / "out").iterdir()
    out = made.rename(tmp_path / "out" / "2023-05-01 (2)")
    (out / "homes" / "mine.html").write_text("my own")

    (found,) = old(tmp_path)
    delete(tmp_path, [found])

    assert {file.name for file in found.files} == {"all-homes.html", "all-homes.xlsx", "oakfield-house.html"}
    assert list(files(out)) == ["homes/mine.html"]


@pytest.mark.linux  # DuckDB is not there inside Windows
def test_old_tables_of_all_homes_go(tmp_path: Path) -> None:
    keep(tmp_path, REPORTS[0])
    make_database(tmp_path, tmp_path / "out", hide_home_names=False)
    (made,) = (tmp_path / "out").iterdir()
    made.rename(tmp_path / "out" / "2023-05-01")

    done = delete(tmp_path, old(tmp_path))

    assert (done.failed, list((tmp_path / "out").iterdir())) == ((), [])


HOMES = ("Rose Cottage", "homes/elm", "out", "Surveys", ".", "Rose Cottage/2023-01-01/deep")
NAMES = (
    "profile.yaml",
    "answers.yaml",
    ".device-key",
    "office-pc.json",
    "office-pc.html",
    "office-pc (2).html",
    "a.csv",
)
DAYS = ("2024-05-01", "2024-06-05", "2024-02-26", "2023-13-40", "2030-01-01", "2024-06-05 (2)", ".", str(TODAY))
CONTENTS = (b"mine", PAGE, *map(report_bytes, REPORTS.values()))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(HOMES), st.sampled_from(DAYS), st.sampled_from(NAMES)), st.sampled_from(CONTENTS)
    )
)
def test_nothing_but_what_is_listed_ever_goes(placed: dict[tuple[str, str, str], bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for (home, day, file), content in placed.items():
            (root / home / day).mkdir(parents=True, exist_ok=True)
            (root / home / day / file).write_bytes(content)
        before = files(root)
        found = old(root)
        listed = {file.relative_to(root).as_posix() for day in found for file in day.files}

        delete(root, found)

        assert files(root) == {name: content for name, content in before.items() if name not in listed}
        assert all(before[one] != b"mine" and one.endswith((".json", ".html")) for one in listed)
        assert all(day.day < BEFORE for day in found)
