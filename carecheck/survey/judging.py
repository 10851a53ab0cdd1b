"""Judging the facts of thousands of domains by the same few checks.

Most homes have the same few records, so the same facts come again and again. What they came to is remembered.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final

from carecheck.facts.catalogue import fact_named
from carecheck.facts.model import FactGroup
from carecheck.judge.checks import Check
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import LimitValue, World
from carecheck.lights import Light

MOST_REMEMBERED: Final = 2_000

Told = tuple[Light, str]  # a light, and its rule or the reason of an unknown


class Judging:
    """One check with its limits."""

    def __init__(self, check: Check, limits: Mapping[str, LimitValue]) -> None:
        self.check = check
        self._limits = limits
        self._derived = sorted(name for name in check.decided_by if (fact := fact_named(name)) and fact.derived)
        self._declared = _readers(name for name in sorted(check.decided_by) if name not in self._derived)
        self._told: dict[tuple[object, ...], Told] = {}

    def told(self, groups: Mapping[str, FactGroup], today: date) -> Told:
        """What the check says about a domain with these facts."""
        world = World("domain", today, groups, limits=self._limits)
        facts = (
            today,
            *[read(groups[group]) if group in groups else None for group, read in self._declared],
            *[world.value(name) for name in self._derived],
        )
        told = self._told.get(facts)
        if told is None:
            if len(self._told) >= MOST_REMEMBERED:
                self._told.clear()
            told = self._told[facts] = _told(self.check, world)
        return told


def _told(check: Check, world: World) -> Told:
    outcome = decide(check, world)
    if outcome.rule:
        return outcome.light, outcome.rule.code
    return outcome.light, outcome.gaps[0].unknown.reason if outcome.gaps else ""


def _readers(names: Iterable[str]) -> list[tuple[str, Callable[[Any], object]]]:
    """For each group, what reads those of its facts."""
    fields: dict[str, list[str]] = {}
    for name in names:
        group, _, field = name.partition(".")
        fields.setdefault(group, []).append(field)
    return [(group, attrgetter(*some)) for group, some in fields.items()]
