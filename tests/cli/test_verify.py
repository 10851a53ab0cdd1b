"""`carecheck report --verify`, and what other commands say of a file that was changed after it was saved."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from carecheck.report import report_bytes
from tests.cli.running import Person
from tests.homes.visits import EARLIER, seen, visit
from tests.show.sample_report import OAKFIELD_HOUSE

CHANGED_FILE = "changed.json was changed after it was saved."
OLD = Path(__file__).parents[1] / "report/samples/report-1.0.json"


def saved(person: Person, name: str = "office.json") -> Path:
    file = person.home / name
    file.write_bytes(report_bytes(OAKFIELD_HOUSE))
    return file


def changed(person: Person, name: str = "changed.json") -> Path:
    file = person.home / name
    content = json.loads(report_bytes(OAKFIELD_HOUSE))
    content["results"][0]["verdict"]["title"] = "All is well."
    file.write_text(json.dumps(content), "utf-8")
    return file


def test_a_saved_report_is_unchanged(person: Person) -> None:
    ran = person.types("report", "--verify", saved(person))

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("office.json\n    Unchanged since it was saved.\n")


def test_a_changed_file_ends_with_1_whatever_stands_beside_it(person: Person) -> None:
    ran = person.types("report", "--verify", saved(person), changed(person), OLD, "nowhere.json")

    assert ran.code == 1
    assert "changed.json\n    CHANGED since it was saved. Ask for the file as it was saved" in ran.out
    assert "report-1.0.json\n    Too old to tell." in ran.out
    assert "There is no file nowhere.json." in ran.out


def test_a_file_from_before_there_were_digests_ends_with_3(person: Person) -> None:
    assert person.types("report", "--verify", saved(person), OLD).code == 3


def test_a_file_that_cannot_be_read_ends_with_4(person: Person) -> None:
    saved(person).write_bytes(b"{")

    assert person.types("report", "--verify", "office.json").code == 4


def test_the_reports_of_a_folder_are_verified_and_other_files_passed_over(person: Person) -> None:
    folder = person.home / "visit"
    folder.mkdir()
    saved(person, "visit/office.json")
    (folder / "evidence.json").write_text('{"kind": "carecheck.dspt"}')

    ran = person.types("report", "--verify", folder)

    assert (ran.code, ran.out.count("\n")) == (0, 2)


def test_a_folder_without_reports_verifies_nothing(person: Person) -> None:
    (person.home / "visit").mkdir()

    ran = person.types("report", "--verify", "visit")

    assert (ran.code, ran.out) == (4, "")


@pytest.mark.parametrize(
    "drawn",
    [(), ("--plain",), ("--json",), *(("--format", form) for form in ("html", "junit", "oscal"))],
)
def test_a_changed_report_says_so_in_every_form(person: Person, drawn: tuple[str, ...]) -> None:
    ran = person.types("report", changed(person), *drawn)

    assert ran.code == 0
    assert CHANGED_FILE in " ".join(ran.out.split())


def test_one_line_on_a_changed_report_says_so(person: Person) -> None:
    ran = person.types("report", changed(person), "--one-line")

    assert "A file was changed after it was saved." in ran.out


def test_each_row_of_a_table_of_a_changed_report_says_so(person: Person) -> None:
    ran = person.types("report", changed(person), "--format", "csv")

    assert ran.out.count("The file was changed: ") == len(OAKFIELD_HOUSE.results)


def test_a_workbook_of_a_changed_report_says_so(person: Person) -> None:
    person.types("report", changed(person), "--format", "xlsx", "--output", "table.xlsx")

    with ZipFile(person.home / "table.xlsx") as book:
        assert b"The file was changed: " in book.read("xl/sharedStrings.xml")


def test_two_visits_of_which_one_was_changed_are_compared_with_a_warning(person: Person) -> None:
    (person.home / "old.json").write_bytes(report_bytes(visit([seen("red")], EARLIER)))
    (person.home / "new.json").write_bytes(report_bytes(visit([seen("green")])))
    old = (person.home / "old.json").read_text("utf-8")
    (person.home / "old.json").write_text(old.replace("The firewall is red.", "The firewall is off."), "utf-8")

    assert "old.json was changed after it was saved." in person.types("compare", "old.json", "new.json").out


def test_the_evidence_for_the_dspt_says_of_what_changed_file_it_was_made(person: Person) -> None:
    assert CHANGED_FILE in " ".join(person.types("dspt", changed(person), "--format", "text").out.split())


def test_the_page_of_all_homes_says_which_file_was_changed(person: Person) -> None:
    (person.home / "visit").mkdir()
    changed(person, "visit/changed.json")

    ran = person.types("overview", "visit")

    assert CHANGED_FILE in ran.out
    assert CHANGED_FILE in next((person.home / "visit").rglob("all-homes.html")).read_text("utf-8")
