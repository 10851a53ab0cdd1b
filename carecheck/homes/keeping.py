"""Which results are past their keeping time, and the deleting of just those.

Only what carecheck made goes. The newest day of each computer or domain stays however old it is, for the next scan
tells what has changed since then. No link is followed, and a day still to come is no old one.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from carecheck.errors import CannotRun
from carecheck.homes.own_files import made_beside_report, made_for_all_homes, report_beside
from carecheck.readfile import is_link
from carecheck.report import read_head, read_report
from carecheck.results import OUT, days_in, home_folders

_DAY_OF_PAGES: Final = re.compile(r"(\d{4}-\d\d-\d\d)( \(\d{1,4}\))?")
_INSIDE_PAGES: Final = ("homes", "questions")

# Of whom a report is: its home, the first that it is about, and whether it is made up.
_Whose = tuple[str | None, str | None, bool]


@dataclass(frozen=True, slots=True)
class OldDay:
    """A folder of a day past its keeping time: the files to delete, in order, and what we did not make and leave.

    `newest` are the reports in it that stay, for there is no newer one.
    """

    folder: Path
    day: date
    files: tuple[Path, ...]
    newest: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class OldDays:
    """The old days of a home, the oldest first; of all homes together where there is no `home`."""

    home: str | None
    days: tuple[OldDay, ...]

    @property
    def files(self) -> int:
        """How many files there are to delete."""
        return sum(len(day.files) for day in self.days)


class Deleted(NamedTuple):
    """What was deleted, and what could not be, with the reason for each."""

    files: int
    failed: tuple[tuple[Path, str], ...]


def past_keeping(root: Path, before: date, today: date, closed: list[Path]) -> list[OldDays]:
    """What there is of the days before that one in a folder of results, for each home and for pages of all homes.

    Folders that may not be opened are added to `closed`.
    """
    _entries(root, closed)
    found = [OldDays(home.name, tuple(_old_days(home, before, today, closed))) for home in home_folders(root)]
    found.append(OldDays(None, tuple(_old_pages(root / OUT, before, closed))))
    return [one for one in found if one.days]


def delete(root: Path, days: Iterable[OldDay]) -> Deleted:
    """Delete the files of these days, and each folder that is empty then; what cannot be deleted stops no other."""
    done, failed = 0, list[tuple[Path, str]]()
    for day in days:
        for file in day.files:
            try:
                _refuse_way_out(root, file)
                file.unlink()
                done += 1
            except CannotRun as error:
                failed.append((file, str(error)))
            except OSError as error:
                failed.append((file, error.strerror or "we do not know why"))
        if day.files:
            _remove_if_empty([*(day.folder / name for name in _INSIDE_PAGES), day.folder])
    return Deleted(done, tuple(failed))


def _refuse_way_out(root: Path, file: Path) -> None:
    """Somebody may have put a link in the place of a folder since it was listed. Raises CannotRun."""
    for place in file.parents:
        if place == root:
            return
        if is_link(place):
            break
    raise CannotRun("its folder is a link to another place now")


def _remove_if_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):
            if not is_link(folder):
                folder.rmdir()


def _old_days(home: Path, before: date, today: date, closed: list[Path]) -> Iterator[OldDay]:
    _entries(home, closed)
    days = {day: folder for folder in days_in(home) if (day := _day(folder.name)) and day <= today}
    if not any(day < before for day in days):
        return
    inside = {day: _entries(days[day], closed) for day in days}
    reports = {day: dict(_reports_among(inside[day], day)) for day in days}
    newest = _newest(reports)
    for day in sorted(days):
        if day < before:
            stay = {file.stem for file, whose in reports[day].items() if newest.get(whose, day) == day}
            old = _sorted_out(days[day], day, inside[day], {file.stem for file in reports[day]}, stay)
            if old.files or old.newest or old.left:
                yield old


def _newest(reports: Mapping[date, Mapping[Path, _Whose]]) -> dict[_Whose, date]:
    """The newest day of each; a report that is broken does not count, for the next scan could not use it."""
    newest = dict[_Whose, date]()
    for day in sorted(reports, reverse=True):
        for file, whose in reports[day].items():
            if whose not in newest:
                with contextlib.suppress(CannotRun):
                    read_report(file)
                    newest[whose] = day
    return newest


def _day(name: str) -> date | None:
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(name)
        return day if day.isoformat() == name else None
    return None


def _reports_among(files: Iterable[Path], day: date) -> Iterator[tuple[Path, _Whose]]:
    """The reports of that day in its folder, and of whom each is."""
    for file in files:
        if file.suffix == ".json" and not is_link(file):
            with contextlib.suppress(CannotRun, OSError):
                head = read_head(file)
                if head.run.started_at.date() == day:
                    about = head.subjects[0].id if head.subjects else None
                    yield file, (head.site.id if head.site else None, about, head.made_up)


def _sorted_out(folder: Path, day: date, inside: Iterable[Path], reports: set[str], stay: set[str]) -> OldDay:
    """What goes, what stays and what is not ours in a folder; a report goes after all that is known by it."""
    beside, themselves = list[Path](), list[Path]()
    newest, left = list[Path](), list[Path]()
    for file in inside:
        if file.suffix == ".json" and file.stem in reports:
            (newest if file.stem in stay else themselves).append(file)
            continue
        report = next((one for one in report_beside(file.name) if one in reports), None)
        if report is None or not made_beside_report(file):
            left.append(file)
        elif report not in stay:
            beside.append(file)
    return OldDay(folder, day, (*beside, *themselves), tuple(newest), tuple(left))


def _old_pages(place: Path, before: date, closed: list[Path]) -> Iterator[OldDay]:
    if is_link(place) or not place.is_dir():
        return
    for folder in _entries(place, closed):
        named = _DAY_OF_PAGES.fullmatch(folder.name)
        day = _day(named[1]) if named else None
        if day and day < before and folder.is_dir() and not is_link(folder):
            files, left = list[Path](), list[Path]()
            for within, file in _in_pages(folder, closed):
                (files if made_for_all_homes(file, within) else left).append(file)
            if files or left:
                yield OldDay(folder, day, tuple(files), left=tuple(left))


def _in_pages(folder: Path, closed: list[Path]) -> Iterator[tuple[str, Path]]:
    """Each file in a folder of pages of all homes, with the folder within it in which it lies."""
    for entry in _entries(folder, closed):
        if entry.name in _INSIDE_PAGES and entry.is_dir() and not is_link(entry):
            yield from ((entry.name, file) for file in _entries(entry, closed))
        else:
            yield "", entry


def _entries(folder: Path, closed: list[Path]) -> list[Path]:
    """What lies in a folder, in order; a folder that may not be opened is told."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        closed.append(folder)
        return []
