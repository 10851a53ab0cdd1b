"""All homes at once: the worst light of each check in each home, what is wrong most often, and where to go first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from carecheck.homes.joined import joined
from carecheck.lights import Light, urgency
from carecheck.report import Report, Result
from carecheck.words import Who

# A visit may take some days; what was last seen before it is told as not seen this time.
VISIT: Final = timedelta(days=31)
NO_HOME: Final = "homes without a name"


@dataclass(frozen=True, slots=True)
class Cell:
    """The worst light of a check in a home, and on how many subjects, such as computers, it is that."""

    light: Light
    subjects: int


@dataclass(frozen=True, slots=True)
class Home:
    """One home: what its newest visit says. `not_seen`: what earlier visits saw, and this one did not."""

    id: str
    name: str
    report: Report
    cells: Mapping[str, Cell]
    not_seen: tuple[str, ...]

    @property
    def computers(self) -> int:
        """How many computers were looked at."""
        return sum(subject.kind == "computer" for subject in self.report.subjects)

    def checks_with(self, light: Light) -> int:
        """For how many checks this is the worst light."""
        return sum(cell.light == light for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Common:
    """One thing to fix, and in how many homes: `whole_home` where it is not about computers."""

    check_id: str
    light: Light
    action: str
    who: Who | None
    homes: int
    computers: int
    whole_home: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All homes, those with the most to fix now first, and the names of the checks in them."""

    homes: tuple[Home, ...]
    checks: Mapping[str, str]
    common: tuple[Common, ...]


def overview_of(reports: Iterable[Report]) -> Overview:
    """The overview over these reports of any homes and visits."""
    by_home: dict[str, list[Report]] = {}
    for one in reports:
        by_home.setdefault(one.site.id if one.site else "", []).append(one)
    homes = sorted((_home(name, found) for name, found in by_home.items()), key=_most_to_fix_first)
    checks = {result.check_id: result.verdict.name for home in homes for result in home.report.results}
    return Overview(tuple(homes), dict(sorted(checks.items())), tuple(_common(homes)))


def without_names(overview: Overview) -> Overview:
    """The same with numbers in place of the names of homes, and of what is in them."""
    homes = (replace(home, name=f"Home {n}", not_seen=()) for n, home in enumerate(overview.homes, start=1))
    return replace(overview, homes=tuple(homes))


def _home(site_id: str, reports: Sequence[Report]) -> Home:
    newest = max(one.run.started_at for one in reports)
    visit = [one for one in reports if newest - one.run.started_at <= VISIT]
    whole = joined(visit)
    here = {subject.id for subject in whole.subjects}
    before = {subject.id: subject.label for one in reports for subject in one.subjects if subject.id not in here}
    name = whole.site.name if whole.site else NO_HOME
    return Home(site_id, name, whole, _cells(whole.results), tuple(sorted(before.values())))


def _cells(results: Iterable[Result]) -> dict[str, Cell]:
    lights: dict[str, list[Light]] = {}
    for result in results:
        lights.setdefault(result.check_id, []).append(result.light)
    return {check: Cell(worst := min(seen, key=urgency), seen.count(worst)) for check, seen in sorted(lights.items())}


def _most_to_fix_first(home: Home) -> tuple[int, int, str, str]:
    return (-home.checks_with("red"), -home.checks_with("amber"), home.name, home.id)


def _common(homes: Sequence[Home]) -> Iterator[Common]:
    """Every thing to fix, that of most homes first; things to fix now before those to fix soon."""
    lights: tuple[Light, ...] = ("red", "amber")
    for light in lights:
        found: dict[str, list[list[Result]]] = {}
        for home in homes:
            for check, cell in home.cells.items():
                if cell.light == light:
                    results = [one for one in home.report.results if one.check_id == check and one.light == light]
                    found.setdefault(check, []).append(results)
        yield from sorted(
            (_one_common(check, light, in_homes) for check, in_homes in found.items()),
            key=lambda one: (-one.homes, -one.computers, one.check_id),
        )


def _one_common(check: str, light: Light, in_homes: Sequence[Sequence[Result]]) -> Common:
    results = [result for home in in_homes for result in home]
    actions = Counter(result.verdict.action for result in results)
    action = min(actions, key=lambda text: (-actions[text], text))
    about_computers = all(result.subject_id.startswith("d-") for result in results)
    return Common(
        check,
        light,
        action,
        results[0].who,
        homes=len(in_homes),
        computers=len(results) if about_computers else 0,
        whole_home=not about_computers,
    )
