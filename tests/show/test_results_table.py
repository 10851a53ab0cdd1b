"""A report as CSV and as a workbook: every result is there, and no text in it is run or changed by a spreadsheet."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from carecheck.report import Report, Subject
from carecheck.show.results_table import COLUMNS, FOR_PEOPLE, results_csv, results_workbook
from carecheck.show.workbook import LINE_HEIGHT
from tests.show.sample_report import OAKFIELD_HOUSE, home, result


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def cells_of(report: Report) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(results_workbook(report))).worksheets[0]
    return [list(row) for row in sheet.iter_rows()]


def named(label: str) -> Report:
    pc = Subject("d-1", "computer", label, "desktop", "windows")
    return home(result("topic.check", "red", "It is off.", pc), subjects=(pc,))


def test_the_csv_has_one_row_for_each_result_and_says_why_it_was_not_checked() -> None:
    rows = rows_of(results_csv(OAKFIELD_HOUSE))

    assert tuple(rows[0]) == COLUMNS
    assert [row["check_id"] for row in rows] == [one.check_id for one in OAKFIELD_HOUSE.results]
    assert {row["unknown_reason"] for row in rows if row["light"] == "unknown"} == {"no_answer", "needs_admin"}
    assert {row["unknown_reason"] for row in rows if row["light"] != "unknown"} == {""}


def test_the_csv_opens_in_excel_as_what_it_is() -> None:
    text = results_csv(OAKFIELD_HOUSE)

    assert text.startswith("\ufeff")
    assert all(line.startswith('"') and line.endswith('"') for line in text.removeprefix("\ufeff").split("\r\n")[:-1])


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@cmd", "\uff1d1+1", " =1"])
def test_a_name_that_is_a_formula_is_never_one_in_a_cell(name: str) -> None:
    (row,) = rows_of(results_csv(named(name)))
    cell = cells_of(named(name))[1][0]

    assert row["subject"].startswith("'")
    assert (cell.data_type, str(cell.value).strip()) == ("s", name.strip())


def test_raw_csv_leaves_a_text_as_it_is() -> None:
    (row,) = rows_of(results_csv(named("=1+1"), raw=True))

    assert row["subject"] == "=1+1"


@pytest.mark.parametrize("name", ["MAR-1", "0123", "5E3", "1/2"])
def test_the_workbook_does_not_make_dates_or_numbers_of_names(name: str) -> None:
    cell = cells_of(named(name))[1][0]

    assert (cell.data_type, cell.value) == ("s", name)


def test_the_workbook_has_a_row_for_each_result_with_the_light_as_a_word() -> None:
    head, *rows = cells_of(OAKFIELD_HOUSE)

    assert [cell.value for cell in head] == [name for name, _ in FOR_PEOPLE.values()]
    assert len(rows) == len(OAKFIELD_HOUSE.results)
    assert {row[1].value for row in rows} == {"Fix now", "Fix soon", "Not checked", "OK", "Not needed"}
    assert all(isinstance(row[-1].value, datetime) for row in rows)


def test_the_same_report_gives_the_same_workbook() -> None:
    assert results_workbook(OAKFIELD_HOUSE) == results_workbook(OAKFIELD_HOUSE)


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable() and text.strip() != ""))
def test_no_cell_of_a_workbook_is_ever_a_formula(name: str) -> None:
    assert {cell.data_type for row in cells_of(named(name)) for cell in row} <= {"s", "n", "d"}


def test_a_row_of_the_workbook_is_high_enough_for_its_longest_text() -> None:
    long = "We saw that this does not hold on any of the computers that we looked at. " * 3
    report = home(result("backup.recent", "red", long), result("firewall.on", "green", "The firewall is on."))

    sheet = load_workbook(BytesIO(results_workbook(report))).worksheets[0]

    heights = [sheet.row_dimensions[line].height for line in (2, 3)]
    assert [height and round(height / LINE_HEIGHT) for height in heights] == [4, None]
