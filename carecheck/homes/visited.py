"""Many homes, one after the other: what the newest visit to each says, and what has changed since the visit before.

Of each file only a few words are kept until its home has its turn, so that any number of homes fits into little memory.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.changes import Changes, changes_between, with_history
from carecheck.homes.files import left_out, not_read, nothing_in, report_files
from carecheck.homes.joined import joined
from carecheck.report import Report, read_head, read_report

# A visit may take some days; what was last seen before it is told as not seen this time.
VISIT: Final = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Visited:
    """A home: the newest visit as one report, what has changed since the visit before, and what it did not see."""

    report: Report
    changes: Changes | None
    not_seen: tuple[str, ...]

    @property
    def before(self) -> date | None:
        """The day of the visit before."""
        return self.changes.before.run.started_at.date() if self.changes else None


@dataclass(slots=True)
class Visits:
    """The report files in a folder by the home that they are of; `unreadable` fills while they are read.

    `made_up` are the names of those on a made-up home, which are left out unless there is nothing else.
    """

    by_home: dict[str, list[tuple[datetime, Path]]] = field(default_factory=dict[str, list[tuple[datetime, Path]]])
    unreadable: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    made_up: list[str] = field(default_factory=list[str])

    @classmethod
    def in_folder(cls, folder: Path) -> "Visits":
        """The visits in a folder. Raises CannotRun when there is none, or more files than we take."""
        found, made_up = cls(), cls()
        for file in report_files([folder]):
            with found.telling_what_is_wrong(file):
                head = read_head(file)
                home = head.site.id if head.site else ""
                kind = made_up if head.made_up else found
                kind.by_home.setdefault(home, []).append((head.run.started_at, file))
        if not found.by_home:
            found.by_home = made_up.by_home
        else:
            found.made_up = sorted(file.name for files in made_up.by_home.values() for _, file in files)
        if not found.by_home:
            raise CannotRun(nothing_in([folder], found.unreadable))
        return found

    @property
    def problems(self) -> tuple[str, ...]:
        """What there is to say of files that could not be used, and of those left out."""
        return (*not_read(self.unreadable), *left_out(self.made_up))

    @property
    def files(self) -> int:
        """How many files there are."""
        return sum(map(len, self.by_home.values()))

    def __iter__(self) -> Iterator[tuple[int, Visited]]:
        """Each home, read when it is asked for, and how many files are done then.

        One of which nothing can be read is left out. Raises CannotRun when no home is left.
        """
        done, any_home = 0, False
        for files in self.by_home.values():
            home = visited_home(self._reports(file for _, file in sorted(files, reverse=True)))
            done += len(files)
            if home:
                any_home = True
                yield done, home
        if not any_home:
            raise CannotRun(nothing_in([], self.unreadable))

    @contextmanager
    def telling_what_is_wrong(self, file: Path) -> Generator[None]:
        """Keep what is wrong with a file, so that no other file suffers from it."""
        try:
            yield
        except OtherFile:
            pass  # what carecheck keeps beside reports is no trouble
        except CannotRun as error:
            self.unreadable.append((file.name, str(error)))

    def _reports(self, files: Iterable[Path]) -> Iterator[Report]:
        for file in files:
            with self.telling_what_is_wrong(file):
                yield read_report(file)


def visited_home(newest_first: Iterable[Report]) -> Visited | None:
    """What the reports of one home say, of which only those of the last two visits are kept; None without any."""
    now, before, labels = _Visit(), _Visit(), dict[str, str]()
    for report in newest_first:
        _ = now.takes(report) or before.takes(report)
        labels = {subject.id: subject.label for subject in report.subjects} | labels
    if not now.reports:
        return None
    whole = joined(now.reports)
    here = {subject.id for subject in whole.subjects}
    not_seen = tuple(sorted(label for subject, label in labels.items() if subject not in here))
    if not before.reports:
        return Visited(whole, None, not_seen)
    earlier = joined(before.reports)
    aged = with_history(whole, earlier)
    return Visited(aged, changes_between(earlier, aged), not_seen)


@dataclass(slots=True)
class _Visit:
    """The reports of one visit, taken newest first; one that says nothing that newer ones do not say is not kept."""

    reports: list[Report] = field(default_factory=list[Report])
    told: set[str | tuple[str, str]] = field(default_factory=set[str | tuple[str, str]])

    def takes(self, report: Report) -> bool:
        """Whether a report is of this visit."""
        if self.reports and self.reports[0].run.started_at - report.run.started_at > VISIT:
            return False
        tells = {one.id for one in report.subjects} | {(one.check_id, one.subject_id) for one in report.results}
        if not self.reports or not tells <= self.told:
            self.reports.append(report)
            self.told |= tells
        return True
