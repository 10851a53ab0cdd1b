"""CSV for programs and for spreadsheets: no cell of it is ever run as a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel takes UTF-8 for something else

_BLANK: Final = " \u00a0\ufeff"
_BEGINS_FORMULA: Final = ("=", "+", "-", "@")

Cell = str | int | float | None


def csv_text(rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> str:
    """Rows as CSV: all fields in quotes, CRLF, a byte order mark; numbers as they are, texts made harmless.

    `raw` leaves texts as they are: for programs, never for a spreadsheet.
    """
    return "".join(csv_lines(rows, raw=raw))


def csv_lines(rows: Iterable[Sequence[Cell]], *, raw: bool = False) -> Iterator[str]:
    """The same, line by line."""
    yield BYTE_ORDER_MARK
    for row in rows:
        line = StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
            [cell if raw else _harmless(cell) for cell in row]
        )
        yield line.getvalue()


def _harmless(cell: Cell) -> str | int | float:
    """A text on one line; an apostrophe in front of one that a spreadsheet would take for a formula."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return cell
    if cell.isascii() and cell[:1].isalnum() and cell.isprintable():
        return cell  # as nearly all are
    line = cell
    if not line.isprintable():
        line = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in line)
    # Full-width signs begin a formula, too (NFKC makes them plain).
    first = unicodedata.normalize("NFKC", line.lstrip(_BLANK)[:1])
    return f"'{line}" if (first in _BEGINS_FORMULA and first) or cell[:1] in ("\t", "\r", "\n") else line
