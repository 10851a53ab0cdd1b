"""Registers as people keep them, made with openpyxl, and how what came out of them is read again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side
from openpyxl.workbook import Workbook

from carecheck.homes.register import Register
from carecheck.homes.register.merging import Merged, merged
from carecheck.homes.register.sheets import read_book
from tests.register.homes import COLUMNS, register

TODAY: Final = date(2026, 11, 25)
HEADINGS: Final = (
    "ASSET  no.",
    "Computer name",
    "Kind",
    "Make",
    "Model",
    "OS",
    "Encrypted",
    "Owner",
    "Review date",
    "Notes",
)
SAW: Final = "carecheck saw (22 November 2026)"


def book_of(
    *rows: Sequence[Any], headings: Sequence[Any] = HEADINGS, above: int = 0, title: str = "Devices"
) -> Workbook:
    """A workbook with these rows under the headings, and so many rows above them."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for at, row in enumerate((headings, *rows), start=above + 1):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)
    return book


def kept_by_a_person() -> Workbook:
    """A register with a title, a note, a formula, days, borders, a hidden column, and rows of other things."""
    rows = (
        ("MAR-1", "office-pc", "PC", "Dell", None, "Windows 11", None, "Registered manager", date(2025, 3, 1), "=1+1"),
        ("0123", "NURSE-1", "Laptop", "HP", None, "Windows 10 22H2", "Yes", "Deputy", date(2026, 5, 1), "keep"),
        ("T-1", "Lounge iPad", "Tablet", "Apple", "iPad 9", None, None, None, None, None),
    )
    book = book_of(*rows, above=3)
    sheet = book.worksheets[0]
    sheet["A1"] = "Oakfield House: our devices"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:H1")
    sheet["J5"].comment = Comment("Ask the bank first", "Manager")
    sheet.column_dimensions["J"].hidden = True
    for column in range(1, 11):
        sheet.cell(8, column).border = Border(left=Side(style="thin"))
    book.create_sheet("Keys")["B2"] = "Safe in the office"
    return book


def saved(book: Workbook) -> bytes:
    """The file of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def into(book: Workbook | bytes, of: Register | None = None, today: date = TODAY) -> Merged:
    """What comes of putting a register, by default that of the whole home, into somebody's workbook."""
    raw = book if isinstance(book, bytes) else saved(book)
    return merged(read_book(raw, "mine.xlsx"), of or register(), COLUMNS, today)


def opened(content: bytes | None) -> Workbook:
    """A workbook as openpyxl reads it."""
    assert content is not None
    return openpyxl.load_workbook(BytesIO(content))


def row(content: bytes | None, number: int, sheet: int = 0) -> dict[str, Any]:
    """A row of a sheet by its headings, which are those of the first row that has at least two."""
    found = opened(content).worksheets[sheet]
    rows = [list(cells) for cells in found.iter_rows(values_only=True)]
    headings = next(cells for cells in rows if sum(cell is not None for cell in cells) > 1)
    return {str(name): _day(cell) for name, cell in zip(headings, rows[number - 1], strict=True) if name}


def columns(content: bytes | None) -> Iterable[Any]:
    """The headings of the first sheet."""
    return [cell.value for cell in opened(content).worksheets[0][1]]


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else cell
