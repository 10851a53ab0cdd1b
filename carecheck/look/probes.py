"""Probes: functions that look at one thing on one kind of system and fill one fact group."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec

from carecheck.facts.catalogue import group_named
from carecheck.facts.model import FactGroup
from carecheck.look.contacts import Contact

Place = Literal["linux", "macos", "windows", "domain", "website", "internet"]
Group = TypeVar("Group", bound=FactGroup)


class Probe(msgspec.Struct, frozen=True):
    """One probe: the group that it fills, where it works, and the function that looks.

    `look` takes a `Machine` on computers, and `Lookups` for a domain, a website or the internet connection.
    """

    group: type[FactGroup]
    place: Place
    look: Callable[[Any], FactGroup]
    contact: Contact | None = None

    def may_fetch_from(self, name: str, host: str) -> bool:
        """Whether the probe may fetch a page of that host while it looks at a name."""
        return self.contact is not None and self.contact.may_ask(name, host)


_probes: dict[tuple[Place, type[FactGroup]], Probe] = {}


def probe(
    group: type[Group], *, on: Place, contact: Contact | None = None
) -> Callable[[Callable[[Any], Group]], Callable[[Any], Group]]:
    """Mark a function as the probe that fills `group` on that kind of system; `contact`: whom it asks for pages.

    Raises TypeError when a plugin would answer for one of our groups.
    """

    def mark(look: Callable[[Any], Group]) -> Callable[[Any], Group]:
        if _is_ours(group) and not _is_ours(look):
            raise TypeError(f"only carecheck itself tells {group.group_name()}")
        _probes[on, group] = Probe(group, on, look, contact)
        return look

    return mark


def probes_for(place: Place) -> dict[str, Probe]:
    """The probes of a place by the name of the group they fill; imports the modules of that place only.

    Probes of plugins are among them once plugins are imported, and only where their group is the one of that name.
    """
    package = importlib.import_module(f"carecheck.look.{place}")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    here = [one for (where, _), one in _probes.items() if where == place]
    known = [one for one in here if _is_ours(one.group) or group_named(one.group.group_name()) is one.group]
    return {one.group.group_name(): one for one in known}


def places_of(group: type[FactGroup]) -> tuple[Place, ...]:
    """Where there are probes for a group, as far as they are imported."""
    return tuple(place for place, filled in _probes if filled is group)


def _is_ours(declared: Any) -> bool:
    return str(declared.__module__).startswith("carecheck.")
