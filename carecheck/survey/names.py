"""The list of a survey: domain names from a text or CSV file, in whatever way people have them.

A text file has one name a line. A CSV file has a heading; the column is chosen by its name. Addresses of email and of
pages are names too. What cannot be used is kept with its line and the reason, so that nothing is lost in silence.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from carecheck.domain_names import read_domain_name
from carecheck.errors import CannotRun, UsageError, did_you_mean
from carecheck.readfile import open_plain_file
from carecheck.survey.seen import Seen
from carecheck.words import clean

TABLES: Final = (".csv", ".tsv")
HEADINGS: Final = ("domain", "domains", "emaildomain", "email", "emailaddress", "mail", "website", "web", "url")
MOST_BYTES_IN_LINE: Final = 100_000
SAMPLE_BYTES: Final = 100_000


class Entry(NamedTuple):
    """A domain of the list: the line on which it stands, its name for DNS and for people, and its group."""

    line: int
    name: str
    shown: str
    group: str = ""


class Rejected(NamedTuple):
    """A line that holds no name that we could use, and why."""

    line: int
    typed: str
    why: str


class Typed(NamedTuple):
    """What stands on one line of the list."""

    line: int
    name: str
    group: str


def everything(_: str) -> bool:
    """Whether a name is wanted, where all are."""
    return True


@dataclass(slots=True)
class NameList:
    """A list in a file; each name comes once, if it is one that is wanted. `rejected` fills while it is read."""

    path: Path
    column: str | None = None
    group_by: str | None = None
    takes: Callable[[str], bool] = everything
    rejected: list[Rejected] = field(default_factory=list[Rejected])

    def entries(self) -> Iterator[Entry]:
        """The names, in the order of the file. Raises CannotRun for the file, UsageError for a column."""
        with closing(Seen()) as seen:
            yield from self._entries(seen)

    def _entries(self, seen: Seen) -> Iterator[Entry]:
        for typed in self._typed():
            if not typed.name.strip():
                continue
            try:
                domain = read_domain_name(typed.name)
            except UsageError as error:
                self._reject(typed, str(error))
                continue
            name = domain.email_domain or domain.ascii
            if not seen.add(name, typed.line):
                self._reject(typed, f"It is on line {seen.line_of(name)} already.")
                continue
            if not self.takes(name):
                continue
            shown = domain.shown.removeprefix("www.") if domain.email_domain else domain.shown
            yield Entry(typed.line, name, shown, clean(typed.group, 80))

    def _reject(self, typed: Typed, why: str) -> None:
        self.rejected.append(Rejected(typed.line, clean(typed.name, 120), why))

    def _typed(self) -> Iterator[Typed]:
        try:
            with TextIOWrapper(open_plain_file(self.path), _encoding(self.path), errors="replace", newline="") as file:
                yield from self._rows(file) if self._is_table() else _lines(file)
        except OSError as error:
            raise CannotRun(
                f"We could not read {self.path}: {error.strerror}. Is it the file with your list?"
            ) from None

    def _is_table(self) -> bool:
        return self.path.suffix.lower() in TABLES or self.column is not None or self.group_by is not None

    def _rows(self, file: TextIO) -> Iterator[Typed]:
        first = next(_bounded(file), "")
        delimiter = max((",", ";", "\t"), key=lambda one: first.count(one))
        lines: Iterator[str] = chain([first], _bounded(file))
        rows = csv.reader(lines, delimiter=delimiter)
        try:
            headings = [heading.strip() for heading in next(rows, list[str]())]
            names, groups = self._columns(headings)
            for row in rows:
                yield Typed(rows.line_num, _cell(row, names), _cell(row, groups))
        except csv.Error as error:
            raise CannotRun(
                f"{self.path}, line {rows.line_num}: this is not a table that we can read ({error})."
            ) from None

    def _columns(self, headings: Sequence[str]) -> tuple[int, int | None]:
        chosen = self._column(self.column, headings) if self.column else _usual(headings)
        if chosen is None:
            raise UsageError(
                f"{self.path.name} has the columns {', '.join(clean(one, 40) for one in headings) or '(none)'}. "
                "Say which one holds the domains: --column NAME"
            )
        return chosen, self._column(self.group_by, headings) if self.group_by else None

    def _column(self, wanted: str, headings: Sequence[str]) -> int:
        plain = [heading.casefold() for heading in headings]
        if wanted.strip().casefold() in plain:
            return plain.index(wanted.strip().casefold())
        guess = did_you_mean(clean(wanted, 40), [clean(one, 40) for one in headings])
        raise UsageError(f"{self.path.name} has no column '{clean(wanted, 40)}'{guess}.")


def _encoding(path: Path) -> str:
    """UTF-8, with or without a mark at the beginning, or what older Windows programs write."""
    with open_plain_file(path) as file:
        sample = file.read(SAMPLE_BYTES)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    whole, _, _ = sample.rpartition(b"\n")
    try:
        (whole or sample).decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _lines(file: TextIO) -> Iterator[Typed]:
    for number, line in enumerate(_bounded(file), 1):
        if not line.lstrip().startswith("#"):
            yield Typed(number, line, "")


def _bounded(file: TextIO) -> Iterator[str]:
    """The lines of a file; one that does not end is cut, so that it cannot fill the memory."""
    while line := file.readline(MOST_BYTES_IN_LINE):
        yield line.replace("\0", "\ufffd")


def _usual(headings: Sequence[str]) -> int | None:
    """The column that holds the names when nobody has said which: the first of the usual headings."""
    plain = [re.sub("[ _-]", "", heading).casefold() for heading in headings]
    found = (plain.index(usual) for usual in HEADINGS if usual in plain)
    return next(found, None)


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""
