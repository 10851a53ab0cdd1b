"""All homes at once: the worst light of each check in each home, what is wrong most often, and where to go first.

Of the report of a home only this is kept, so that there may be many homes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from sys import intern
from typing import Final

from msgspec import structs

from carecheck.homes.changes import COUNTED, Change
from carecheck.homes.not_seen import NotSeen
from carecheck.homes.trend import Trend
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
    `missed` are the computers that somebody could not check; a home of which nothing was ever seen has no day.
    `labels`: the names and ids of the computers that were seen, in small letters. `trend`: from three visits on.
    """

    id: str
    name: str
    day: date | None
    computers: int
    cells: Mapping[str, Cell]
    not_seen: tuple[str, ...]
    before: date | None
    changes: Mapping[Change, int]
    missed: tuple[NotSeen, ...] = ()
    labels: frozenset[str] = frozenset()
    trend: Trend | None = None

    @classmethod
    def listed(cls, home: str, name: str) -> "Home":
        """A home of which there is no report at all, and which a list names."""
        return cls(home, name, None, 0, {}, (), None, {})

    @classmethod
    def never_seen(cls, missed: Sequence[NotSeen]) -> "Home":
        """A home of which there is no report at all, and whose computers could not be checked."""
        return replace(cls.listed(missed[0].home, missed[0].home_name or NO_HOME), missed=tuple(missed))

    @classmethod
    def of(cls, visited: Visited) -> "Home":
        """What is kept of a home that was visited."""
        report, changes = visited.report, visited.changes
        computers = [subject for subject in report.subjects if subject.kind == "computer"]
        return cls(
            id=report.site.id if report.site else "",
            name=report.site.name if report.site else NO_HOME,
            day=report.run.started_at.date(),
            computers=len(computers),
            cells=_cells(report),
            not_seen=visited.not_seen,
            before=visited.before,
            changes={change: len(changes.of(change)) for change in COUNTED} if changes else {},
            labels=frozenset(name.casefold() for one in computers for name in (one.label, one.id)),
            trend=visited.trend,
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
    """All homes, those with the most to fix now first, and the names of the checks in them; `group` is their name."""

    homes: tuple[Home, ...]
    checks: Mapping[str, str]
    common: tuple[Common, ...]
    group: str = ""

    @classmethod
    def of(cls, homes: Iterable[Home], missed: Iterable[NotSeen] = ()) -> "Overview":
        """The overview over these homes, and those of the computers that could not be checked."""
        in_order = sorted(_with_missed(homes, missed), key=_most_to_fix_first)
        checks = {check: cell.name for home in in_order for check, cell in home.cells.items()}
        return cls(tuple(in_order), dict(sorted(checks.items())), tuple(_common(in_order)))

    @property
    def computers(self) -> int:
        """How many computers were looked at in all homes."""
        return sum(home.computers for home in self.homes)

    @property
    def seen(self) -> tuple[Home, ...]:
        """The homes of which something was seen."""
        return tuple(home for home in self.homes if home.day)


def without_names(overview: Overview) -> Overview:
    """The same with numbers in place of the names of homes, and of what is in them; their group has no name either."""
    homes = tuple(_without_name(home, number) for number, home in enumerate(overview.homes, start=1))
    return Overview(homes, overview.checks, tuple(_common(homes)))


def _without_name(home: Home, number: int) -> Home:
    missed = tuple(structs.replace(one, computer=f"Computer {n}") for n, one in enumerate(home.missed, start=1))
    return replace(home, name=f"Home {number}", not_seen=(), missed=missed, labels=frozenset())


def _with_missed(homes: Iterable[Home], missed: Iterable[NotSeen]) -> Iterator[Home]:
    """Each home with the computers that were missed there, and then the homes that were missed as a whole."""
    of_home: dict[str, list[NotSeen]] = {}
    for one in sorted(missed, key=lambda one: (one.day, one.reason, one.computer)):
        of_home.setdefault(one.home, []).append(one)
    for home in homes:
        yield replace(home, missed=tuple(of_home.pop(home.id, ())))
    yield from map(Home.never_seen, of_home.values())


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
