"""Probes: functions that look at one thing on one kind of system and fill one fact group."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec

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


_probes: dict[tuple[Place, str], Probe] = {}


def probe(
    group: type[Group], *, on: Place, contact: Contact | None = None
) -> Callable[[Callable[[Any], Group]], Callable[[Any], Group]]:
    """Mark a function as the probe that fills `group` on that kind of system; `contact`: whom it asks for pages."""

    def mark(look: Callable[[Any], Group]) -> Callable[[Any], Group]:
        _probes[on, group.group_name()] = Probe(group, on, look, contact)
        return look

    return mark


def probes_for(place: Place) -> dict[str, Probe]:
    """The probes of a place by the name of the group they fill; imports the modules of that place only."""
    package = importlib.import_module(f"carecheck.look.{place}")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return {name: found for (where, name), found in _probes.items() if where == place}
