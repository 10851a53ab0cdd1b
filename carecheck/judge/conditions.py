"""The condition language of check files: a small, closed part of Python's expressions.

    condition = fact (yes/no) | not condition | condition and condition | condition or condition
              | value (== != < <= > >=) value | text in [literals] | text in limits.NAME | absent(fact)
    value     = fact | answer.NAME | limits.NAME | today | literal | number_of(names)
              | matching(names, names) | without(names, names) | days_since(date) | days_until(date)

Answers are three-valued (Kleene): what rests on a fact that we could not see is `Undecided`. A comparison with
a fact that is absent does not hold, whichever way round it is written; `absent(...)` asks for that itself. So
`not` over such a comparison could claim something nobody saw, and is refused.
"""

import ast
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, Final

import msgspec

from carecheck.errors import did_you_mean
from carecheck.facts.catalogue import Kind
from carecheck.judge.terms import KIND_WORDS, ConditionError, Operand, Scope, Term, parse_expression, term_of
from carecheck.judge.worlds import Undecided, World

Truth = bool | Undecided


class Condition(msgspec.Struct, frozen=True):
    """A yes/no question about a world.

    `names`: the facts and answers that it reads, as `group.fact` and `answer.id`. `certain_if_yes` and
    `certain_if_no`: those that must be values for it to hold, or to be settled as not holding.
    """

    text: str
    holds: Callable[[World], Truth]
    names: frozenset[str]
    limits_only: bool
    certain_if_yes: frozenset[str]
    certain_if_no: frozenset[str]


class _Part(msgspec.Struct, frozen=True):
    """A condition, or a part of one, as `Condition` describes it."""

    holds: Callable[[World], Truth]
    names: frozenset[str]
    certain_if_yes: frozenset[str] = frozenset()
    certain_if_no: frozenset[str] = frozenset()
    may_compare_absent: bool = False


def parse_condition(text: str, scope: Scope) -> Condition:
    """Read a condition; its names and kinds are checked. Raises ConditionError."""
    whole = _question(parse_expression(text), scope)
    return Condition(text, whole.holds, whole.names, not whole.names, whole.certain_if_yes, whole.certain_if_no)


def _question(node: ast.expr, scope: Scope) -> _Part:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return reduce(_and, [_question(value, scope) for value in values])
        case ast.BoolOp(values=values):
            return reduce(_or, [_question(value, scope) for value in values])
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _not(node, _question(operand, scope))
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _comparison(node, term_of(left, scope), operator, right, scope)
        case ast.Compare():
            raise ConditionError(f"'{ast.unparse(node)}' compares more than two things; write 'a < b and b < c'")
        case ast.Call(func=ast.Name(id="absent"), args=[asked], keywords=[]):
            return _absent(term_of(asked, scope))
        case _:
            return _yes_or_no(term_of(node, scope))


def _and(first: _Part, second: _Part) -> _Part:
    return _Part(
        _joined(first, second, settled_by=False),
        first.names | second.names,
        certain_if_yes=first.certain_if_yes | second.certain_if_yes,
        certain_if_no=first.certain_if_no & second.certain_if_no,
        may_compare_absent=first.may_compare_absent or second.may_compare_absent,
    )


def _or(first: _Part, second: _Part) -> _Part:
    return _Part(
        _joined(first, second, settled_by=True),
        first.names | second.names,
        certain_if_yes=first.certain_if_yes & second.certain_if_yes,
        certain_if_no=first.certain_if_no | second.certain_if_no,
        may_compare_absent=first.may_compare_absent or second.may_compare_absent,
    )


def _joined(first: _Part, second: _Part, *, settled_by: bool) -> Callable[[World], Truth]:
    """Both questions as one: one answer that is `settled_by` settles it, whatever the other one is (Kleene)."""

    def holds(world: World) -> Truth:
        left = first.holds(world)
        if left is settled_by:
            return left
        right = second.holds(world)
        return right if right is settled_by else _merged(left, right)

    return holds


def _merged(left: Truth, right: Truth) -> Truth:
    """Two answers of which neither settles the whole."""
    if isinstance(left, Undecided):
        return left.with_gaps_of(right) if isinstance(right, Undecided) else left
    return right


def _not(node: ast.expr, inner: _Part) -> _Part:
    if inner.may_compare_absent:
        raise ConditionError(
            f"'{ast.unparse(node)}' says 'not' of something that may be absent; say what absent means with "
            "absent(...), or turn the comparison round"
        )

    def holds(world: World) -> Truth:
        answer = inner.holds(world)
        return answer if isinstance(answer, Undecided) else not answer

    return _Part(holds, inner.names, certain_if_yes=inner.certain_if_no, certain_if_no=inner.certain_if_yes)


