"""Ports on which something waits for connections, by the kernel's own tables, which every login may read."""

import re
from typing import Final, Literal, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

Protocol = Literal["TCP", "UDP"]

TABLES: Final[tuple[tuple[Protocol, str], ...]] = (("TCP", "tcp"), ("TCP", "tcp6"), ("UDP", "udp"), ("UDP", "udp6"))
# Two ways to the same tables: what one reading misses, the other has.
FOLDERS: Final = ("/proc/net", "/proc/self/net")

_HEAD: Final = re.compile(r"\s*sl\s+local_address\s")
_ROW: Final = re.compile(
    r"\s*\d+: (?P<address>[0-9A-F]{8}|[0-9A-F]{32}):(?P<port>[0-9A-F]{4})"
    r" (?:[0-9A-F]{8}|[0-9A-F]{32}):(?P<far>[0-9A-F]{4}) (?P<state>[0-9A-F]{2}) "
)
_LISTENS: Final = "0A"  # TCP_LISTEN; a socket of UDP that talks to nobody in particular has the state 07 (TCP_CLOSE)
_UNCONNECTED: Final = "07"
_LOOPBACK: Final = re.compile(r"(?:0{16}FFFF0000)?[0-9A-F]{6}7F|0{24}01000000")


class Port(NamedTuple):
    """One port; `loopback`: only this computer itself can reach it."""

    protocol: Protocol
    port: int
    loopback: bool


def waiting_ports(machine: Machine) -> frozenset[Port] | Unknown:
    """All of them; a table that cannot be read whole leaves it open."""
    found: set[Port] = set()
    for protocol, table in TABLES:
        readings = [_reading(machine, protocol, f"{folder}/{table}") for folder in FOLDERS]
        for reading in readings:
            if isinstance(reading, Unknown):
                return reading
        if (readings[0] is None) != (readings[1] is None) or (readings[0] is None and not table.endswith("6")):
            return Unknown("unreadable", "the kernel did not show each table of its ports")
        for reading in readings:
            # A Linux without IPv6 has no table for it.
            found |= reading if isinstance(reading, frozenset) else frozenset()
    return frozenset(found)


def waits_on(ports: frozenset[Port] | Unknown, *numbers: int) -> bool | Unknown:
    """Whether something waits on one of these ports of TCP for other computers."""
    if isinstance(ports, Unknown):
        return ports
    return any(one.protocol == "TCP" and one.port in numbers and not one.loopback for one in ports)


def _reading(machine: Machine, protocol: Protocol, path: str) -> frozenset[Port] | None | Unknown:
    text = machine.read_live(path)
    if text is None or isinstance(text, Unknown):
        return text
    lines = text.splitlines()
    rows = [_ROW.match(line) for line in lines[1:]]
    if not lines or not _HEAD.match(lines[0]) or not all(rows):
        return Unknown("unreadable", f"{path} is of another form")
    return frozenset(
        Port(protocol, int(row["port"], 16), _LOOPBACK.fullmatch(row["address"]) is not None)
        for row in rows
        if row and _waits(protocol, row["state"], row["far"])
    )


def _waits(protocol: Protocol, state: str, far_port: str) -> bool:
    return state == _LISTENS if protocol == "TCP" else (state, far_port) == (_UNCONNECTED, "0000")
