"""Where the list of devices or programs stands in somebody's workbook, and what its rows say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carecheck.errors import CannotRun
from carecheck.homes.register.columns import Columns, SheetName
from carecheck.homes.register.sheets import Book, Content, Place, Sheet
from carecheck.words import clean

MOST_ABOVE: Final = 30  # rows over the headings: a title, who made it, an empty line
MOST_ROWS: Final = 5_000
MOST_LISTED: Final = 12  # headings that an error names
# By one of these a row can be known.
KNOWN_BY: Final[Mapping[SheetName, tuple[str, ...]]] = {
    "hardware": ("asset_number", "device_id", "serial", "name"),
    "software": ("name", "supplier"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A list in a sheet: the row of its headings, and its columns by key; `others` are headings that we do not know."""

    sheet: Sheet
    headings_row: int
    columns: Mapping[str, int]

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows under the headings with something in a column that we know, in their order."""
        known = set(self.columns.values())
        return tuple(sorted({row for row, column in self.sheet.cells if row > self.headings_row and column in known}))

    def value(self, row: int, key: str) -> Content:
        """What stands in a cell; None where it is empty, there is no such column, or its value is worked out."""
        place = self.place(row, key)
        return None if place is None or place in self.sheet.formulas else self.sheet.cells.get(place)

    def text(self, row: int, key: str) -> str:
        """The same as text."""
        value = self.value(row, key)
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return "" if value is None else clean(str(value), 200)

    def place(self, row: int, key: str) -> Place | None:
        """Where the cell of a column is; None where there is no such column."""
        return (row, self.columns[key]) if key in self.columns else None

    def is_free(self, row: int, key: str) -> bool:
        """Whether a cell can be filled: there is such a column, nothing is in it, and it can be seen."""
        place = self.place(row, key)
        return place is not None and place not in self.sheet.cells and not self.sheet.is_covered(place)

    def heading(self, key: str) -> str:
        """What the person calls a column."""
        return clean(str(self.sheet.cells[self.headings_row, self.columns[key]]), 60)


def tables_in(book: Book, columns: Mapping[SheetName, Columns]) -> dict[SheetName, Table]:
    """The lists in a workbook; that of programs may be missing. Raises CannotRun where there is none of devices."""
    found: dict[SheetName, Table] = {}
    for name in ("hardware", "software"):
        taken = {table.sheet.part for table in found.values()}
        tables = [_table(sheet, columns[name], name) for sheet in book.sheets if sheet.part not in taken]
        best = max((one for one in tables if one), key=lambda one: len(one.columns), default=None)
        if best:
            found[name] = best
    if "hardware" not in found:
        raise CannotRun(_no_list(book, columns["hardware"]))
    for table in found.values():
        if len(table.rows) > MOST_ROWS:
            raise CannotRun(
                f"{book.parts.file} has more than {MOST_ROWS:,} rows in one list. Choose a smaller register."
            )
    return found


def _table(sheet: Sheet, columns: Columns, name: SheetName) -> Table | None:
    """The list in a sheet: its headings are the row, of the first ones, in which most headings are known."""
    by_row: dict[int, list[tuple[int, Content]]] = {}
    for (row, column), content in sheet.cells.items():
        if row <= MOST_ABOVE:
            by_row.setdefault(row, []).append((column, content))
    best: Table | None = None
    for row, cells in sorted(by_row.items()):
        known: dict[str, int] = {}
        for column, content in sorted(cells, key=lambda cell: cell[0]):
            key = columns.key_of(content)
            if key and key not in known:
                known[key] = column
        enough = len(known) >= 2 and any(key in known for key in KNOWN_BY[name])
        if enough and (best is None or len(known) > len(best.columns)):
            best = Table(sheet, row, known)
    return best


def _no_list(book: Book, columns: Columns) -> str:
    wanted = f"'{columns.heading('name')}' or '{columns.heading('asset_number')}'"
    seen = list(_first_texts(book.sheets))
    read = f" We read: {', '.join(seen)}." if seen else ""
    return (
        f"{book.parts.file} has no list of devices that we know. It needs one row with headings, of which one is "
        f"{wanted}.{read} If yours are called otherwise, name them in a file: --columns FILE"
    )


def _first_texts(sheets: Iterable[Sheet]) -> Iterator[str]:
    left = MOST_LISTED
    for sheet in sheets:
        for place in sorted(sheet.cells):
            content = sheet.cells[place]
            if left and isinstance(content, str) and content.strip():
                left -= 1
                yield f"'{clean(content, 40)}'"
