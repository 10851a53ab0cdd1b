"""The dated table of public services that look up names: which hold back harmful ones, and which do not."""

import ipaddress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.table_age import cannot_date
from carecheck.structured import shipped_table

FILE: Final = "dns-filters.yaml"

# In a recording with names hidden, these stand where an address of the internet stood.
STAND_FOR_PUBLIC: Final = tuple(map(ipaddress.ip_network, ("203.0.113.0/24", "2001:db8::/32")))


@dataclass(frozen=True, slots=True)
class NameService:
    """A service, whether it holds back harmful names, and its addresses."""

    name: str
    filters: bool
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameServices:
    """The table, and the day on which it was right."""

    as_at: date
    source: str
    services: tuple[NameService, ...]

    def filters(self, address: str) -> bool | None:
        """Whether the service at a public address filters; None: the table does not have it."""
        return next((one.filters for one in self.services if address in one.addresses), None)


@cache
def name_services() -> NameServices:
    """The table that comes with carecheck."""
    return shipped_table(FILE, NameServices)


def is_filter(address: str, today: date) -> bool | Unknown:
    """Whether the service at an address is known to filter; the address of a router hides who answers."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return Unknown("unreadable", "an address of a service that looks up names is none")
    if not found.is_global and not any(found in network for network in STAND_FOR_PUBLIC):
        return Unknown("not_seen", "a device on the own network passes questions on; who answers cannot be seen")
    gap = cannot_date("dns-filters", today)
    if gap is not None:
        return gap
    filters = name_services().filters(found.compressed)
    return Unknown("not_listed", "our list does not have a service that looks up names") if filters is None else filters
