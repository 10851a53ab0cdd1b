"""Writes into empty cells of somebody's workbook; every byte that is not of such a cell or its row stays as it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from carecheck.homes.register.parts import damaged
from carecheck.homes.register.seen import Cell
from carecheck.homes.register.sheets import Book, Place, Sheet, column_number, name_of, place_of, row_number
from carecheck.homes.register.styles import Styles
from carecheck.homes.register.xml import (
    Element,
    NotOurXml,
    end_of_start_tag,
    escaped,
    is_closed_in_itself,
    spliced,
    walk,
)
from carecheck.words import long_date

WIDE: Final = 60  # of a column for long texts, in letters

_SPANS: Final = re.compile(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""")
_REF: Final = re.compile(rb"""\sref\s*=\s*(?:"[^"]*"|'[^']*')""")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # which a spreadsheet would take for another letter
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written into one sheet, by place; `widths` are those of new columns, the widest for long texts."""

    sheet: Sheet
    cells: Mapping[Place, Cell]
    widths: Mapping[int, int] = field(default_factory=dict[int, int])


def with_written(book: Book, all_written: Iterable[Written]) -> bytes:
    """The workbook with these cells filled. Raises CannotRun where it is damaged, ValueError where a cell is taken."""
    try:
        return _with_written(book, all_written)
    except NotOurXml as error:
        raise damaged(book.parts.file) from error


def _with_written(book: Book, all_written: Iterable[Written]) -> bytes:
    styles = Styles(book.parts.read(book.styles) if book.styles else b"<styleSheet/>")
    changed = {one.sheet.part: _Writing(one, styles, book).written() for one in all_written if one.cells}
    if changed and book.styles:
        changed[book.styles] = styles.written()
    return book.parts.with_changed(changed)


@dataclass(slots=True)
class _Row:
    """A row that is written into, as it stands in the file: places of its tags and of its cells by column."""

    name: str
    start: int
    head_end: int
    tail: int = 0
    cells: dict[int, tuple[int, int, int | None]] = field(default_factory=dict[int, tuple[int, int, int | None]])


class _Writing:
    """Writes into one sheet."""

    def __init__(self, written: Written, styles: Styles, book: Book) -> None:
        self._sheet, self._xml, self._cells = written.sheet, written.sheet.xml, written.cells
        self._widths_of_new = written.widths
        self._styles, self._book = styles, book
        self._wanted = {row for row, _ in written.cells}
        self._waiting = sorted(self._wanted, reverse=True)
        self._rows: dict[int, _Row] = {}
        self._looks: dict[int, int] = {}  # of the last row with something in it, by column
        self._before: dict[int, int] = {}  # where a row that is not there belongs
        self._at_end = 0
        self._prefix = ""
        self._empty_data: tuple[int, int] | None = None
        self._data_start = 0
        self._size: Element | None = None
        self._widths: list[Element] = []
        self._widths_end: int | None = None
        self._part = ""  # of the sheet, in which we are
        self._last_row = written.sheet.last_row
        self._number = self._column = 0
        walk(self._xml, self._begins, self._ends)

    def written(self) -> bytes:
        """The sheet with its new cells."""
        edits: list[tuple[int, int, bytes]] = []
        new_rows = b""
        for number in sorted(self._wanted):
            cells = {column: cell for (row, column), cell in self._cells.items() if row == number}
            if number in self._rows:
                edits += self._into_row(number, self._rows[number], cells)
            elif number in self._before:
                edits.append((self._before[number], self._before[number], self._new_row(number, cells)))
            else:
                new_rows += self._new_row(number, cells)
        edits += self._at_the_end(new_rows) if new_rows else []
        return spliced(self._xml, _one_at_each_place([*edits, *self._wider(), *self._larger()]))

    def _begins(self, element: Element) -> None:
        name, depth = element.name, element.depth
        if depth == 2:
            self._part = name
            if name == "dimension":
                self._size = element
            elif name == "sheetData":
                self._prefix = element.full_name.removesuffix("sheetData")
                self._data_start = element.start
        elif depth == 3 and name == "row" and self._part == "sheetData":
            self._begin_row(element)
        elif depth == 4 and name == "c" and self._part == "sheetData":
            self._begin_cell(element)
        elif depth == 3 and name == "col" and self._part == "cols":
            self._widths.append(element)

    def _begin_row(self, element: Element) -> None:
        self._number, self._column = row_number(element, self._number), 0
        while self._waiting and self._waiting[-1] <= self._number:
            if (waiting := self._waiting.pop()) < self._number:
                self._before[waiting] = element.start
        if self._number in self._wanted:
            head_end = end_of_start_tag(self._xml, element.start)
            self._rows[self._number] = _Row(element.full_name, element.start, head_end)

    def _begin_cell(self, element: Element) -> None:
        self._column = column_number(element, self._number, self._column)
        look = element.attributes.get("s", "")
        if self._number == self._last_row and look.isdecimal() and len(look) < 7:
            self._looks[self._column] = int(look)
        if self._number in self._wanted:
            number = int(look) if look.isdecimal() and len(look) < 7 else None
            self._rows[self._number].cells[self._column] = (element.start, 0, number)

    def _ends(self, name: str, depth: int, at: int) -> None:
        if depth == 2 and name == "cols":
            self._widths_end = at
        elif depth == 2 and name == "sheetData":
            self._at_end = at
            head_end = end_of_start_tag(self._xml, self._data_start)
            if is_closed_in_itself(self._xml, head_end):
                self._empty_data = (self._data_start, head_end)
        elif self._part != "sheetData" or self._number not in self._rows:
            return
        elif depth == 3 and name == "row":
            self._rows[self._number].tail = at
        elif depth == 4 and name == "c":
            row = self._rows[self._number]
            start, _, look = row.cells[self._column]
            whole = is_closed_in_itself(self._xml, end_of_start_tag(self._xml, start))
            row.cells[self._column] = (start, at if whole else self._xml.index(b">", at) + 1, look)

    def _into_row(self, number: int, row: _Row, cells: Mapping[int, Cell]) -> list[tuple[int, int, bytes]]:
        """The edits that put cells into a row which is there."""
        closed = is_closed_in_itself(self._xml, row.head_end)
        head = _SPANS.sub(b"", self._xml[row.start : row.head_end])
        inside = b"".join(self._cell((number, column), cells[column], None) for column in sorted(cells))
        if closed:
            tag = f"</{row.name}>".encode()
            return [(row.start, row.head_end, head.removesuffix(b"/>").rstrip() + b">" + inside + tag)]
        edits = [(row.start, row.head_end, head)]
        for column in sorted(cells):
            if (number, column) in self._sheet.cells:
                raise ValueError(f"{name_of((number, column))} holds something already")
            if column in row.cells:
                start, end, look = row.cells[column]
                edits.append((start, end, self._cell((number, column), cells[column], look)))
            else:
                following = min((one for one in row.cells if one > column), default=None)
                at = row.tail if following is None else row.cells[following][0]
                edits.append((at, at, self._cell((number, column), cells[column], None)))
        return edits

    def _new_row(self, number: int, cells: Mapping[int, Cell]) -> bytes:
        inside = b"".join(
            self._cell((number, column), cells[column], self._looks.get(column)) for column in sorted(cells)
        )
        tag = f"{self._prefix}row"
        return f'<{tag} r="{number}">'.encode() + inside + f"</{tag}>".encode()

    def _cell(self, place: Place, cell: Cell, look: int | None) -> bytes:
        if isinstance(cell, date) and self._styles:
            look = self._styles.for_day(look or 0)
            cell = (cell - _FIRST_DAY[self._book.from_1904]).days
        elif isinstance(cell, date):
            cell = long_date(cell)
        elif self._widths_of_new.get(place[1]) == WIDE and look is None and self._styles:
            look = self._styles.for_long_text()
        p, where = self._prefix, f'r="{name_of(place)}"' + (f' s="{look}"' if look else "")
        if isinstance(cell, int):
            return f"<{p}c {where}><{p}v>{cell}</{p}v></{p}c>".encode()
        head, tail = f'<{p}c {where} t="inlineStr"><{p}is><{p}t xml:space="preserve">', f"</{p}t></{p}is></{p}c>"
        return head.encode() + escaped(_ESCAPE.sub("_x005F_", cell)) + tail.encode()

    def _at_the_end(self, rows: bytes) -> list[tuple[int, int, bytes]]:
        if self._empty_data is None:
            return [(self._at_end, self._at_end, rows)]
        start, end = self._empty_data
        head = self._xml[start:end].removesuffix(b"/>").rstrip()
        return [(start, end, head + b">" + rows + f"</{self._prefix}sheetData>".encode())]

    def _wider(self) -> list[tuple[int, int, bytes]]:
        """The widths of new columns, where the sheet says nothing of their width yet."""
        told = max((_whole(element.attributes.get("max", "")) for element in self._widths), default=0)
        new = b"".join(
            f'<{self._prefix}col min="{column}" max="{column}" width="{width}" customWidth="1"/>'.encode()
            for column, width in sorted(self._widths_of_new.items())
            if column > told
        )
        if not new:
            return []
        if self._widths_end is not None:
            return [(self._widths_end, self._widths_end, new)] if self._widths else []
        tag = f"{self._prefix}cols"
        return [(self._data_start, self._data_start, f"<{tag}>".encode() + new + f"</{tag}>".encode())]

    def _larger(self) -> list[tuple[int, int, bytes]]:
        """How large the sheet says that it is."""
        if self._size is None:
            return []
        first, _, last = self._size.attributes.get("ref", "").partition(":")
        corners = [*self._cells, place_of(first), place_of(last or first)]
        rows, columns = [row for row, _ in corners], [column for _, column in corners]
        ref = f"{name_of((min(rows), min(columns)))}:{name_of((max(rows), max(columns)))}"
        end = end_of_start_tag(self._xml, self._size.start)
        return [(self._size.start, end, _REF.sub(f' ref="{ref}"'.encode(), self._xml[self._size.start : end]))]


def _one_at_each_place(edits: list[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
    """Edits in order; what is put in at one place comes in the order in which it was told."""
    joined: dict[tuple[int, int], bytes] = {}
    for start, end, new in edits:
        joined[start, end] = joined.get((start, end), b"") + new
    return [(start, end, new) for (start, end), new in joined.items()]


def _whole(text: str) -> int:
    if not (text.isdecimal() and len(text) < 6):
        raise NotOurXml("a column without a number")
    return int(text)
