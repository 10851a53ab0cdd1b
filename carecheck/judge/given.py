"""Values as people write them in examples and profiles, read as facts, answers and limits."""

import contextlib
import re
from collections.abc import Iterable
from datetime import date
from typing import Final, cast, get_args

from carecheck.errors import did_you_mean
from carecheck.facts.catalogue import Kind
from carecheck.facts.model import Unknown, Value
from carecheck.facts.plugins import missing_plugins
from carecheck.judge.terms import KIND_WORDS, NEVER, ConditionError, Scope
from carecheck.judge.worlds import LimitValue
from carecheck.lights import Reason

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_UNKNOWN: Final = re.compile(r"unknown(?:\((\w+)\))?")


def read_given(name: str, written: object, scope: Scope) -> Value | Unknown | None:
    """The value of a fact, answer or limit as an example gives it; `absent`, `unknown` and `unknown(REASON)` have
    their meaning for facts and answers. Raises ConditionError.
    """
    kind, choices, may_be_absent = _expected(name, scope)
    if written == (NEVER if may_be_absent and name.startswith("answer.") else "absent"):
        if not may_be_absent:
            raise ConditionError(f"'{name}' is never {written}")
        return None
    if isinstance(written, str) and not name.startswith("limits.") and (gap := _UNKNOWN.fullmatch(written)):
        return _unknown(name, gap[1])
    value = _value(name, written)
    if kind == "date" and isinstance(value, str) and _DAY.fullmatch(value):
        with contextlib.suppress(ValueError):
            value = date.fromisoformat(value)  # JSON has no dates of its own
    if kind_of(value) != kind:
        raise ConditionError(f"'{name}' is {KIND_WORDS[kind]}, but '{written}' is {KIND_WORDS[kind_of(value)]}")
    if choices and value not in choices:
        raise ConditionError(f"'{name}' is never '{value}'{did_you_mean(str(value), choices)}")
    return value


def _value(name: str, written: object) -> Value:
    if isinstance(written, list):
        items = cast(list[object], written)
        if all(isinstance(item, str) for item in items):
            return tuple(str(item) for item in items)
    if isinstance(written, bool | int | float | str | date):
        return written
    raise ConditionError(f"'{name}' must be a number, a text, yes or no, a date or a list of texts")


def limit_value(written: bool | float | Iterable[str]) -> LimitValue:
    """A limit as it is written in YAML."""
    return written if isinstance(written, int | float) else tuple(written)


def kind_of(value: Value) -> Kind:
    """The kind of a value."""
    match value:
        case bool():
            return "yes/no"
        case int() | float():
            return "number"
        case str():
            return "text"
        case date():
            return "date"
        case _:
            return "names"


def _expected(name: str, scope: Scope) -> tuple[Kind, tuple[str, ...], bool]:
    group, _, rest = name.partition(".")
    if group == "answer" and rest in scope.answers:
        kind, choices = scope.answers[rest]
        return (kind, (), NEVER in choices) if kind == "date" else (kind, choices, False)
    if group == "limits" and rest in scope.limits:
        return scope.limits[rest], (), False
    fact = scope.facts.get(name)
    if fact is None:
        known = [*scope.facts, *(f"answer.{answer}" for answer in scope.answers)]
        known += [f"limits.{limit}" for limit in scope.limits]
        raise ConditionError(f"there is no fact '{name}'{did_you_mean(name, known)}{missing_plugins()}")
    if fact.derived:
        raise ConditionError(f"'{name}' is worked out from other facts; give those instead")
    return fact.kind, fact.choices, fact.may_be_absent


def _unknown(name: str, reason: str | None) -> Unknown:
    if reason is None:
        return Unknown("no_answer" if name.startswith("answer.") else "not_seen")
    reasons = get_args(Reason)
    if reason not in reasons:
        raise ConditionError(f"'{reason}' is not one of the reasons{did_you_mean(reason, reasons)}")
    return Unknown(cast(Reason, reason))
