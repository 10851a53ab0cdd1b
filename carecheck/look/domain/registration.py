"""Looks at what a registry tells of a domain over RDAP (RFC 9082 section 3.1.3, RFC 9083)."""

import json
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final, Literal, cast
from urllib.parse import urlsplit

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.registration import Registration
from carecheck.look.contacts import Contact
from carecheck.look.lookups import Lookups
from carecheck.look.probes import probe
from carecheck.look.trail import follow
from carecheck.look.web import Page
from carecheck.structured import shipped_table
from carecheck.words import clean

RDAP: Final = "application/rdap+json, application/json;q=0.9, */*;q=0.1"

# Status values of RFC 8056 that stop a move to another registrar.
LOCKS: Final = ("client transfer prohibited", "server transfer prohibited")

GARBLED: Final = Unknown("unreadable", "the registry's answer")


class Registry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One registry: its endings, where it is asked, and what is special about names there.

    `url` may hold `{ending}`. `below`: endings of two parts, such as co.uk, below which it registers names. `not_ours`:
    such below which others do.
    """

    endings: list[str]
    url: str
    below: list[str] = []
    not_ours: list[str] = []
    has_lock: bool = True


class Registries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/registries.yaml`."""

    as_at: date
    source: str
    registries: list[Registry]


def _hosts(domain: str) -> tuple[str, ...]:
    registry = _registry_of(domain)
    host = urlsplit(_address(registry, domain)).hostname if registry else None
    return (host,) if host else ()


@probe(
    Registration,
    on="domain",
    contact=Contact("the registry that keeps the name", "the name of your domain", _hosts, leads_on=True),
)
def registration(lookups: Lookups) -> Registration:
    """What the registry says about the name, or about the one that it is below."""
    registry = _registry_of(lookups.domain)
    name = _registered_name(lookups.domain, registry) if registry else None
    if registry is None or name is None:
        return Registration.all_unknown(Unknown("not_listed", "no registry for this ending in data/registries.yaml"))
    page = follow(lookups, f"{_address(registry, name)}domain/{name}", RDAP).page
    if isinstance(page, Unknown):
        return Registration.all_unknown(page)
    if page.status != 200:
        return Registration.all_unknown(Unknown("no_reply", f"RDAP: status {page.status}"))
    told = _told_about(name, page)
    if isinstance(told, Unknown):
        return Registration.all_unknown(told)
    lock = _lock(told) if registry.has_lock else "no_such_lock"
    return Registration(name=name, ends=_ends(told), lock=lock, registrar=_registrar(told))


def _address(registry: Registry, name: str) -> str:
    return registry.url.replace("{ending}", name.rpartition(".")[2])


@cache
def _registries() -> Registries:
    return shipped_table("registries.yaml", Registries)


def _registry_of(domain: str) -> Registry | None:
    ending = domain.rpartition(".")[2]
    return next((one for one in _registries().registries if ending in one.endings), None)


def _registered_name(domain: str, registry: Registry) -> str | None:
    """The part of a name that somebody registered; None where others than the registry register names."""
    labels = domain.split(".")
    ending = ".".join(labels[-2:])
    if ending in registry.not_ours:
        return None
    wanted = 3 if ending in registry.below else 2
    return ".".join(labels[-wanted:]) if len(labels) >= wanted else None


def _told_about(name: str, page: Page) -> dict[str, Any] | Unknown:
    """The object in the answer; an answer about another name counts for nothing."""
    try:
        told = json.loads(page.body) if page.whole else None
    except (ValueError, RecursionError):
        return GARBLED
    if not isinstance(told, dict):
        return GARBLED
    answer = cast(dict[str, Any], told)
    said = answer.get("ldhName")
    return answer if isinstance(said, str) and said.lower().removesuffix(".") == name else GARBLED


def _ends(told: dict[str, Any]) -> date | Unknown:
    """The first of the days on which it ends (RFC 9083 section 4.5)."""
    events = [event for event in _objects(told.get("events")) if event.get("eventAction") == "expiration"]
    if not events:
        return Unknown("not_seen", "the registry tells no date")
    try:
        return min(_day(event.get("eventDate")) for event in events)
    except (ValueError, OverflowError):
        return GARBLED


def _day(written: object) -> date:
    moment = datetime.fromisoformat(str(written))
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date()


def _lock(told: dict[str, Any]) -> Literal["locked", "open"] | Unknown:
    status = told.get("status")
    if not isinstance(status, list):
        return Unknown("not_seen", "the registry tells no status")
    return "locked" if any(lock in cast(list[object], status) for lock in LOCKS) else "open"


def _registrar(told: dict[str, Any]) -> str | Unknown:
    """The name in the card of the registrar (jCard, RFC 7095)."""
    for entity in _objects(told.get("entities")):
        roles = entity.get("roles")
        if isinstance(roles, list) and "registrar" in roles:
            for fields in _lists(entity.get("vcardArray")):
                for field in _lists(fields):
                    if len(field) == 4 and field[0] == "fn" and isinstance(field[3], str):
                        return clean(field[3], 80)
    return Unknown("not_seen", "the registry names no registrar")


def _objects(part: object) -> list[dict[str, Any]]:
    found = cast(list[object], part) if isinstance(part, list) else []
    return [cast(dict[str, Any], one) for one in found if isinstance(one, dict)]


def _lists(part: object) -> list[list[object]]:
    found = cast(list[object], part) if isinstance(part, list) else []
    return [cast(list[object], one) for one in found if isinstance(one, list)]
