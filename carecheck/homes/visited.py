"""Many homes, one after the other: what the newest visit to each says, and what has changed since the visit before.

Of each file only a few words are kept until its home has its turn, so that any number of homes fits into little memory.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from sys import intern
from typing import Final

from msgspec.structs import replace

from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.changes import Changes, changes_between, with_history
from carecheck.homes.files import left_out, not_read, nothing_in, report_files
from carecheck.homes.joined import is_ahead, joined, oldest_first
from carecheck.homes.not_seen import FILE, NotSeen, not_seen_in
from carecheck.homes.trend import MOST_VISITS, Trend, trend_of
from carecheck.report import Report, Verdict, read_head, read_report

# A visit may take some days; what was last seen before it is told as not seen this time.
VISIT: Final = timedelta(days=31)
WHOLE_VISITS: Final = 2  # of which each word is needed: the newest, and the one before
_NO_WORDS: Final = Verdict("", "")
Unreadable = list[tuple[str, str]]  # names of files, each with what is wrong


@dataclass(frozen=True, slots=True)
class Visited:
    """A home: the newest visit as one report, what has changed since the visit before, and what it did not see.

    `trend`: how it went over the last visits, where there are enough.
    """

    report: Report
    changes: Changes | None
    not_seen: tuple[str, ...]
    trend: Trend | None = None

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
    """Files of which no use is made: those that cannot be read, those on a made-up home, those of another group."""

    unreadable: Unreadable = field(default_factory=list[tuple[str, str]])
    made_up: list[str] = field(default_factory=list[str])
    other_groups: list[str] = field(default_factory=list[str])

    @property
    def problems(self) -> tuple[str, ...]:
        """What there is to say of them."""
        return (*not_read(self.unreadable), *left_out(self.made_up, self.other_groups))


def homes_in(folder: Path, aside: Aside, group: str | None = None) -> list[HomeFiles]:
    """The homes in a folder, of one group: that one, or else that of the most reports; the rest is added to `aside`.

    Reports that name no group are of any. Raises CannotRun when there is no home, or more files than we take.
    """
    found = list(_found(folder, aside))
    real = [one for one in found if not one.made_up]
    if not found:
        raise CannotRun(nothing_in([folder], aside.unreadable))
    if real:
        aside.made_up += sorted(one.file.name for one in found if one.made_up)
    homes = dict[str, list[_Found]]()
    for one in _of_one_group(real or found, aside, group):
        homes.setdefault(one.home, []).append(one)
    if not homes:
        raise CannotRun(f"The reports in {folder} are of other groups than '{group}'. Choose the folder of this group.")
    return [_newest_first(files) for files in homes.values()]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file of a report, and the few words of it that place it: there may be many, so no more of each is kept."""

    started_at: datetime
    file: Path
    group: str | None
    home: str
    name: str | None
    made_up: bool


def _found(folder: Path, aside: Aside) -> Iterator[_Found]:
    for file in report_files([folder]):
        with telling_what_is_wrong(file, aside.unreadable):
            head = read_head(file)
            group = intern(head.group.id) if head.group else None
            home, name = (head.site.id, head.site.name) if head.site else ("", None)
            yield _Found(head.run.started_at, file, group, home, name, head.made_up)


def _of_one_group(found: Sequence[_Found], aside: Aside, group: str | None) -> Iterator[_Found]:
    """The reports of one group and of none: homes of two groups may have one id."""
    groups = Counter(one.group for one in found if one.group)
    wanted = group or min(groups, key=lambda name: (-groups[name], name), default=None)
    for one in found:
        if one.group in (None, wanted):
            yield one
        else:
            aside.other_groups.append(one.file.name)


def _newest_first(found: list[_Found]) -> HomeFiles:
    in_order = sorted(found, key=lambda one: (not is_ahead(one.started_at), one.started_at, one.file), reverse=True)
    return HomeFiles(in_order[0].name, tuple(one.file for one in in_order))


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
    """What the reports of one home say, of which only those of the last visits are kept; None without any."""
    labels = dict[str, str]()
    visits = _visits(_labelled(newest_first, labels))
    if not visits:
        return None
    newest, *earlier = visits
    here = {subject.id for subject in newest.subjects}
    not_seen = tuple(sorted(label for subject, label in labels.items() if subject not in here))
    return _visited(newest, earlier, not_seen)


def visited_before(whole: Report, reports: Iterable[Report]) -> Visited:
    """A home of which all reports are shown as one, however old: what has changed in it since the visit before."""
    return _visited(whole, _visits(oldest_first(reports)[::-1])[1:])


def _visited(now: Report, earlier: Sequence[Report], not_seen: tuple[str, ...] = ()) -> Visited:
    if not earlier:
        return Visited(now, None, not_seen)
    aged = with_history(now, earlier[0])
    return Visited(aged, changes_between(earlier[0], aged), not_seen, trend_of([*reversed(earlier), aged]))


def _labelled(reports: Iterable[Report], labels: dict[str, str]) -> Iterator[Report]:
    """The same, while the newest label of each subject is written down."""
    for report in reports:
        for subject in report.subjects:
            labels.setdefault(subject.id, subject.label)
        yield report


def _visits(newest_first: Iterable[Report]) -> list[Report]:
    """One report for each of the last visits, the newest first."""
    visits = list[_Visit]()
    for report in newest_first:
        if not visits or not visits[-1].takes(report):
            visits.append(_Visit(lights_only=len(visits) >= WHOLE_VISITS))
            visits[-1].takes(report)
            del visits[MOST_VISITS:]
    return [joined(visit.reports) for visit in visits]


@dataclass(slots=True)
class _Visit:
    """The reports of one visit, taken newest first; one that says nothing that newer ones do not say is not kept.

    `lights_only`: nothing of them is kept but what a trend is made of.
    """

    lights_only: bool = False
    reports: list[Report] = field(default_factory=list[Report])
    told: set[str | tuple[str, str]] = field(default_factory=set[str | tuple[str, str]])

    def takes(self, report: Report) -> bool:
        """Whether a report is of this visit."""
        if self.reports and self.reports[0].run.started_at - report.run.started_at > VISIT:
            return False
        tells = {one.id for one in report.subjects} | {(one.check_id, one.subject_id) for one in report.results}
        if not self.reports or not tells <= self.told:
            self.reports.append(_lights_of(report) if self.lights_only else report)
            self.told |= tells
        return True


def _lights_of(report: Report) -> Report:
    """The lights of a report, and by which rules: a small part of it."""
    results = tuple(replace(one, facts=(), verdict=_NO_WORDS, refs=()) for one in report.results)
    return replace(report, results=results, evidence=())
