"""A small scope and small worlds for tests of conditions, sentences and verdicts."""

from datetime import date
from typing import Any

from carecheck.facts.catalogue import FactsFor, groups
from carecheck.facts.model import FactGroup, Unknown
from carecheck.judge.terms import Scope
from carecheck.judge.worlds import LimitValue, World

TODAY = date(2026, 11, 22)
SCOPE = Scope(
    FactsFor("computer"),
    {"days": "number", "known": "names", "asked_for": "yes/no"},
    {"several": ("yes/no", ()), "way": ("text", ("program", "none"))},
)


def world(answers: dict[str, Any] | None = None, **facts: Any) -> World:
    """A world in which these facts are given, written with two underscores for the dot: backup__newest."""
    filled: dict[str, FactGroup] = {}
    for name, value in facts.items():
        group, _, field = name.partition("__")
        filled.setdefault(group, groups()[group].all_unknown(Unknown("not_seen")))
        filled[group] = filled[group].with_facts(**{field: value})
    limits: dict[str, LimitValue] = {"days": 7, "known": ("restic",), "asked_for": False}
    return World("computer", TODAY, filled, answers or {}, limits)
