"""What of a scan goes into somebody's register: empty cells are filled, and nothing that a person wrote is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from carecheck.errors import CannotRun
from carecheck.homes.register.columns import Columns, SheetName, plain
from carecheck.homes.register.comparing import NEVER_TOLD, as_shown, day_in, differs
from carecheck.homes.register.matching import matches
from carecheck.homes.register.seen import Cell, Register, Row
from carecheck.homes.register.sheets import MOST_COLUMNS, MOST_ROWS, Book, Place
from carecheck.homes.register.table import Table, tables_in
from carecheck.homes.register.writing import WIDE, Written, with_written
from carecheck.words import long_date, months_later

SAW: Final = "carecheck saw"
NEW_ROW: Final = f"{SAW}: this was not in your list"
NUMBER_WIDTH: Final = 18
MONTHS: Final = 12  # within which the DSPT wants the register looked over


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one list; rows go by what people call them.

    `filled` and `differs` say what of a row; `no_column` names headings of ours that the list has not.
    """

    filled: Mapping[str, tuple[str, ...]]
    differs: Mapping[str, tuple[str, ...]]
    new: tuple[str, ...]
    not_seen: tuple[str, ...]
    no_column: tuple[str, ...]
    looked_over_long_ago: tuple[str, ...]
    never_looked_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A register with what carecheck saw: `content` is its file, or None where there was nothing to write."""

    content: bytes | None
    told: Mapping[SheetName, Told]


def merged(book: Book, register: Register, columns: Mapping[SheetName, Columns], today: date) -> Merged:
    """Put what was seen into somebody's register. Raises CannotRun where no list is found in it."""
    seen: dict[SheetName, Sequence[Row]] = {"hardware": register.computers, "software": register.software}
    day = register.newest.run.started_at.date()
    merges: dict[SheetName, _Merge] = {
        name: _Merge(name, book, table, columns[name], matches(table, seen[name], name), day)
        for name, table in tables_in(book, columns).items()
    }
    for name, merge in merges.items():
        merge.put_in(seen[name])
    written = [merge.written() for merge in merges.values()]
    content = with_written(book, written) if any(one.cells for one in written) else None
    return Merged(content, {name: merge.told(today, seen[name]) for name, merge in merges.items()})


class _Merge:
    """The merging of one list."""

    def __init__(
        self, name: SheetName, book: Book, table: Table, columns: Columns, matched: Mapping[int, Row], day: date
    ) -> None:
        self._name: SheetName = name
        self._book, self._table, self._columns, self._matched, self._day = book, table, columns, matched, day
        self._places = dict(table.columns)  # of the columns by key, with those that are added
        self._cells: dict[Place, Cell] = {}
        self._filled: dict[str, tuple[str, ...]] = {}
        self._differs: dict[str, tuple[str, ...]] = {}
        self._new: list[str] = []
        self._saw: int | None = None
        self._widths: dict[int, int] = {}

    def put_in(self, seen: Sequence[Row]) -> None:
        """Fill what is empty and add what is new; computers get a column by which each is known again."""
        here = {one.id for one in self._matched.values()}
        new = [one for one in seen if one.id not in here]
        if self._name == "hardware" and "device_id" not in self._places and seen:
            self._places["device_id"] = self._add_column(self._columns.heading("device_id"), NUMBER_WIDTH)
        for row, one in self._matched.items():
            self._fill(row, one)
        for row, one in enumerate(new, start=self._table.sheet.last_row + 1):
            self._append(row, one)

    def written(self) -> Written:
        """The cells to write."""
        return Written(self._table.sheet, self._cells, self._widths)

    def told(self, today: date, seen: Sequence[Row]) -> Told:
        """What people are told of it."""
        table = self._table
        in_use = [row for row in table.rows if not table.text(row, "disposed_on")]
        days = {row: day_in(table.value(row, "looked_over_on"), from_1904=self._book.from_1904) for row in in_use}
        missing = dict.fromkeys(key for one in seen for key in one.cells if key not in self._places)
        return Told(
            self._filled,
            self._differs,
            tuple(self._new),
            tuple(self._label(row) for row in in_use if row not in self._matched),
            tuple(self._columns.heading(key) for key in missing),
            tuple(self._label(row) for row, day in days.items() if day and months_later(day, MONTHS) < today),
            tuple(self._label(row) for row, day in days.items() if day is None and "looked_over_on" in table.columns),
        )

    def _fill(self, row: int, one: Row) -> None:
        table, filled, other = self._table, list[str](), list[str]()
        for key, cell in one.cells.items():
            if key not in table.columns:
                if key in self._places:
                    self._cells[row, self._places[key]] = cell
            elif table.is_free(row, key):
                self._cells[row, self._places[key]] = cell
                filled.append(table.heading(key))
            elif key not in NEVER_TOLD[self._name] and differs(
                key, table.value(row, key), cell, from_1904=self._book.from_1904
            ):
                other.append(f"{table.heading(key)}: {as_shown(cell)}")
        if table.text(row, "disposed_on"):
            other.append(f"in use on {as_shown(one.cells.get('last_seen', self._day))}")
        if filled:
            self._filled[self._label(row)] = tuple(filled)
        if other:
            self._differs[self._label(row)] = tuple(other)
            self._say(row, f"{SAW}: {'; '.join(other)}")

    def _append(self, row: int, one: Row) -> None:
        if row > MOST_ROWS:
            raise CannotRun(_full(self._book, "row"))
        for key, cell in (*one.cells.items(), *one.gaps.items()):
            if key in self._places:
                self._cells[row, self._places[key]] = cell
        self._say(row, NEW_ROW)
        self._new.append(one.label)

    def _say(self, row: int, text: str) -> None:
        """Write into the column for what carecheck saw on that day, which is added when it is first needed."""
        if self._saw is None:
            heading, table = f"{SAW} ({long_date(self._day)})", self._table
            here = [place for place in table.sheet.cells if place[0] == table.headings_row]
            ours = [column for row, column in here if plain(table.sheet.cells[row, column]) == plain(heading)]
            self._saw = ours[0] if ours else self._add_column(heading, WIDE)
        place = (row, self._saw)
        if place not in self._table.sheet.cells and not self._table.sheet.is_covered(place):
            self._cells[place] = text

    def _add_column(self, heading: str, width: int) -> int:
        """The first column behind all that is in the sheet, with its heading."""
        column = max([self._table.sheet.last_column, *(column for _, column in self._cells)]) + 1
        if column > MOST_COLUMNS:
            raise CannotRun(_full(self._book, "column"))
        self._cells[self._table.headings_row, column] = heading
        self._widths[column] = width
        return column

    def _label(self, row: int) -> str:
        """What people call a row."""
        names = (self._table.text(row, key) for key in ("name", "asset_number", "supplier", "type", "model"))
        return next((name for name in names if name), f"row {row}")


def _full(book: Book, what: str) -> str:
    return f"{book.parts.file}: something stands in the last {what} of a sheet, so none can be added. Delete it there."
