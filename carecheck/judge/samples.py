"""Made-up worlds for a check: every combination of telling values of the facts that it reads, or many of them."""

import random
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Final, TypeGuard

from carecheck.facts.catalogue import Fact, fact_named, facts_of, group_named
from carecheck.facts.model import Unknown, Value
from carecheck.judge.checks import Check
from carecheck.judge.terms import NEVER
from carecheck.judge.worlds import LimitValue, World

MOST: Final = 2000
TODAY: Final = date(2026, 11, 22)

Given = Mapping[str, Value | Unknown | None]

_NUMBER: Final = re.compile(r"(?<![\w.])-?\d+")
_TEXT: Final = re.compile(r"'([^']*)'")


def world_of(check: Check, given: Given, today: date = TODAY) -> World:
    """The world in which just these facts and answers are given; all others are unknown.

    Its limits are the check's own, or given ones. Where they alone decide if it applies, somebody asked for it.
    """
    values: dict[str, dict[str, Value | Unknown | None]] = {}
    for name, value in given.items():
        group, _, field = name.partition(".")
        values.setdefault(group, {})[field] = value
    answers = values.pop("answer", {})
    limits = {name: value for name, value in values.pop("limits", {}).items() if _can_be_limit(value)}
    filled = {
        name: declared.all_unknown(Unknown("not_seen")).with_facts(**facts)
        for name, facts in values.items()
        if (declared := group_named(name))
    }
    return World(
        subject=check.subject,
        today=today,
        groups=filled,
        answers=answers,
        limits={**check.default_limits, **_asked_for(check), **limits},
        system="windows" if check.subject == "computer" else None,
    )


def _can_be_limit(value: Value | Unknown | None) -> TypeGuard[LimitValue]:
    return isinstance(value, bool | int | float | tuple)


def _asked_for(check: Check) -> dict[str, LimitValue]:
    """The limits by which a home asks for a check that is otherwise left out."""
    if check.applies_when is None or not check.applies_when.limits_only:
        return {}
    text = check.applies_when.text
    return {name: True for name, limit in check.limits.items() if limit.kind == "yes/no" and f"limits.{name}" in text}


def telling_values(check: Check) -> dict[str, list[Value | None]]:
    """For every declared fact and answer that the check may rest on, the values that can make a difference."""
    numbers = _numbers(check)
    values: dict[str, list[Value | None]] = {}
    for fact in _declared_facts(check):
        values[fact.name] = _values(fact.kind, fact.choices, fact.may_be_absent, numbers, check)
    for name in sorted(check.names):
        if name.startswith("answer."):
            question = check.reads[name.removeprefix("answer.")]
            never = question.kind == "date" and NEVER in question.choices
            values[name] = _values(question.kind, tuple(question.choices), never, numbers, check)
    return values


def sample_worlds(check: Check, most: int = MOST) -> Iterator[Given]:
    """Worlds without gaps: all combinations of telling values where there are few, else as many at random.

    The same ones each time.
    """
    values = telling_values(check)
    if prod(len(choices) for choices in values.values()) <= most:
        for combination in product(*values.values()):
            yield dict(zip(values, combination, strict=True))
        return
    dice = random.Random(check.id)
    for _ in range(most):
        yield {name: dice.choice(choices) for name, choices in values.items()}


def _declared_facts(check: Check) -> list[Fact]:
    """The declared facts behind the names that a check reads; behind a derived one, all of its group."""
    read = [fact for name in sorted(check.names) if (fact := fact_named(name))]
    found: dict[str, Fact] = {}
    for fact in read:
        behind = facts_of(fact.group) if fact.derived else (fact,)
        found.update({other.name: other for other in behind if not other.derived})
    return list(found.values())


def _numbers(check: Check) -> list[int]:
    """Every number that a condition compares with, and its neighbours."""
    named = {int(number) for rule in check.rules for number in _NUMBER.findall(rule.when.text)}
    limits = [limit.default for limit in check.limits.values()]
    named |= {int(value) for value in limits if isinstance(value, int | float) and not isinstance(value, bool)}
    return sorted({0, 1} | {near for number in named for near in (number - 1, number, number + 1)})


def _values(
    kind: str, choices: tuple[str, ...], may_be_absent: bool, numbers: list[int], check: Check
) -> list[Value | None]:
    absent: list[Value | None] = [None] if may_be_absent else []
    match kind:
        case "yes/no":
            return [True, False, *absent]
        case "number":
            return [*(number for number in numbers if number >= 0), *absent]
        case "date":
            days = sorted({0, *numbers, *(-number for number in numbers)})
            return [*(TODAY - timedelta(days=number) for number in days), *absent]
        case "text":
            literals = {text for rule in check.rules for text in _TEXT.findall(rule.when.text)}
            return [*(choices or sorted({*literals, "something else"})), *absent]
        case _:
            known = {
                name for limit in check.limits.values() if isinstance(limit.default, tuple) for name in limit.default
            }
            return [(), ("something",), ("something", "else"), *((name,) for name in sorted(known)), *absent]
