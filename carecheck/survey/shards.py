"""A survey in parts, each of which may run on a computer of its own, and the joining of them.

Which part a domain belongs to hangs on its name alone, so that a list may grow while parts are under way.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zlib import crc32

from msgspec.structs import replace

from carecheck.errors import CannotRun, UsageError
from carecheck.readfile import is_link
from carecheck.survey.names import NameList
from carecheck.survey.rows import Head, Row, Rows, read_head, read_rows
from carecheck.survey.seen import Seen
from carecheck.words import clean, count, listing

FILE: Final = "domains.jsonl"
MOST_SHARDS: Final = 10_000
MOST_NAMED: Final = 6
_FOLDER: Final = re.compile(r"part-([0-9]{1,5})-of-([0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a survey: its number, from 1, and how many there are."""

    number: int
    of: int

    def takes(self, name: str) -> bool:
        """Whether a domain belongs to this part."""
        return shard_of(name, self.of) == self.number

    @property
    def folder(self) -> str:
        """The name of the folder for its rows."""
        return f"part-{self.number:0{len(str(self.of))}}-of-{self.of}"


def parse_shard(typed: str) -> Shard:
    """A part as typed: 3/16. Raises UsageError that says what to type instead."""
    told = re.fullmatch(r" *([0-9]{1,5}) */ *([0-9]{1,5}) *", typed)
    if told:
        shard = Shard(int(told[1]), int(told[2]))
        if 1 <= shard.number <= shard.of <= MOST_SHARDS:
            return shard
    raise UsageError(
        f"'{clean(typed, 40)}' is no part of a list. Type its number and how many parts there are: --shard 3/16. "
        f"There may be {MOST_SHARDS:,} parts."
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of the parts that lie in a folder, in the order of their numbers."""

    files: tuple[tuple[Shard, Path], ...]

    @classmethod
    def within(cls, folder: Path) -> "Parts":
        """Those in a folder. Raises CannotRun when there are none."""
        found = sorted(_parts_in(folder), key=lambda part: (part[0].of, part[0].number))
        if not found:
            raise CannotRun(f"There are no parts in {folder}. Make them first: carecheck survey LIST --shard 1/16")
        return cls(tuple(found))

    def head(self) -> Head:
        """The first line for all of them: it has begun when the first of them began. Raises CannotRun."""
        heads = [(file, read_head(file)) for _, file in self.files]
        first_file, first = heads[0]
        for file, head in heads[1:]:
            if head.checks != first.checks:
                raise CannotRun(f"{file} was made with other checks than {first_file}. Make it again.")
        return replace(first, started_at=min(head.started_at for _, head in heads))

    def need_all(self, names: NameList, file: Path) -> None:
        """Raise CannotRun where domains of the list have a row neither in a part nor in that file."""
        with closing(Seen()) as done:
            for row in self._rows(file):
                done.add(row.domain, 0)
            left = [entry.name for entry in names.entries() if done.line_of(entry.name) is None]
        if left:
            raise CannotRun(_missing(left, self.files[-1][0].of))

    def join(self, names: NameList, file: Path, rows: Rows) -> int:
        """Add to a file the rows that it does not have yet; how many there were of no domain in the list."""
        strangers = 0
        with closing(Seen()) as wanted, closing(Seen()) as done:
            for entry in names.entries():
                wanted.add(entry.name, entry.line)
            for row in read_rows(file):
                done.add(row.domain, 0)
            for row in self._rows():
                known = wanted.line_of(row.domain) is not None
                strangers += not known
                if known and done.add(row.domain, 0):
                    rows.add([row])
        return strangers

    def _rows(self, *more: Path) -> Iterator[Row]:
        for file in (*more, *(file for _, file in self.files)):
            if file.exists():
                yield from read_rows(file)


def shard_of(name: str, of: int) -> int:
    """The number of the part to which a domain belongs."""
    return crc32(name.encode()) % of + 1


def _parts_in(folder: Path) -> Iterator[tuple[Shard, Path]]:
    for place in folder.iterdir() if folder.is_dir() else ():
        named = _FOLDER.fullmatch(place.name)
        file = place / FILE
        if named and not is_link(place) and file.is_file() and not is_link(file):
            yield Shard(int(named[1]), int(named[2])), file


def _missing(left: Sequence[str], of: int) -> str:
    numbers = [str(number) for number in sorted({shard_of(name, of) for name in left})]
    named = listing(numbers) if len(numbers) <= MOST_NAMED else f"{', '.join(numbers[:MOST_NAMED])} and others"
    parts = "part" if len(numbers) == 1 else "parts"
    return (
        f"We did not join the parts, because {count(len(left), 'domain')} of your list were not checked yet. "
        f"Run {parts} {named} of {of} again, and then join."
    )
