"""Mutants of a module: the same module with one small fault each. Which faults there are, mutmut's operators say.

mutmut as a program leaves out each function with a decorator (every probe has one) and all that stands outside of
functions (patterns of texts, tables). So its operators are used here, and nothing else of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import libcst  # type: ignore[import-not-found,import-untyped,unused-ignore]  # comes with the extra "measure"
from libcst.metadata import (  # type: ignore[import-not-found,import-untyped,unused-ignore]  # comes with the extra "measure"
    MetadataWrapper,
    PositionProvider,
)
from mutmut.mutation.mutators import mutation_operators  # type: ignore[import-not-found,import-untyped,unused-ignore]  # comes with the extra "measure"

cst: Final[Any] = libcst
OPERATORS: Final[Any] = mutation_operators

# Faults in what only a reader of types sees tell nothing of the tests, nor do those that break every run at once.
LEFT_OUT: Final = ("Annotation", "Decorator", "Import", "ImportFrom", "TypeAlias")
TYPES: Final = ("Literal", "Callable", "frozenset", "dict", "list", "tuple", "defaultdict", "Counter")
ALIASED: Final = (*TYPES, "Mapping", "Sequence", "Iterator", "Iterable")
NEVER_CALLED: Final = ("len", "isinstance", "cast", "TypeVar")  # the first two as in mutmut


@dataclass(frozen=True)
class Mutant:
    """One fault. `function`: the outermost one that it is in. `name`: what it makes, where it is outside of all."""

    path: str
    number: int
    line: int
    function: str | None
    name: str | None
    module: Any
    node: Any
    changed: Any

    @property
    def source(self) -> str:
        """The whole module with the fault."""
        return str(self.module.deep_replace(self.node, self.changed).code)

    def __str__(self) -> str:
        """Where it is and what is changed, in one line."""
        told = _differing(_code(self.module, self.node), _code(self.module, self.changed))
        return f"{self.path}:{self.line} #{self.number} {told}"


def mutants_of(path: Path) -> list[Mutant]:
    """All mutants of a module, in the order of its lines."""
    module = cst.parse_module(path.read_text(encoding="utf-8"))
    wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
    places = wrapper.resolve(PositionProvider)
    made: list[Mutant] = []
    for statement in module.body:
        for node, function in _changeable(statement, ()):
            for changed in _changes(node):
                line = places[node].start.line if node in places else places[statement].start.line
                name = None if function else _made_by(statement)
                made.append(Mutant(path.as_posix(), len(made) + 1, line, function, name, module, node, changed))
    return made


def _changeable(node: Any, within: tuple[str, ...], inside: bool = False) -> Iterator[tuple[Any, str | None]]:
    """Each node that may get a fault, with the outermost function that it is in."""
    kind = type(node).__name__
    if kind in LEFT_OUT or _says_type_only(node) or _is_docstring(node):
        return
    yield node, ".".join(within) if inside else None
    for child in node.children:
        if inside or kind not in ("ClassDef", "FunctionDef"):
            yield from _changeable(child, within, inside)
        else:  # defaults are made when the function is, not when it runs
            in_function = kind == "FunctionDef" and child is not node.params
            yield from _changeable(child, (*within, node.name.value), in_function)


def _says_type_only(node: Any) -> bool:
    match type(node).__name__:
        case "Subscript":
            return getattr(node.value, "value", None) in TYPES
        case "Arg":  # class Rule(msgspec.Struct, frozen=True)
            return node.keyword is not None and node.keyword.value == "frozen"
        case "Assign":  # Sign = Literal["+", "-"]
            kind = type(node.value).__name__
            named = getattr(getattr(node.value, "value", None), "value", None)
            return (kind == "Subscript" and named in ALIASED) or (kind == "BinaryOperation" and _is_union(node.value))
        case "Call":
            return type(node.func).__name__ == "Name" and node.func.value in NEVER_CALLED
        case _:
            return False


def _is_union(node: Any) -> bool:
    return isinstance(node.operator, cst.BitOr)


def _is_docstring(node: Any) -> bool:
    return type(node).__name__ == "Expr" and isinstance(node.value, cst.SimpleString)


def _made_by(statement: Any) -> str | None:
    """The name that a statement outside of functions gives a value; of a function: its own, for its defaults."""
    if isinstance(statement, cst.FunctionDef):
        return str(statement.name.value)
    if not isinstance(statement, cst.SimpleStatementLine):
        return None
    first = statement.body[0]
    target = first.targets[0].target if isinstance(first, cst.Assign) else getattr(first, "target", None)
    return str(target.value) if isinstance(target, cst.Name) else None


def _changes(node: Any) -> Iterator[Any]:
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _code(module: Any, node: Any) -> str:
    return " ".join(str(module.code_for_node(node)).split())


def _differing(before: str, after: str) -> str:
    """The part that differs, with a little around it."""
    same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, same - 30)
    return f"{before[start : same + 60]}  ->  {after[start : same + 60]}"
