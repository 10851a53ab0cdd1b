"""`carecheck register`, as people type it."""

from pathlib import Path

import openpyxl
import pytest

from carecheck.demo import demo
from carecheck.report import write_report
from tests.cli.running import Person
from tests.register.books import kept_by_a_person, saved
from tests.register.homes import REPORTS


@pytest.fixture
def visit(person: Person) -> Path:
    """A folder with the reports of a home."""
    folder = person.home / "visit"
    folder.mkdir()
    for name, report in zip(("office", "nurse", "dark"), REPORTS, strict=True):
        write_report(report, folder / f"{name}.json")
    return folder


def test_it_makes_a_register_beside_the_reports(person: Person, visit: Path) -> None:
    ran = person.types("register", visit)

    (made,) = visit.glob("*.xlsx")
    assert (ran.code, made.name) == (0, "oakfield-house register 2026-11-22.xlsx")
    assert "We wrote down 3 computers and 7 programs and services." in ran.out
    assert ran.err == f"Saved: {made}\n"
    assert openpyxl.load_workbook(made).sheetnames == ["Hardware", "Software", "About this list"]


def test_it_never_writes_over_a_file(person: Person, visit: Path) -> None:
    person.types("register", visit, "--output", "mine.xlsx")

    ran = person.types("register", visit, "--output", "mine.xlsx")

    assert "mine (2).xlsx" in ran.err


def test_it_puts_what_was_seen_into_a_copy_of_your_own(person: Person, visit: Path) -> None:
    mine = person.home / "mine.xlsx"
    mine.write_bytes(saved(kept_by_a_person()))
    before = mine.read_bytes()

    ran = person.types("register", visit, "--into", "mine.xlsx")

    made = person.home / "mine with carecheck 2026-11-22.xlsx"
    assert (ran.code, mine.read_bytes()) == (0, before)
    assert "Your own file was not changed." in ran.out
    assert openpyxl.load_workbook(made).worksheets[0]["E5"].value == "OptiPlex 7090"


def test_a_csv_is_taken_too(person: Person, visit: Path) -> None:
    (person.home / "mine.csv").write_text("Computer name,Model\noffice-pc,\n")

    ran = person.types("register", visit, "--into", "mine.csv", "--output", "new.xlsx")

    assert ran.code == 0
    assert openpyxl.load_workbook(person.home / "new.xlsx").worksheets[0]["B2"].value == "OptiPlex 7090"


def test_columns_may_be_called_otherwise(person: Person, visit: Path) -> None:
    (person.home / "columns.yaml").write_text("hardware: {name: Box}\n")
    (person.home / "mine.csv").write_text("Box,Model\noffice-pc,\n")

    ran = person.types("register", visit, "--into", "mine.csv", "--columns", "columns.yaml")

    assert ran.code == 0
    assert "office-pc: Model" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--into", "none.xlsx"), 4, "There is no file none.xlsx."),
        (("--into", "text.xlsx"), 4, "text.xlsx is no workbook that we can read"),
        (("--columns", "wrong.yaml"), 4, "wrong.yaml:1: there is no key 'hardwear' here; did you mean 'hardware'?"),
        (("--output", "mine.csv"), 2, "name it with .xlsx at the end"),
        (("--output", "no/such/folder.xlsx"), 4, "There is no folder"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    person: Person, visit: Path, arguments: tuple[str, ...], code: int, told: str
) -> None:
    (person.home / "text.xlsx").write_text("no workbook")
    (person.home / "wrong.yaml").write_text("hardwear: {}\n")

    ran = person.types("register", visit, *arguments)

    assert (ran.code, told in ran.err) == (code, True)
    assert [path.name for path in person.home.rglob("*.xlsx")] == ["text.xlsx"]


def test_a_made_up_home_gets_no_register(person: Person) -> None:
    write_report(demo().report, person.home / "made-up.json")

    ran = person.types("register", "made-up.json")

    assert (ran.code, "They prove nothing" in ran.err) == (4, True)


def test_serial_numbers_can_be_left_out(person: Person, visit: Path) -> None:
    person.types("register", visit, "--output", "with.xlsx")
    person.types("register", visit, "--output", "without.xlsx", "--hide-serial-numbers")

    told = [
        {cell.value for row in openpyxl.load_workbook(person.home / name).worksheets[0] for cell in row}
        for name in ("with.xlsx", "without.xlsx")
    ]
    assert ["PF2ABCDE" in values for values in told] == [True, False]


def test_a_scan_tells_the_make_and_the_serial_number_only_on_demand(person: Person) -> None:
    person.types("scan", "--offline", "--only", "system.supported")

    assert '"serial": null' in person.kept()[0].read_text("utf-8")
