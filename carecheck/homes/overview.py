"""All homes at once: the worst light of each check in each home, what is wrong most often, and where to go first.

Of the report of a home only this is kept, so that there may be many homes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sys import intern
from typing import Final

from carecheck.homes.changes import COUNTED, Change
from carecheck.homes.visited import Visited
from carecheck.lights import Light, urgency
from carecheck.report import Report, Result
from carecheck.words import Who

NO_HOME: Final = "homes without a name"
_TO_FIX: Final[tuple[Light, ...]] = ("red", "amber")


@dataclass(frozen=True, slots=True)
class Cell:
    """The worst light of a check in a home, and on how many subjects, such as computers, it is that.

    `action` and `who` are of the first of them; `name` says what good looks like.
    """

    light: Light
    subjects: int
    on_computers: bool
    name: str
    action: str
    who: Who | None


@dataclass(frozen=True, slots=True)
class Home:
    """One home: what its newest visit says. `not_seen`: what earlier visits saw, and this one did not.

    `before` is the day of the visit before, `changes` how many things have changed since then, and how.
    """

    id: str
    name: str
    day: date
    computers: int
    cells: Mapping[str, Cell]
    not_seen: tuple[str, ...]
    before: date | None
    changes: Mapping[Change, int]

    @classmethod
    def of(cls, visited: Visited) -> "Home":
        """What is kept of a home that was visited."""
        report, changes = visited.report, visited.changes
        return cls(
            id=report.site.id if report.site else "",
            name=report.site.name if report.site else NO_HOME,
            day=report.run.started_at.date(),
            computers=sum(subject.kind == "computer" for subject in report.subjects),
            cells=_cells(report),
            not_seen=visited.not_seen,
            before=visited.before,
            changes={change: len(changes.of(change)) for change in COUNTED} if changes else {},
        )

    def checks_with(self, light: Light) -> int:
        """For how many checks this is the worst light."""
        return sum(cell.light == light for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Common:
    """One thing to fix, and in which homes: `whole_home` where it is not about computers."""

    check_id: str
    light: Light
    action: str
    who: Who | None
    homes: tuple[Home, ...]
    computers: int
    whole_home: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All homes, those with the most to fix now first, and the names of the checks in them."""

    homes: tuple[Home, ...]
    checks: Mapping[str, str]
    common: tuple[Common, ...]

    @classmethod
    def of(cls, homes: Iterable[Home]) -> "Overview":
        """The overview over these homes."""
        in_order = sorted(homes, key=_most_to_fix_first)
        checks = {check: cell.name for home in in_order for check, cell in home.cells.items()}
        return cls(tuple(in_order), dict(sorted(checks.items())), tuple(_common(in_order)))

    @property
    def computers(self) -> int:
        """How many computers were looked at in all homes."""
        return sum(home.computers for home in self.homes)


def without_names(overview: Overview) -> Overview:
    """The same with numbers in place of the names of homes, and of what is in them."""
    homes = tuple(replace(home, name=f"Home {n}", not_seen=()) for n, home in enumerate(overview.homes, start=1))
    return Overview(homes, overview.checks, tuple(_common(homes)))


def _cells(report: Report) -> dict[str, Cell]:
    of_check: dict[str, list[Result]] = {}
    for result in report.results:
        of_check.setdefault(result.check_id, []).append(result)
    computers = {subject.id for subject in report.subjects if subject.kind == "computer"}
    return {intern(check): _cell(results, computers) for check, results in sorted(of_check.items())}


def _cell(results: Iterable[Result], computers: set[str]) -> Cell:
    seen = list(results)
    lights: list[Light] = [one.light for one in seen]
    light = min(lights, key=urgency)
    first, *others = (one for one in seen if one.light == light)
    # The same words stand in the reports of all homes, and are kept once.
    name, action = intern(first.verdict.name), intern(first.verdict.action)
    return Cell(light, 1 + len(others), first.subject_id in computers, name, action, first.who)


def _most_to_fix_first(home: Home) -> tuple[int, int, str, str]:
    return (-home.checks_with("red"), -home.checks_with("amber"), home.name, home.id)


def _common(homes: Sequence[Home]) -> Iterator[Common]:
    """Every thing to fix, that of most homes first; things to fix now before those to fix soon."""
    for light in _TO_FIX:
        found: dict[str, list[Home]] = {}
        for home in homes:
            for check, cell in home.cells.items():
                if cell.light == light:
                    found.setdefault(check, []).append(home)
        yield from sorted(
            (_one_common(check, light, in_homes) for check, in_homes in found.items()),
            key=lambda one: (-len(one.homes), -one.computers, one.check_id),
        )


def _one_common(check: str, light: Light, homes: Sequence[Home]) -> Common:
    cells = [home.cells[check] for home in homes]
    actions = Counter(cell.action for cell in cells)
    action = min(actions, key=lambda text: (-actions[text], text))
    on_computers = all(cell.on_computers for cell in cells)
    computers = sum(cell.subjects for cell in cells) if on_computers else 0
    return Common(check, light, action or cells[0].name, cells[0].who, tuple(homes), computers, not on_computers)
