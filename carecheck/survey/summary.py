"""What the rows of a survey come to: counts by check, by group and by company, with nobody's name in them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from carecheck.lights import Light
from carecheck.show.survey_view import Part, Share, Summary
from carecheck.survey.rows import Row

FEWEST_IN_GROUP: Final = 10  # in fewer, a reader may guess whose result it is


@dataclass(slots=True)
class Counts:
    """Counts that grow row by row, for one part of the domains."""

    domains: int = 0
    told: Counter[tuple[str, tuple[Light, str]]] = field(default_factory=Counter[tuple[str, tuple[Light, str]]])

    def add(self, row: Row) -> None:
        """Count one more domain."""
        self.domains += 1
        self.told.update(row.checks.items())

    def shares(self) -> dict[str, Share]:
        """How each check came out."""
        lights: dict[str, Counter[Light]] = {}
        for (check, (light, _)), number in self.told.items():
            lights.setdefault(check, Counter())[light] += number
        return {check: Share(dict(some)) for check, some in lights.items()}

    def codes(self) -> dict[str, tuple[tuple[Light, str, int], ...]]:
        """The rules and reasons of each check with their numbers, the commonest first."""
        codes: dict[str, list[tuple[Light, str, int]]] = {}
        for (check, (light, because)), number in self.told.most_common():
            codes.setdefault(check, []).append((light, because, number))
        return {check: tuple(some) for check, some in codes.items()}


def summary_of(rows: Iterable[Row]) -> Summary:
    """Count rows, one after the other. A domain that does not exist counts as that, and nowhere else."""
    whole, not_there = Counts(), 0
    groups: dict[str, Counts] = {}
    companies: dict[str, Counts] = {}
    for row in rows:
        if row.checks.get("domain.exists", ("green", ""))[0] == "red":
            not_there += 1
            continue
        whole.add(row)
        if row.group:
            groups.setdefault(row.group, Counts()).add(row)
        if row.company:
            companies.setdefault(row.company, Counts()).add(row)
    shown_groups, hidden_groups = _large_enough(groups)
    shown_companies, hidden_companies = _large_enough(companies)
    return Summary(
        domains=whole.domains,
        not_there=not_there,
        shares=whole.shares(),
        codes=whole.codes(),
        groups=shown_groups,
        companies=shown_companies,
        hidden_groups=hidden_groups,
        hidden_companies=hidden_companies,
    )


def _large_enough(parts: Mapping[str, Counts]) -> tuple[tuple[Part, ...], int]:
    """The parts that may be shown, the largest first, and how many may not.

    What is hidden must be enough together, or its numbers could be had by taking the shown ones from the whole.
    """
    by_size = sorted(parts.items(), key=lambda part: (part[1].domains, part[0]))
    hidden = [part for part in by_size if part[1].domains < FEWEST_IN_GROUP]
    shown = by_size[len(hidden) :]
    while hidden and shown and sum(counts.domains for _, counts in hidden) < FEWEST_IN_GROUP:
        hidden.append(shown.pop(0))
    return tuple(Part(name, counts.domains, counts.shares()) for name, counts in reversed(shown)), len(hidden)
