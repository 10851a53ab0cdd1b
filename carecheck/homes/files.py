"""Report files and folders of them: one that cannot be read is told, and keeps no other from being used."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.joined import joined
from carecheck.readfile import files_below
from carecheck.report import Report, read_report
from carecheck.words import MOST_NAMED, clean, count

MOST_FILES: Final = 20_000
MADE_UP: Final = "These reports are of a made-up home. They prove nothing. Choose those of your home."


@dataclass(frozen=True, slots=True)
class Found:
    """The reports in some files, and the names of the files that could not be used with the reason for each.

    `names` are the names of the files of the reports, in the same order; `made_up` those of reports on a made-up home,
    which are left out unless there is nothing else.
    """

    reports: tuple[Report, ...]
    unreadable: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    made_up: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence about the files that could not be used, and one about those left out; none when all were."""
        return (*not_read(self.unreadable), *left_out(self.made_up))


def not_read(files: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """One sentence about files that could not be used, each with the reason; none when there is none."""
    if not files:
        return ()
    return (f"We could not read {count(len(files), 'file')}: {_named([name for name, _ in files])}.",)


def left_out(made_up: Sequence[str], other_groups: Sequence[str] = ()) -> tuple[str, ...]:
    """A sentence about reports on a made-up home that are left out, and one about those of other groups of homes."""
    told = ((made_up, "made up"), (other_groups, "of another group"))
    return tuple(
        f"We left out {count(len(files), 'report')} that {'is' if len(files) == 1 else 'are'} {what}: {_named(files)}."
        for files, what in told
        if files
    )


def changed(altered: Sequence[str]) -> Iterator[str]:
    """What is told of files that were changed after they were saved: the first by name, of the others how many."""
    yield from altered[:MOST_NAMED]
    if len(altered) > MOST_NAMED:
        yield f"And {count(len(altered) - MOST_NAMED, 'more file')}, too."


def _named(files: Sequence[str]) -> str:
    more = f" and {len(files) - 5} more" if len(files) > 5 else ""
    return ", ".join(clean(name, 80) for name in files[:5]) + more


def home_in(paths: Iterable[Path]) -> Report:
    """One report of all that is in these files and folders. Raises CannotRun when nothing can be used."""
    return whole_of(reports_in(paths))


def whole_of(found: Found) -> Report:
    """One report of all that was found."""
    whole = joined(found.reports)
    return replace(whole, problems=(*whole.problems, *found.problems)) if found.problems else whole


def reports_in(paths: Iterable[Path]) -> Found:
    """The reports in these files, and in the folders among them. Raises CannotRun when there is none."""
    given = list(paths)
    reports: dict[str, tuple[Report, str]] = {}
    unreadable: list[tuple[str, str]] = []
    for file in report_files(given):
        try:
            report = read_report(file)
            reports[str(file)] = report, file.name
        except OtherFile as error:  # what carecheck keeps beside reports is no trouble unless somebody named it
            unreadable += [(file.name, str(error))] if file in given else []
        except CannotRun as error:
            unreadable.append((file.name, str(error)))
    if not reports:
        raise CannotRun(nothing_in(given, unreadable))
    real = [(report, name) for report, name in reports.values() if not report.made_up]
    made_up = [name for report, name in reports.values() if report.made_up] if real else []
    found, names = zip(*(real or reports.values()), strict=True)
    return Found(found, tuple(unreadable), names, tuple(made_up))


def real_reports_in(paths: Iterable[Path]) -> Found:
    """The same, to be proof of something. Raises CannotRun where all are made up."""
    found = reports_in(paths)
    if any(report.made_up for report in found.reports):
        raise CannotRun(MADE_UP)
    return found


def report_files(
    paths: Iterable[Path], most: int | None = None, instead: str = "Choose a folder with fewer."
) -> list[Path]:
    """Each file of these and of the folders among them. Raises CannotRun when there are more than we take."""
    most = MOST_FILES if most is None else most
    files = list(islice(_files(paths), most + 1))
    if len(files) > most:
        raise CannotRun(f"There are more than {most:,} files in there. Choose a folder with fewer.")
    return files


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once; in a folder those that are reports by their name. Links are not followed out of a folder."""
    seen: set[Path] = set()
    for path in paths:
        for file in files_below(path, ".json") if path.is_dir() else [path]:
            if file not in seen:
                seen.add(file)
                yield file


def nothing_in(paths: Iterable[Path], unreadable: Sequence[tuple[str, str]]) -> str:
    """What is said where not one report could be used."""
    if unreadable:
        return unreadable[0][1]
    named = ", ".join(str(path) for path in paths)
    return f"There is no report in {named}. Choose a file or folder that 'carecheck scan' has made."
