"""The dated table of whom to ask what the internet sees of a home, and of what is dangerous there."""

from datetime import date
from functools import cache

import msgspec

from carecheck.structured import shipped_table


class Asked(msgspec.Struct, frozen=True):
    """Somebody who is asked, and what is sent there."""

    company: str
    host: str
    url: str
    sends: str


class Dangerous(msgspec.Struct, frozen=True):
    """A service that must not be reached from the internet, and where it usually is."""

    name: str
    ports: frozenset[int]


class ExposedServices(msgspec.Struct, frozen=True):
    """The table, with its date."""

    as_at: date
    source: str
    first: Asked
    then: Asked
    dangerous: tuple[Dangerous, ...]

    def named(self, ports: frozenset[int]) -> tuple[str, ...]:
        """The dangerous services among open ports."""
        return tuple(one.name for one in self.dangerous if one.ports & ports)

    def harmless(self, ports: frozenset[int]) -> tuple[int, ...]:
        """The open ports of which the table says nothing."""
        return tuple(sorted(ports - {port for one in self.dangerous for port in one.ports}))


@cache
def exposed_services() -> ExposedServices:
    """The table that comes with carecheck."""
    return shipped_table("exposed-services.yaml", ExposedServices)


def told_before() -> str:
    """What is said to the person before anybody is asked; each time, so that nothing has to be remembered."""
    table = exposed_services()
    return (
        f"You asked what the internet can see of your home. We ask {table.first.company} ({table.first.host}) for your "
        f"internet address. Then we send that address, and nothing else, to {table.then.company} ({table.then.host})."
    )
