"""Worlds: all that is known of one subject on one day, and the gaps in it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from carecheck.facts.catalogue import read_fact
from carecheck.facts.model import FactGroup, Subject, Unknown, Value
from carecheck.systems import Release, SystemName

LimitValue = bool | int | float | tuple[str, ...]

NO_PROBE: Final = Unknown("not_possible_here", "no probe for this kind of computer")
NO_ANSWER: Final = Unknown("no_answer")


class Gap(msgspec.Struct, frozen=True):
    """A fact or an answer that is missing, and why."""

    name: str
    unknown: Unknown


class Undecided(msgspec.Struct, frozen=True):
    """The answer to a condition that rests on facts that we could not see; at least one gap."""

    gaps: tuple[Gap, ...]

    def with_gaps_of(self, other: "Undecided") -> "Undecided":
        """Both together, each gap once, in the order in which they were met."""
        return Undecided(tuple(dict.fromkeys([*self.gaps, *other.gaps])))


class World(msgspec.Struct, frozen=True):
    """The facts, answers and limits by which one subject is judged.

    `system` is the system of a computer, and `release` whose menus it has; None for other subjects. `today` is the day
    of the facts.
    """

    subject: Subject
    today: date
    groups: Mapping[str, FactGroup]
    answers: Mapping[str, Value | Unknown | None] = msgspec.field(default_factory=dict[str, Value | Unknown | None])
    limits: Mapping[str, LimitValue] = msgspec.field(default_factory=dict[str, LimitValue])
    system: SystemName | None = None
    release: Release | None = None

    def value(self, name: str) -> Value | Unknown | None:
        """The value of `group.fact` or `answer.id`; Unknown when nobody looked or answered."""
        group, _, rest = name.partition(".")
        if group == "answer":
            return self.answers.get(rest, NO_ANSWER)
        facts = self.groups.get(group)
        return NO_PROBE if facts is None else read_fact(name, facts, self.today)
