"""Report files and folders of them: one that cannot be read is told, and keeps no other from being used."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from carecheck.errors import CannotRun, OtherFile
from carecheck.homes.joined import joined
from carecheck.report import Report, read_report
from carecheck.words import clean, count

MOST_FILES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """The reports in some files, and the names of the files that could not be used with the reason for each.

    `names` are the names of the files of the reports, in the same order.
    """

    reports: tuple[Report, ...]
    unreadable: tuple[tuple[str, str], ...]
    names: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence about the files that could not be used; none when all could."""
        if not self.unreadable:
            return ()
        named = ", ".join(clean(name, 80) for name, _ in self.unreadable[:5])
        more = f" and {len(self.unreadable) - 5} more" if len(self.unreadable) > 5 else ""
        return (f"We could not read {count(len(self.unreadable), 'file')}: {named}{more}.",)


def home_in(paths: Iterable[Path]) -> Report:
    """One report of all that is in these files and folders. Raises CannotRun when nothing can be used."""
    found = reports_in(paths)
    whole = joined(found.reports)
    return replace(whole, problems=(*whole.problems, *found.problems)) if found.problems else whole


def reports_in(paths: Iterable[Path]) -> Found:
    """The reports in these files, and in the folders among them. Raises CannotRun when there is none."""
    given = list(paths)
    files = list(_files(given))
    if len(files) > MOST_FILES:
        raise CannotRun(f"There are more than {MOST_FILES:,} files in there. Choose a folder with fewer.")
    reports: dict[str, tuple[Report, str]] = {}
    unreadable: list[tuple[str, str]] = []
    for file in files:
        try:
            report = read_report(file)
            reports[str(file)] = report, file.name
        except OtherFile as error:  # what carecheck keeps beside reports is no trouble unless somebody named it
            unreadable += [(file.name, str(error))] if file in given else []
        except CannotRun as error:
            unreadable.append((file.name, str(error)))
    if not reports:
        raise CannotRun(_nothing(given, unreadable))
    found, names = zip(*reports.values(), strict=True)
    return Found(found, tuple(unreadable), names)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once; in a folder those that are reports by their name. Links are not followed out of a folder."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        for file in inside:
            if file not in seen and not (path.is_dir() and (file.is_symlink() or not file.is_file())):
                seen.add(file)
                yield file


def _nothing(paths: list[Path], unreadable: list[tuple[str, str]]) -> str:
    if unreadable:
        return unreadable[0][1]
    named = ", ".join(str(path) for path in paths)
    return f"There is no report in {named}. Choose a file or folder that 'carecheck scan' has made."
