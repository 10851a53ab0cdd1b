"""The sheets of somebody's workbook: what is written in them, and where in the file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from carecheck.errors import CannotRun
from carecheck.homes.register.parts import Parts, damaged
from carecheck.homes.register.xml import Element, NotOurXml, walk
from carecheck.words import clean

MOST_CELLS: Final = 200_000  # with something in them
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_LETTERS: Final = 32_767  # what a cell may hold
MOST_MERGED: Final = 10_000

Content = str | int | float | bool | None
Place = tuple[int, int]  # the row and the column, both from 1 on

_A1: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its part of the file, and its cells with something in them.

    `formulas` are the cells whose value is worked out; `covered` those that a merged cell hides.
    """

    name: str
    part: str
    xml: bytes = field(repr=False)
    cells: Mapping[Place, Content]
    formulas: frozenset[Place]
    merged: tuple[tuple[Place, Place], ...]

    @property
    def last_row(self) -> int:
        """The last row with something in it; 0 where there is none."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column with something in it; 0 where there is none."""
        return max((column for _, column in self.cells), default=0)

    def is_covered(self, place: Place) -> bool:
        """Whether a merged cell hides this one, so that nothing in it would be seen."""
        row, column = place
        return any(
            place != first and first[0] <= row <= last[0] and first[1] <= column <= last[1]
            for first, last in self.merged
        )


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its sheets that are not hidden, in their order, and whether its days begin in 1904."""

    parts: Parts
    sheets: tuple[Sheet, ...]
    from_1904: bool
    styles: str | None


def read_book(raw: bytes, file: str) -> Book:
    """Read a workbook. Raises CannotRun, saying what is wrong and what to do."""
    parts = Parts(raw, file)
    try:
        return _book(parts)
    except NotOurXml as error:
        raise damaged(file) from error


def _book(parts: Parts) -> Book:
    main = next((target for _, kind, target in _links(parts, "") if kind == "officeDocument"), None)
    if main is None:
        raise damaged(parts.file)
    links = {name: (kind, target) for name, kind, target in _links(parts, main)}
    listed: list[tuple[str, str]] = []
    from_1904 = False

    def begins(element: Element) -> None:
        nonlocal from_1904
        named = {key.rpartition(":")[2]: value for key, value in element.attributes.items()}
        if element.name == "workbookPr":
            from_1904 = named.get("date1904") in ("1", "true")
        elif element.name == "sheet" and named.get("state", "visible") == "visible":
            kind, target = links.get(named.get("id", ""), ("", ""))
            if kind == "worksheet":
                listed.append((named.get("name", ""), target))

    walk(parts.read(main), begins)
    texts = next((target for kind, target in links.values() if kind == "sharedStrings"), None)
    shared = _shared_texts(parts.read(texts)) if texts and parts.has(texts) else []
    styles = next((target for kind, target in links.values() if kind == "styles" and parts.has(target)), None)
    return Book(parts, tuple(_sheet(parts, name, part, shared) for name, part in listed), from_1904, styles)


def _links(parts: Parts, source: str) -> Iterator[tuple[str, str, str]]:
    """The links of a part to others: id, kind, and the name of the other part."""
    folder, _, name = source.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/") if source else "_rels/.rels"
    found: list[tuple[str, str, str]] = []

    def begins(element: Element) -> None:
        here = element.attributes
        if element.name == "Relationship" and here.get("TargetMode") != "External":
            kind = here.get("Type", "").rpartition("/")[2]
            found.append((here.get("Id", ""), kind, _resolved(folder, here.get("Target", ""))))

    walk(parts.read(rels), begins)
    yield from found


def _resolved(folder: str, target: str) -> str:
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)


def _shared_texts(xml: bytes) -> list[str]:
    """The texts that cells share; how a word is spoken (in Japanese) is no part of it."""
    texts: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def begins(element: Element) -> None:
        inside.append(element.name)
        if element.name == "si":
            pieces.clear()

    def ends(name: str, _depth: int, _at: int) -> None:
        inside.pop()
        if name == "si":
            texts.append("".join(pieces))

    def text(part: str) -> None:
        if inside[-1:] == ["t"] and "rPh" not in inside:
            pieces.append(part)

    walk(xml, begins, ends, text)
    return texts


class _Cells:
    """Collects the cells of a sheet as they come by. Depths say what is under what: it must be quick."""

    def __init__(self, shared: list[str]) -> None:
        self.found: dict[Place, Content] = {}
        self.formulas: set[Place] = set()
        self.merged: list[tuple[Place, Place]] = []
        self._shared = shared
        self._part = ""  # of the sheet, in which we are
        self._row = self._column = 0
        self._kind = ""
        self._value: list[str] = []
        self._is_formula = self._is_value = self._is_spoken = False

    def begins(self, element: Element) -> None:
        name, depth = element.name, element.depth
        if depth == 2:
            self._part = name
        elif self._part == "sheetData":
            self._begins_in_data(element, name, depth)
        elif name == "mergeCell" and self._part == "mergeCells" and depth == 3:
            self._merge(element.attributes.get("ref", ""))

    def _begins_in_data(self, element: Element, name: str, depth: int) -> None:
        if depth == 3:
            if name == "row":
                self._row = row_number(element, self._row)
                self._column = 0
        elif depth == 4:
            if name == "c":
                self._column = column_number(element, self._row, self._column)
                self._kind = element.attributes.get("t", "n")
                self._value.clear()
                self._is_formula = False
        elif name == "f" and depth == 5:
            self._is_formula = True
        else:
            self._is_value = name in ("v", "t")
            self._is_spoken = self._is_spoken or name == "rPh"

    def ends(self, name: str, depth: int, _at: int) -> None:
        if depth > 4:
            self._is_value = False
            self._is_spoken = self._is_spoken and name != "rPh"
        elif depth == 4 and name == "c" and self._part == "sheetData":
            self._keep("".join(self._value))

    def text(self, part: str) -> None:
        if self._is_value and not self._is_spoken and self._part == "sheetData":
            self._value.append(part)

    def _keep(self, text: str) -> None:
        place = (self._row, self._column)
        if place in self.found:
            raise NotOurXml("a cell stands twice")
        if self._is_formula:
            self.formulas.add(place)
        if self._is_formula or text:
            if len(self.found) >= MOST_CELLS:
                raise NotOurXml("too many cells")
            self.found[place] = self._content(text)

    def _content(self, text: str) -> Content:
        if self._kind == "s":
            number = int(text) if text.strip().isdecimal() else -1
            if not 0 <= number < len(self._shared):
                raise NotOurXml("a text that is not there")
            return self._shared[number][:MOST_LETTERS]
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind != "n":
            return text[:MOST_LETTERS]
        try:
            return float(text) if text else None
        except ValueError:
            raise NotOurXml("a number that is none") from None

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        if len(self.merged) < MOST_MERGED:
            self.merged.append((place_of(first), place_of(last or first)))


def _sheet(parts: Parts, name: str, part: str, shared: list[str]) -> Sheet:
    xml = parts.read(part)
    cells = _Cells(shared)
    try:
        walk(xml, cells.begins, cells.ends, cells.text)
    except NotOurXml as error:
        raise CannotRun(
            f"{parts.file}: we cannot read the sheet '{clean(name, 40)}' ({error}). "
            "Copy your list into a new workbook, and use that."
        ) from None
    return Sheet(clean(name, 80), part, xml, cells.found, frozenset(cells.formulas), tuple(cells.merged))


def row_number(element: Element, before: int) -> int:
    """The number of a row, which follows the one before where it is not told."""
    told = element.attributes.get("r", str(before + 1))
    number = int(told) if told.isascii() and told.isdecimal() and len(told) < 8 else 0
    if not before < number <= MOST_ROWS:
        raise NotOurXml("rows out of order")
    return number


def column_number(element: Element, row: int, before: int) -> int:
    """The number of the column of a cell, which follows the one before where it is not told."""
    told = element.attributes.get("r")
    at_row, column = place_of(told) if told is not None else (row, before + 1)
    if at_row != row or not before < column <= MOST_COLUMNS:
        raise NotOurXml("cells out of order")
    return column


def place_of(name: str) -> Place:
    """The row and column of a cell by its name, B7."""
    found = _A1.fullmatch(name.replace("$", ""))
    if not found:
        raise NotOurXml("a cell without a place")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def name_of(place: Place) -> str:
    """The name of a cell by its row and column."""
    row, column = place
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"
