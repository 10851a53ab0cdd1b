"""The register of hardware and software as a new workbook: what was seen, and columns for what only people know."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import StringIO
from typing import Final

from carecheck.errors import CannotRun
from carecheck.homes.register import Columns, Register, Row, SheetName
from carecheck.show.register_words import about_register
from carecheck.show.workbook import Column, Sheet, Value, workbook
from carecheck.words import clean

TITLE: Final = "Register of hardware and software"
NAMES: Final[Mapping[SheetName, str]] = {"hardware": "Hardware", "software": "Software"}
PAGES_WIDE: Final[Mapping[SheetName, int]] = {"hardware": 2, "software": 1}
FIRST_COLUMNS: Final[Mapping[SheetName, int]] = {"hardware": 3, "software": 1}
USUAL_WIDTH: Final = 14
WIDTHS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("type", "encrypted", "importance", "computers"), 11),
    **dict.fromkeys(("system", "place", "antivirus", "used_for", "owner", "depends_on", "maker"), 18),
    "backup": 34,
    "supplier": 24,
    **dict.fromkeys(("last_update", "supported_until", "last_seen", "looked_over_on", "in_use_since"), 19),
    "personal_data": 20,
    "asset_number": 16,
    "name": 22,
    "model": 22,
    "device_id": 16,
}
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "personal_data": ("Yes", "No", "Not known"),
    "importance": ("High", "Medium", "Low"),
}
MOST_CSV_ROWS: Final = 5_000
MOST_CSV_COLUMNS: Final = 200


def register_workbook(register: Register, columns: Mapping[SheetName, Columns]) -> bytes:
    """The file of a new register; the same reports always give the same bytes."""
    rows: dict[SheetName, tuple[Row, ...]] = {"hardware": register.computers, "software": register.software}
    sheets = [_sheet(name, columns[name], some) for name, some in rows.items()]
    about = Sheet("About this list", [Column("About this list", 100)], [[line] for line in about_register(register)])
    return workbook(TITLE, register.newest.run.finished_at, [*sheets, about])


def workbook_of_csv(raw: bytes, file: str, made: datetime) -> bytes:
    """Somebody's CSV as a workbook, each cell as the text that it is. Raises CannotRun when it is no such list."""
    rows = _csv_rows(raw, file)
    width = max(map(len, rows), default=0)
    if not width or width > MOST_CSV_COLUMNS or len(rows) > MOST_CSV_ROWS:
        raise CannotRun(f"{file} is no list that we can read, or it is far too long. Save it as a workbook (.xlsx).")
    first, *others = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [Column(text, USUAL_WIDTH + 4) for text in first]
    return workbook(
        TITLE, made, [Sheet(NAMES["hardware"], columns, [[cell or None for cell in row] for row in others])]
    )


def _sheet(name: SheetName, columns: Columns, rows: Iterable[Row]) -> Sheet:
    shown = [
        Column(columns.heading(key), WIDTHS.get(key, USUAL_WIDTH), CHOICES.get(key, ())) for key in columns.headings
    ]
    filled: list[list[Value]] = [[row.cells.get(key, row.gaps.get(key)) for key in columns.headings] for row in rows]
    return Sheet(NAMES[name], shown, filled, PAGES_WIDE[name], FIRST_COLUMNS[name])


def _csv_rows(raw: bytes, file: str) -> list[list[str]]:
    """The rows of a CSV as spreadsheets save it: in UTF-8 or as an English Windows writes."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise CannotRun(f"{file} is no text. Save your register as an Excel workbook (.xlsx), and use that.")
    head = text[:4000]
    between = max(",;\t", key=head.count)
    try:
        rows = [
            [clean(cell, 2000) for cell in row] for row in csv.reader(StringIO(text, newline=""), delimiter=between)
        ]
    except csv.Error as error:
        raise CannotRun(f"{file} is no CSV that we can read ({error}). Save it as a workbook (.xlsx).") from None
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
