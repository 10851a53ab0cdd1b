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
from carecheck.homes.not_seen import FILE, NotSeen, not_seen_in
from carecheck.report import Report, read_head, read_report

# A visit may take some days; what was last seen before it is told as not seen this time.
VISIT: Final = timedelta(days=31)
Unreadable = list[tuple[str, str]]  # names of files, each with what is wrong
_Dated = tuple[datetime, Path, str | None]  # a file with its time before it, and behind it the name of its home


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


@dataclass(frozen=True, slots=True)
class HomeFiles:
    """The report files of one home, the newest first, and the name that the newest gives it; None without a home."""

    name: str | None
    files: tuple[Path, ...]

    def read(self, unreadable: Unreadable) -> Visited | None:
        """What these files say; those that cannot be used are added to `unreadable`. None when none can be used."""
        return visited_home(self._reports(unreadable))

    def _reports(self, unreadable: Unreadable) -> Iterator[Report]:
        for file in self.files:
            with telling_what_is_wrong(file, unreadable):
                yield read_report(file)


@dataclass(slots=True)
class Aside:
    """Files of which no use is made: those that cannot be read, and beside real reports those on a made-up home."""

    unreadable: Unreadable = field(default_factory=list[tuple[str, str]])
    made_up: list[str] = field(default_factory=list[str])

    @property
    def problems(self) -> tuple[str, ...]:
        """What there is to say of them."""
        return (*not_read(self.unreadable), *left_out(self.made_up))


def homes_in(folder: Path, aside: Aside) -> list[HomeFiles]:
    """The homes in a folder; files of which no use is made are added to `aside`.

    Raises CannotRun when there is no home, or more files than we take.
    """
    real, made_up = dict[str, list[_Dated]](), dict[str, list[_Dated]]()
    for file in report_files([folder]):
        with telling_what_is_wrong(file, aside.unreadable):
            head = read_head(file)
            home, name = (head.site.id, head.site.name) if head.site else ("", None)
            kind = made_up if head.made_up else real
            kind.setdefault(home, []).append((head.run.started_at, file, name))
    if real:
        aside.made_up += sorted(file.name for files in made_up.values() for _, file, _ in files)
    elif not made_up:
        raise CannotRun(nothing_in([folder], aside.unreadable))
    return [_newest_first(files) for files in (real or made_up).values()]


def _newest_first(found: list[_Dated]) -> HomeFiles:
    in_order = sorted(found, key=lambda one: one[:2], reverse=True)
    return HomeFiles(in_order[0][2], tuple(file for _, file, _ in in_order))


@contextmanager
def telling_what_is_wrong(file: Path, unreadable: Unreadable) -> Generator[None]:
    """Keep what is wrong with a file, so that no other file suffers from it."""
    try:
        yield
    except OtherFile:
        pass  # what carecheck keeps beside reports is no trouble
    except CannotRun as error:
        unreadable.append((file.name, str(error)))


def missed_in(folder: Path, unreadable: Unreadable) -> tuple[NotSeen, ...]:
    """The computers that could not be checked; a list that cannot be read is told like a report that cannot."""
    try:
        return not_seen_in(folder)
    except CannotRun as error:
        unreadable.append((FILE, str(error)))
        return ()


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
