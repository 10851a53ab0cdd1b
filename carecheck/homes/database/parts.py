"""Reports as lines for the database: a few hundred files at a time, so that several processes can read side by side.

Only what passes the door for report files gets into a line. Names of files and homes are never more than text in there.
"""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec

from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.visited import Unreadable
from carecheck.lights import Light, Reason
from carecheck.report import MOST_RESULTS, Outline, OutlineResult, SubjectKind, read_head, read_outline
from carecheck.systems import SystemName
from carecheck.words import Who, clean

FILES_IN_PART: Final = 200
MOST_LETTERS_OF_PATH: Final = 300
MOST_VERDICTS: Final = FILES_IN_PART * MOST_RESULTS
KINDS: Final = ("reports", "verdicts", "seen", "missed")  # of lines, each in files of its own


class ReportLine(msgspec.Struct, frozen=True, gc=False):
    """A report; `started_at` is in UTC, `day` that of the place. A home without a name has an empty id."""

    report: int
    file: str
    report_id: str
    version: str
    started_at: datetime
    day: date
    home: str
    home_name: str | None
    home_group: str | None
    made_up: bool


class VerdictLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What some results have in common; `code` is their rule, `limits` tells those by which they were judged apart."""

    verdict: int
    check_id: str
    light: Light
    name: str
    action: str
    code: str | None = None
    version: int | None = None
    limits: str | None = None
    reason: Reason | None = None
    who: Who | None = None
    first_seen: date | None = None
    accepted_until: date | None = None


class SeenLine(msgspec.Struct, frozen=True, gc=False):
    """What a report looked at, with the verdicts on it."""

    report: int
    subject: str
    kind: SubjectKind
    label: str
    system: SystemName | None
    verdicts: list[int]


@dataclass(frozen=True, slots=True)
class Part:
    """Some report files to read: each with its number and with its place in the folder; `place` is for the lines."""

    number: int
    files: tuple[tuple[int, Path, str], ...]
    place: Path


@dataclass(slots=True)
class Done:
    """What became of the files of a part; those on a made-up home are named.

    `real`: at least one of them tells of a home that is not made up, perhaps one that cannot be read to its end.
    """

    files: int = 0
    reports: int = 0
    unreadable: Unreadable = field(default_factory=list[tuple[str, str]])
    made_up: list[str] = field(default_factory=list[str])
    altered: list[str] = field(default_factory=list[str])
    real: bool = False

    def add(self, file: Path, outline: Outline) -> None:
        """Count a report that was read."""
        self.reports += 1
        self.altered += outline.altered
        self.made_up += [file.name] if outline.made_up else []
        self.real = self.real or not outline.made_up


def parts_of(folder: Path, files: Sequence[Path], place: Path) -> list[Part]:
    """The files of a folder in parts."""
    numbered = [(number, file, _name_in(folder, file)) for number, file in enumerate(files)]
    starts = range(0, len(files), FILES_IN_PART)
    return [Part(n, tuple(numbered[start : start + FILES_IN_PART]), place) for n, start in enumerate(starts)]


def write_part(part: Part) -> Done:
    """Read the files of a part, and write their lines; what cannot be read is told, and keeps no other out."""
    gc.disable()  # nothing here makes rings, and looking for them takes a third of the time
    done, lines = Done(len(part.files)), _PartLines(part)
    for number, file, name in part.files:
        try:
            outline = read_outline(file)
        except OtherFile:
            continue  # what carecheck keeps beside reports is no trouble
        except CannotRun as error:
            done.unreadable.append((file.name, str(error)))
            done.real = done.real or _tells_of_real_home(file)
            continue
        done.add(file, outline)
        lines.add(number, name, outline)
    lines.write()
    return done


def write_missed(missed: Sequence[NotSeen], place: Path) -> None:
    """Write the lines of the computers that nobody could check."""
    (place / "missed-0.ndjson").write_bytes(_lines(missed))


class _PartLines:
    """The lines of a part. Verdicts come again and again: each is written once."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._of = {kind: bytearray() for kind in KINDS}
        self._verdicts: dict[tuple[object, ...], int] = {}

    def add(self, number: int, name: str, outline: Outline) -> None:
        """Add the lines of a report."""
        verdicts: dict[str, list[int]] = {one.id: [] for one in outline.subjects}
        for result in outline.results:
            verdicts[result.subject_id].append(self._verdict(result))
        self._of["reports"] += _lines([_report_line(number, name, outline)])
        self._of["seen"] += _lines(
            SeenLine(number, one.id, one.kind, one.label, one.system, verdicts[one.id]) for one in outline.subjects
        )

    def write(self) -> None:
        """Write a file for each kind of line."""
        for kind, lines in self._of.items():
            if lines:
                (self._part.place / f"{kind}-{self._part.number}.ndjson").write_bytes(lines)

    def _verdict(self, result: OutlineResult) -> int:
        """The number of what a result says; it is no other's, in no part."""
        rule, words = result.rule, result.verdict
        limits = _encoder.encode(rule.limits) if rule else None
        code, version = (rule.code, rule.version) if rule else (None, None)
        reason = result.unknown.reason if result.unknown else None
        until = result.accepted.until if result.accepted else None
        says = (result.check_id, result.light, words.name, words.action, code, version, limits)
        more = (reason, result.who, result.first_seen, until)
        verdict = self._verdicts.get((*says, *more))
        if verdict is None:
            verdict = self._verdicts[*says, *more] = self._part.number * MOST_VERDICTS + len(self._verdicts)
            line = VerdictLine(verdict, *says[:-1], sha256(limits).hexdigest() if limits else None, *more)
            self._of["verdicts"] += _lines([line])
        return verdict


_encoder: Final = msgspec.json.Encoder(order="sorted")


def _lines(rows: Iterable[msgspec.Struct]) -> bytes:
    return _encoder.encode_lines(rows)


def _report_line(number: int, name: str, outline: Outline) -> ReportLine:
    started = outline.run.started_at
    return ReportLine(
        number,
        name,
        outline.report_id,
        outline.tool.version,
        started.astimezone(UTC).replace(tzinfo=None),
        started.date(),
        outline.site.id if outline.site else "",
        outline.site.name if outline.site else None,
        outline.group.id if outline.group else None,
        outline.made_up,
    )


def _name_in(folder: Path, file: Path) -> str:
    inside = file.relative_to(folder) if file.is_relative_to(folder) else file
    return clean(inside.as_posix(), MOST_LETTERS_OF_PATH)


def _tells_of_real_home(file: Path) -> bool:
    """Whether what can be read of a file that we cannot use is of a home that is not made up."""
    try:
        return not read_head(file).made_up
    except CannotRun:
        return False
