"""Every fact by its name, with kind and meaning, gathered from the declarations in this folder."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

import carecheck.facts
from carecheck.facts.model import FactGroup, Subject, Unknown, Value, fact_fields

Kind = Literal["number", "text", "yes/no", "date", "names"]

_KINDS: Final[Mapping[Any, Kind]] = {
    bool: "yes/no",
    int: "number",
    float: "number",
    str: "text",
    date: "date",
    tuple[str, ...]: "names",
}


class Fact(msgspec.Struct, frozen=True):
    """The declaration of one fact.

    `choices`: the closed list of values of a text, empty when it is open. `needs`: full names of the facts that
    are values whenever this derived fact is one.
    """

    name: str
    group: type[FactGroup]
    kind: Kind
    meaning: str
    may_be_absent: bool = False
    choices: tuple[str, ...] = ()
    derived: bool = False
    needs: tuple[str, ...] = ()

    @property
    def serves(self) -> tuple[Subject, ...]:
        """The kinds of subject that have this fact."""
        return self.group.serves


@cache
def groups() -> Mapping[str, type[FactGroup]]:
    """Every fact group by its name, those of plugins among them."""
    from carecheck.facts.plugins import plugins

    of_plugins = {name: group for plugin in plugins() for name, group in plugin.groups.items()}
    return MappingProxyType(dict(sorted((_our_groups() | of_plugins).items())))


@cache
def group_named(name: str) -> type[FactGroup] | None:
    """The fact group of that name. Most have a module of that name, and then no other module is imported."""
    for module in _modules():
        if module.replace("_", "") == name and name in _groups_in(module):
            return _groups_in(module)[name]
    return _our_groups().get(name) or groups().get(name)  # only the last imports plugins


def is_ours(name: str) -> bool:
    """Whether the group of that name comes with carecheck."""
    return name in _our_groups()


@cache
def catalogue() -> Mapping[str, Fact]:
    """Every fact, declared and derived, by its full name such as `backup.newest_age_days`."""
    return MappingProxyType({fact.name: fact for group in groups().values() for fact in facts_of(group)})


@cache
def fact_named(name: str) -> Fact | None:
    """The fact of that full name; only its own group is looked at."""
    return _facts_of_group(name.partition(".")[0]).get(name)


class FactsFor(Mapping[str, Fact]):
    """The facts that a kind of subject has, by their full names; a group is looked at when a fact of it is wanted."""

    def __init__(self, subject: Subject) -> None:
        self._subject: Subject = subject

    def __getitem__(self, name: str) -> Fact:
        fact = fact_named(name)
        if fact is None or self._subject not in fact.serves:
            raise KeyError(name)
        return fact

    def __iter__(self) -> Iterator[str]:
        return (name for name, fact in catalogue().items() if self._subject in fact.serves)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def facts_of(group: type[FactGroup]) -> tuple[Fact, ...]:
    """The facts of one group: first the declared ones, then the derived ones."""
    hints = get_type_hints(group, include_extras=True)
    declared = [_declared(group, field, hints[field]) for field in fact_fields(group)]
    methods = [thing for thing in vars(group).values() if hasattr(thing, "derived_needs")]
    return (*declared, *(_derived(group, method) for method in methods))


def read_fact(name: str, facts: FactGroup, today: date) -> Value | Unknown | None:
    """The value of a fact in a filled group, on the day on which the facts were collected."""
    found = getattr(facts, name.partition(".")[2])
    value: Value | Unknown | None = found(today) if inspect.ismethod(found) else found
    return value


@cache
def _our_groups() -> dict[str, type[FactGroup]]:
    return {name: group for module in _modules() for name, group in _groups_in(module).items()}


@cache
def _modules() -> tuple[str, ...]:
    return tuple(info.name for info in pkgutil.iter_modules(carecheck.facts.__path__))


@cache
def _groups_in(module: str) -> Mapping[str, type[FactGroup]]:
    found = vars(importlib.import_module(f"{carecheck.facts.__name__}.{module}")).values()
    groups = [thing for thing in found if inspect.isclass(thing) and issubclass(thing, FactGroup)]
    return {group.group_name(): group for group in groups if group is not FactGroup}


@cache
def _facts_of_group(group_name: str) -> Mapping[str, Fact]:
    group = group_named(group_name)
    return {fact.name: fact for fact in facts_of(group)} if group else {}


def _declared(group: type[FactGroup], field: str, hint: Any) -> Fact:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{group.__name__}.{field} needs Annotated[type, 'meaning']")
    kind_of, meaning = get_args(hint)
    return Fact(_name(group, field), group, meaning=meaning, **_shape(group, field, kind_of))


def _derived(group: type[FactGroup], method: Any) -> Fact:
    field = method.__name__
    returned = get_type_hints(method)["return"]
    needs = tuple(_name(group, need) for need in method.derived_needs)
    meaning = inspect.getdoc(method) or ""
    return Fact(
        _name(group, field), group, meaning=meaning, derived=True, needs=needs, **_shape(group, field, returned)
    )


def _name(group: type[FactGroup], field: str) -> str:
    return f"{group.group_name()}.{field}"


def _shape(group: type[FactGroup], field: str, hint: Any) -> dict[str, Any]:
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if Unknown not in parts:
        raise TypeError(f"{group.__name__}.{field} must allow Unknown")
    (kind_of,) = (part for part in parts if part not in (Unknown, NoneType))
    choices = get_args(kind_of) if get_origin(kind_of) is Literal else ()
    return {
        "kind": "text" if choices else _KINDS[kind_of],
        "choices": choices,
        "may_be_absent": NoneType in parts,
    }