def _absent(term: Term) -> _Part:
    if not term.may_be_absent:
        raise ConditionError(f"'{term.text}' is never absent")

    def holds(world: World) -> Truth:
        value = term.read(world)
        return value if isinstance(value, Undecided) else value is None

    return _Part(holds, term.names, certain_if_no=term.certain)


def _yes_or_no(term: Term) -> _Part:
    if term.kind != "yes/no":
        raise ConditionError(f"a condition must be a yes/no question, but '{term.text}' is {KIND_WORDS[term.kind]}")
    return _Part(
        lambda world: _as_truth(term.read(world)),
        term.names,
        certain_if_yes=term.certain,
        certain_if_no=frozenset() if term.may_be_absent else term.certain,
        may_compare_absent=term.may_be_absent,
    )


def _comparison(node: ast.expr, left: Term, operator: ast.cmpop, right_node: ast.expr, scope: Scope) -> _Part:
    if isinstance(operator, ast.In | ast.NotIn):
        right = _list(right_node, left, scope)
        compare: Callable[[Any, Any], bool] = (
            (lambda one, many: one in many) if isinstance(operator, ast.In) else (lambda one, many: one not in many)
        )
    else:
        right = term_of(right_node, scope)
        compare = _operator(node, operator, left, right)
    if left.literal and right.literal:
        raise ConditionError(f"'{ast.unparse(node)}' compares nothing that can change")

    def holds(world: World) -> Truth:
        one, other = left.read(world), right.read(world)
        if isinstance(one, Undecided):
            return one.with_gaps_of(other) if isinstance(other, Undecided) else one
        if isinstance(other, Undecided):
            return other
        return one is not None and other is not None and compare(one, other)

    may_be_absent = left.may_be_absent or right.may_be_absent
    certain = left.certain | right.certain
    return _Part(
        holds,
        left.names | right.names,
        certain_if_yes=certain,
        certain_if_no=frozenset() if may_be_absent else certain,
        may_compare_absent=may_be_absent,
    )


_OPERATORS: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Eq: lambda one, other: one == other,
    ast.NotEq: lambda one, other: one != other,
    ast.Lt: lambda one, other: one < other,
    ast.LtE: lambda one, other: one <= other,
    ast.Gt: lambda one, other: one > other,
    ast.GtE: lambda one, other: one >= other,
}
_ORDERED: Final = frozenset[Kind]({"number", "date"})


def _operator(node: ast.expr, operator: ast.cmpop, left: Term, right: Term) -> Callable[[Any, Any], bool]:
    if type(operator) not in _OPERATORS:
        raise ConditionError(f"'{ast.unparse(node)}' uses a comparison that conditions do not have")
    if left.kind != right.kind:
        raise ConditionError(
            f"'{left.text}' is {KIND_WORDS[left.kind]} and '{right.text}' is {KIND_WORDS[right.kind]}; "
            "they cannot be compared"
        )
    if left.kind in ("yes/no", "names"):
        raise ConditionError(f"'{ast.unparse(node)}': {KIND_WORDS[left.kind]} is not compared; ask it directly")
    if left.kind not in _ORDERED and not isinstance(operator, ast.Eq | ast.NotEq):
        raise ConditionError(f"'{ast.unparse(node)}': texts are only the same or not; use == or != or in")
    _known_choice(left, right)
    _known_choice(right, left)
    return _OPERATORS[type(operator)]


def _known_choice(term: Term, literal: Term) -> None:
    """A text that is compared with a closed list must be on it."""
    if not (term.choices and literal.literal):
        return
    for value in literal.choices:
        if value not in term.choices:
            raise ConditionError(f"'{term.text}' is never '{value}'{did_you_mean(value, term.choices)}")


def _list(node: ast.expr, left: Term, scope: Scope) -> Term:
    if left.kind not in ("text", "number"):
        raise ConditionError(f"'in' asks whether a text or a number is on a list, but '{left.text}' is neither")
    if not isinstance(node, ast.List | ast.Tuple):
        limit = term_of(node, scope)
        if limit.kind != "names" or not _is_limit(node) or left.kind != "text":
            raise ConditionError(f"'{ast.unparse(node)}' must be a list in square brackets or a limit with names")
        return limit
    items = [term_of(item, scope) for item in node.elts]
    if not items or any(not item.literal or item.kind != left.kind for item in items):
        raise ConditionError(f"'{ast.unparse(node)}' must be a list of {left.kind}s")
    for item in items:
        _known_choice(left, item)
    values: Any = tuple(ast.literal_eval(item) for item in node.elts)
    return Term(node, "names", lambda _: values, literal=True)


def _is_limit(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "limits"


def _as_truth(value: Operand) -> Truth:
    return value if isinstance(value, Undecided) else value is True
