"""A new register: whole, typed, ready to be filled in, and harmless whatever a report holds."""

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck.errors import CannotRun
from carecheck.homes.register import Register
from carecheck.show.register_table import register_workbook, workbook_of_csv
from tests.register.books import TODAY, into, row
from tests.register.homes import COLUMNS, OFFICE, RECORDS, of_office, register, report_of, seen
from tests.show.sample_report import STARTED

HOSTILE = [
    "\x1b[31m",
    "\u202eabc",
    "[/b]",
    "<script>",
    '"><img',
    "=cmd|' /C calc'!A0",
    "../../x",
    "x" * 10_000,
    "\u2019",
    "MAR-1",
    "0123",
    "5E3",
]


def opened(of: Register) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(register_workbook(of, COLUMNS)))


def named(name: str) -> Register:
    pc = replace(OFFICE, label=name, make=name, model=name, serial=name)
    supplier = replace(RECORDS, label=name, what=name)
    told = report_of(pc, *of_office(pc, system__name=name, system__maker=name))
    listed = seen("supplier.listed", "green", supplier)
    return register(replace(told, subjects=(pc, supplier), results=(*told.results[:-1], listed)))


def csv(text: str, name: str = "mine.csv") -> bytes:
    return workbook_of_csv(text.encode(), name, STARTED)


def test_a_register_has_devices_programs_and_what_to_know_of_it() -> None:
    book = opened(register())

    assert book.sheetnames == ["Hardware", "Software", "About this list"]
    assert [sheet.max_row for sheet in book.worksheets] == [4, 8, 12]


def test_its_headings_are_those_of_the_list_of_columns() -> None:
    book = opened(register())

    told = [[cell.value for cell in sheet[1]] for sheet in book.worksheets[:2]]
    assert told == [[names[0] for names in COLUMNS[name].headings.values()] for name in ("hardware", "software")]


def test_days_are_days_numbers_are_numbers_and_names_are_text() -> None:
    book = opened(register())

    kinds = {cell.data_type for sheet in book.worksheets for cells in sheet.iter_rows() for cell in cells}
    assert isinstance(book["Hardware"]["L3"].value, datetime)
    assert book["Software"]["D2"].value == 2
    assert kinds <= {"s", "d", "n"}


def test_it_is_easy_to_read_to_choose_from_and_to_print() -> None:
    sheet = opened(register())["Hardware"]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:X4")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.print_title_rows == "$1:$1"
    assert {one.formula1 for one in sheet.data_validations.dataValidation} == {
        '"Yes,No,Not known"',
        '"High,Medium,Low"',
    }


def test_the_same_reports_give_the_same_bytes() -> None:
    assert register_workbook(register(), COLUMNS) == register_workbook(register(), COLUMNS)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_nothing_else(name: str) -> None:
    cells: list[Any] = [
        cell for sheet in opened(named(name)).worksheets for cells in sheet.iter_rows() for cell in cells
    ]

    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}
    assert all(cell.hyperlink is None for cell in cells)


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and text.strip() != ""))
def test_no_cell_of_a_register_is_ever_a_formula(name: str) -> None:
    book = opened(named(name))

    assert "f" not in {cell.data_type for sheet in book.worksheets for cells in sheet.iter_rows() for cell in cells}


def test_a_new_register_holds_all_that_a_second_look_would_add() -> None:
    assert into(register_workbook(register(), COLUMNS)).content is None


@pytest.mark.parametrize(
    "text",
    [
        "Computer name,Model,Asset number\r\noffice-pc,,MAR-1\r\n",
        "\ufeffComputer name;Model;Asset number\noffice-pc;;MAR-1\n",
        'Computer name\tModel\tAsset number\n"office-pc"\t\tMAR-1\n\n\n',
    ],
)
def test_a_csv_becomes_a_workbook_in_which_nothing_has_changed(text: str) -> None:
    made = row(into(csv(text), register(), TODAY).content, 2)

    assert (made["Computer name"], made["Model"], made["Asset number"]) == ("office-pc", "OptiPlex 7090", "MAR-1")


def test_a_csv_of_an_english_windows_is_read() -> None:
    raw = "Computer name,Owner,Notes\noffice-pc,,\u00a3400\n".encode("cp1252")

    assert row(into(workbook_of_csv(raw, "mine.csv", STARTED)).content, 2)["Notes"] == "\u00a3400"


def test_a_formula_in_a_csv_stays_a_text() -> None:
    cell = openpyxl.load_workbook(BytesIO(csv("Computer name,Notes\noffice-pc,=1+1\n"))).worksheets[0]["B2"]

    assert (cell.data_type, cell.value) == ("s", "=1+1")


@pytest.mark.parametrize("text", ["", "\0\0", "a," * 300, "a\n" * 6000, 'a,"b\n' + "x" * 200_000])
def test_a_csv_that_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(CannotRun, match=r"mine\.csv"):
        csv(text)
