"""One sheet of the page for the staff-room wall: habits for everyone, and not a word of what is wrong."""

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

import msgspec

from carecheck.lights import Light
from carecheck.report import Report, Result
from carecheck.tables import Habit, habits

TITLE: Final = "For the staff-room wall"
HEADLINE: Final = "5 habits that help us all"
THANKS: Final = "Not sure? Ask the manager. It is never wrong to ask."
MOST: Final = 5

# How much a habit matters by the lights that it is about. Nothing of this is shown, and the order does not follow it.
_MATTERS: Final[Mapping[Light, int]] = {"red": 3, "amber": 2, "unknown": 1, "green": 1, "not_needed": 0}


class WallSheet(msgspec.Struct, frozen=True):
    """The sheet: a heading, habits in an order that is the same for every home, and a last line."""

    title: str
    headline: str
    habits: tuple[Habit, ...]
    thanks: str


def wall_sheet(report: Report) -> WallSheet | None:
    """The sheet for the people of a home; None where a report is only of domains, websites and suppliers."""
    if not any(subject.kind in ("computer", "home") for subject in report.subjects):
        return None
    return WallSheet(TITLE, HEADLINE, _chosen(report.results), THANKS)


def _chosen(results: Iterable[Result]) -> tuple[Habit, ...]:
    matters: dict[str, int] = {}
    for one in results:
        matters[one.check_id] = max(matters.get(one.check_id, 0), _MATTERS[one.light])
    all_of_them = habits()
    most_first = sorted(all_of_them, key=lambda habit: -_matters(habit, matters))
    chosen = most_first[:MOST]
    return tuple(habit for habit in all_of_them if habit in chosen)


def _matters(habit: Habit, checks: Mapping[str, int]) -> int:
    return max((checks[check] for check in _about(habit.about, tuple(checks))), default=0)


@cache
def _about(wanted: tuple[str, ...], checks: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the checks that a habit is about: of many homes, most have the same checks."""
    return tuple(check for check in checks if any(fnmatchcase(check, one) for one in wanted))
