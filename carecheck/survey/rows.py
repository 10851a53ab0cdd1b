"""The results of a survey: JSON lines, one for the survey itself and then one for each domain.

A line is written whole or, when the computer stops in the middle, is cut off when the survey goes on. So no domain is
lost and none comes twice.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Final, Literal

import msgspec

from carecheck import __version__
from carecheck.errors import CannotRun
from carecheck.lights import Light, Reason
from carecheck.readfile import refuse_others
from carecheck.tables import table_dates

MOST_BYTES_IN_LINE: Final = 100_000

# What another try may settle: a name server that was slow or down for a moment.
MAY_PASS: Final[frozenset[Reason]] = frozenset({"timed_out", "no_reply", "no_network", "unreadable"})

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: with what the survey was made. `asked` is the name server that was asked."""

    started_at: Annotated[datetime, msgspec.Meta(tz=True)]
    asked: str
    checks: tuple[str, ...]
    version: str = __version__
    data: Mapping[str, str] = msgspec.field(default_factory=lambda: dict(table_dates()))
    kind: Literal["carecheck.survey"] = "carecheck.survey"
    schema_version: Annotated[str, msgspec.Meta(pattern=r"^1\.\d+$")] = "1.0"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One domain: each check's light, and its rule or the reason of an unknown; the company that takes its email."""

    domain: Name
    shown: Name
    on: date
    checks: Mapping[str, tuple[Light, str]]
    company: str | None = None
    group: str = ""

    @property
    def may_pass(self) -> bool:
        """Whether something could not be checked that another try may settle."""
        return any(light == "unknown" and because in MAY_PASS for light, because in self.checks.values())


_encode: Final = msgspec.json.Encoder(order="sorted").encode
_NOT_OURS: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_ROW: Final = msgspec.json.Decoder(Row)
_HEAD: Final = msgspec.json.Decoder(Head)


class Rows:
    """The file of a survey, open for writing more rows."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows, so that they are in the file when this comes back."""
        self._file.write(b"".join(_encode(row) + b"\n" for row in rows))
        self._file.flush()

    def close(self) -> None:
        """Make everything last through a power cut."""
        os.fsync(self._file.fileno())
        self._file.close()


def begin(path: Path, head: Head) -> Rows:
    """A new file with its first line, or the one that is there, to go on with. Raises CannotRun, OSError."""
    if os.path.lexists(path):
        refuse_others(path, follow=False)
    if path.exists() and path.stat().st_size:
        _cut_half_line(path)
        there = read_head(path)
        if there.checks != head.checks:
            raise CannotRun(f"{path} was made with other checks. Choose a new file: --output FILE")
        return Rows(path.open("ab"))
    # An empty file has more than one name only where somebody wants us to write into another.
    if path.exists() and path.stat().st_nlink > 1:
        raise CannotRun(f"{path} is a link to another file. Choose another folder: --output DIR")
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600), "ab")
    file.write(_encode(head) + b"\n")
    file.flush()
    return Rows(file)


def read_head(path: Path) -> Head:
    """The first line of a survey's file. Raises CannotRun."""
    with path.open("rb") as file:
        line = file.readline(MOST_BYTES_IN_LINE)
    try:
        return _HEAD.decode(line)
    except _NOT_OURS:
        raise CannotRun(f"{path} is not a survey that carecheck made. Choose another file: --output FILE") from None


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file, one after the other. Raises CannotRun for one that cannot be read."""
    with path.open("rb") as file:
        file.readline(MOST_BYTES_IN_LINE)
        number = 1
        while line := file.readline(MOST_BYTES_IN_LINE):
            number += 1
            try:
                row = _ROW.decode(line)
            except _NOT_OURS:
                raise CannotRun(
                    f"{path}, line {number}: this line is damaged. Remove it and run the survey again."
                ) from None
            yield row


def _cut_half_line(path: Path) -> None:
    """Cut off a last line that was not written to its end."""
    with path.open("r+b") as file:
        end = file.seek(0, os.SEEK_END)
        start = max(0, end - MOST_BYTES_IN_LINE)
        file.seek(start)
        whole = start + file.read().rfind(b"\n") + 1
        if whole < end:
            file.truncate(whole)
