"""What was seen of one way of keeping copies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from carecheck.facts.model import Unknown


@dataclass(frozen=True, slots=True)
class Seen:
    """One way that is set up here; `newest` is None where it says that it has never finished.

    `of_files` is false for what is no backup of documents: a synced folder, a copy of the system.
    """

    name: str
    newest: date | None | Unknown
    of_files: bool = True


NO_DATE = Unknown("not_seen", "this program leaves no date that we could trust")


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
