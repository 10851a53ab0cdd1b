"""The values in conditions and sentences: facts, answers, limits, literals and a few functions of them."""

import ast
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import Final

import msgspec

from carecheck.errors import did_you_mean
from carecheck.facts.catalogue import Fact, Kind
from carecheck.facts.model import Unknown, Value
from carecheck.facts.plugins import missing_plugins
from carecheck.judge.worlds import Gap, Undecided, World

LONGEST: Final = 300
NEVER: Final = "never"  # the choice beside a date that stands for no date: the answer is then absent

Operand = Value | Undecided | None

KIND_WORDS: Final[Mapping[Kind, str]] = {
    "number": "a number",
    "text": "a text",
    "yes/no": "a yes/no fact",
    "date": "a date",
    "names": "a list of names",
}


class Scope(msgspec.Struct, frozen=True):
    """The names that a condition may use, and their kinds."""

    facts: Mapping[str, Fact]
    limits: Mapping[str, Kind]
    answers: Mapping[str, tuple[Kind, tuple[str, ...]]]  # with the choices of a text


class Term(msgspec.Struct, frozen=True):
    """A value in a condition: its kind, what it may be, and how to read it in a world."""

    node: ast.expr
    kind: Kind
    read: Callable[[World], Operand]
    names: frozenset[str] = frozenset()  # facts and answers that it reads
    certain: frozenset[str] = frozenset()  # facts that are values whenever this one is
    may_be_absent: bool = False
    choices: tuple[str, ...] = ()
    literal: bool = False

    @property
    def text(self) -> str:
        """As it stands in the condition, for messages; it takes a while, and is seldom needed."""
        return ast.unparse(self.node)


class ConditionError(ValueError):
    """What is wrong with a condition, in words."""


def parseterm_of(text: str, scope: Scope) -> Term:
    """Read a value, as sentences use it. Raises ConditionError."""
    return term_of(parse_expression(text), scope)


def parse_expression(text: str) -> ast.expr:
    """The syntax tree of a condition or value. Raises ConditionError."""
    if len(text) > LONGEST:
        raise ConditionError(f"this is longer than {LONGEST} characters; make two rules or a derived fact of it")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # "7or x" is a slip of the finger, of which Python only warns
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ConditionError(f"'{text}' is not a condition; look at the brackets, the quotes and the words") from None


def term_of(node: ast.expr, scope: Scope) -> Term:
    """The value that an expression stands for. Raises ConditionError."""
    match node:
        case ast.Constant(value=bool() | int() | float() | str() as value):
            return _literal(node, value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)) if value is not True:
            return _literal(node, -value)
        case ast.Name(id="today"):
            return Term(node, "date", lambda world: world.today)
        case ast.Attribute(value=ast.Name(id="limits"), attr=name):
            return _limit(node, name, scope)
        case ast.Attribute(value=ast.Name(id="answer"), attr=name):
            return _answer(node, name, scope)
        case ast.Attribute(value=ast.Name(id=group), attr=name):
            return _fact(node, f"{group}.{name}", scope)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _call(node, function, [term_of(argument, scope) for argument in arguments])
        case ast.Name(id=name):
            raise ConditionError(f"there is no '{name}'{did_you_mean(name, [*scope.facts, 'today'])}")
        case _:
            raise ConditionError(f"'{ast.unparse(node)}' is more than conditions can say; make it a derived fact")


def _literal(node: ast.expr, value: bool | float | str) -> Term:
    kind: Kind = "yes/no" if isinstance(value, bool) else "text" if isinstance(value, str) else "number"
    choices = (value,) if isinstance(value, str) else ()
    return Term(node, kind, lambda _: value, choices=choices, literal=True)


def _limit(node: ast.expr, name: str, scope: Scope) -> Term:
    if name not in scope.limits:
        raise ConditionError(f"this check has no limit '{name}'{did_you_mean(name, scope.limits)}")
    return Term(node, scope.limits[name], lambda world: world.limits[name])


def _answer(node: ast.expr, name: str, scope: Scope) -> Term:
    if name not in scope.answers:
        raise ConditionError(f"no check asks '{name}'{did_you_mean(name, scope.answers)}")
    kind, choices = scope.answers[name]
    if kind == "date":
        return _reading(node, f"answer.{name}", kind, may_be_absent=NEVER in choices)
    return _reading(node, f"answer.{name}", kind, choices=choices)


def _fact(node: ast.expr, name: str, scope: Scope) -> Term:
    fact = scope.facts.get(name)
    if fact is None:
        raise ConditionError(f"there is no fact '{name}'{did_you_mean(name, scope.facts)}{missing_plugins()}")
    return _reading(node, name, fact.kind, fact.needs, fact.choices, fact.may_be_absent)


def _reading(
    node: ast.expr,
    name: str,
    kind: Kind,
    needs: Iterable[str] = (),
    choices: tuple[str, ...] = (),
    may_be_absent: bool = False,
) -> Term:
    def read(world: World) -> Operand:
        value = world.value(name)
        return Undecided((Gap(name, value),)) if isinstance(value, Unknown) else value

    return Term(node, kind, read, frozenset([name]), frozenset([name, *needs]), may_be_absent, choices)


class _Function(msgspec.Struct, frozen=True):
    takes: tuple[Kind, ...]
    gives: Kind
    work: Callable[..., Value]
    reads_today: bool = False  # it is given today after its arguments


def _matching(names: tuple[str, ...], some: tuple[str, ...]) -> tuple[str, ...]:
    wanted = {name.casefold() for name in some}
    return tuple(name for name in names if name.casefold() in wanted)


def _without(names: tuple[str, ...], some: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in _matching(names, some))


def _days_since(day: date, today: date) -> int:
    return (today - day).days


def _days_until(day: date, today: date) -> int:
    return (day - today).days


_FUNCTIONS: Final[Mapping[str, _Function]] = {
    "number_of": _Function(("names",), "number", len),
    "matching": _Function(("names", "names"), "names", _matching),
    "without": _Function(("names", "names"), "names", _without),
    "days_since": _Function(("date",), "number", _days_since, reads_today=True),
    "days_until": _Function(("date",), "number", _days_until, reads_today=True),
}


def _call(node: ast.expr, name: str, arguments: list[Term]) -> Term:
    if name not in _FUNCTIONS:
        raise ConditionError(f"there is no function '{name}'{did_you_mean(name, [*_FUNCTIONS, 'absent'])}")
    function = _FUNCTIONS[name]
    if tuple(argument.kind for argument in arguments) != function.takes:
        wanted = " and ".join(KIND_WORDS[kind] for kind in function.takes)
        raise ConditionError(f"'{name}' takes {wanted}")

    def read(world: World) -> Operand:
        values = [argument.read(world) for argument in arguments]
        gaps = [value for value in values if isinstance(value, Undecided)]
        if gaps:
            return reduce(Undecided.with_gaps_of, gaps)
        if any(value is None for value in values):
            return None
        return function.work(*values, world.today) if function.reads_today else function.work(*values)

    return Term(
        node,
        function.gives,
        read,
        frozenset(name for argument in arguments for name in argument.names),
        frozenset(name for argument in arguments for name in argument.certain),
        may_be_absent=any(argument.may_be_absent for argument in arguments),
    )
