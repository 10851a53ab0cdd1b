"""What was seen of the ways of keeping copies on a computer, and how several ways are put together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown


@dataclass(frozen=True, slots=True)
class Seen:
    """One way that is set up here; `newest` is None where it says that it has never finished.

    `of_files` is false for what is no backup of documents: a synced folder, a copy of the system.
    """

    name: str
    newest: date | None | Unknown
    of_files: bool = True


Found = Seen | None | Unknown

NO_DATE: Final = Unknown("not_seen", "this program leaves no date that we could trust")


def put_together(ways: Iterable[Found], copies: Iterable[Found]) -> Backup:
    """The facts about backups; what among the ways is no backup of files counts as a copy."""
    seen = tuple(ways)
    backups = [way for way in seen if not isinstance(way, Seen) or way.of_files]
    others = [way for way in seen if isinstance(way, Seen) and not way.of_files]
    return Backup(methods=_names(backups), copies=_names([*others, *copies]), newest=_newest(backups))


def newest_of(days: Iterable[date | None | Unknown]) -> date | Unknown:
    """The newest day that is certain; what could not be read could only be newer."""
    gap: Unknown | None = None
    certain: list[date] = []
    for day in days:
        if isinstance(day, Unknown):
            gap = day if gap is None else gap
        elif day is not None:
            certain.append(day)
    if certain:
        return max(certain)
    return Unknown("not_seen", "no date of a backup was seen") if gap is None else gap


def _names(found: Iterable[Found]) -> tuple[str, ...] | Unknown:
    """The names of those that are certain; with none certain, a gap leaves it open."""
    everything = tuple(found)
    names = sorted({one.name for one in everything if isinstance(one, Seen)})
    gaps = [one for one in everything if isinstance(one, Unknown)]
    return gaps[0] if gaps and not names else tuple(names)


def _newest(found: Iterable[Found]) -> date | None | Unknown:
    """The newest day of all ways; absent: they are set up, and each says that it has never finished."""
    everything = tuple(found)
    seen = [one for one in everything if isinstance(one, Seen)]
    gaps = [one for one in everything if isinstance(one, Unknown)]
    if seen and not gaps and all(one.newest is None for one in seen):
        return None
    return newest_of([*(one.newest for one in seen), *gaps])
