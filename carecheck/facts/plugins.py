"""Plugins: fact groups, and the probes that fill them, in packages that others wrote and somebody installed here.

A package names a module by the entry point `carecheck.probes`. Its module declares fact groups of its own, and probes
as ours are declared. It is imported when a check names a fact that is not ours (no shipped one does), for
`carecheck look --raw`, and by `carecheck explain` and `carecheck lint`, which go through all facts.
"""

import inspect
import os
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Final

import msgspec

from carecheck.facts.model import FactGroup

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT: Final = "carecheck.probes"
TURNED_OFF_BY: Final = "CARECHECK_NO_PLUGINS"


class Plugin(msgspec.Struct, frozen=True):
    """One plugin: its package, and its fact groups by name. One with a `problem` is left out, and has none."""

    name: str
    package: str
    version: str
    groups: Mapping[str, type[FactGroup]]
    problem: str = ""


def turned_off() -> bool:
    """Whether somebody turned plugins off."""
    return os.environ.get(TURNED_OFF_BY, "") not in ("", "0")


def missing_plugins() -> str:
    """A hint for whoever misses a fact: that plugins are turned off, or which ones are left out. Else empty."""
    if turned_off():
        return f" (plugins are turned off here by {TURNED_OFF_BY})"
    left_out = [plugin.name for plugin in plugins() if plugin.problem]
    return f" (left out: the plugin {', '.join(left_out)}; carecheck explain plugins tells why)" if left_out else ""


@cache
def plugins() -> tuple[Plugin, ...]:
    """Every plugin that is installed here; none where they are turned off. Imports them."""
    if turned_off():
        return ()
    from importlib.metadata import entry_points

    return tuple(_all_of(sorted(entry_points(group=ENTRY_POINT), key=lambda point: (point.name, point.value))))


def _all_of(points: list["EntryPoint"]) -> Iterator[Plugin]:
    taken: set[str] = set()
    for point in points:
        package = point.dist
        name, version = (package.name, package.version) if package else ("", "")
        try:
            groups = _groups_in(point.load(), taken)
        except (Exception, SystemExit) as error:  # it is somebody else's program: whatever it does, we go on without it
            yield Plugin(point.name, name, version, {}, f"{type(error).__name__}: {error}")
            continue
        taken |= groups.keys()
        yield Plugin(point.name, name, version, groups)


def _groups_in(module: ModuleType, taken: set[str]) -> dict[str, type[FactGroup]]:
    """The groups that a module declares, each looked through. Raises TypeError for one that cannot be used."""
    from carecheck.facts.catalogue import facts_of, is_ours

    found = [one for _, one in inspect.getmembers(module, inspect.isclass) if issubclass(one, FactGroup)]
    groups = {group.group_name(): group for group in found if not group.__module__.startswith("carecheck.")}
    if not groups:
        raise TypeError("it declares no group of facts")
    for name, group in groups.items():
        if is_ours(name) or name in taken:
            raise TypeError(f"there is a group of facts named {name} already")
        facts_of(group)
    return groups
