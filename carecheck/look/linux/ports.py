"""Ports on which something waits for connections, by the kernel's own tables, which every login may read."""

import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

Protocol = Literal["TCP", "UDP"]

TABLES: Final[Mapping[str, Protocol]] = {"tcp": "TCP", "udp": "UDP", "tcp6": "TCP", "udp6": "UDP"}
# Two ways to the same tables, which change all the time. Between the two, the kernel is asked how many rows there are.
BEFORE, AFTER = "/proc/net", "/proc/self/net"
COUNTS: Final[Mapping[str, tuple[str, ...]]] = {
    "/proc/net/sockstat": ("tcp", "udp"),
    "/proc/net/sockstat6": ("tcp6", "udp6"),
}

_HEAD: Final = re.compile(r"\s*sl\s+local_address\s")
_ROW: Final = re.compile(
    r"\s*\d+: (?P<address>[0-9A-F]{8}|[0-9A-F]{32}):(?P<port>[0-9A-F]{4})"
    r" (?P<far>(?:[0-9A-F]{8}|[0-9A-F]{32}):[0-9A-F]{4}) (?P<state>[0-9A-F]{2})(?: \S+){2} +\S+"
    r" +\d+ +\d+ (?P<inode>\d+) .*"
)
_IN_USE: Final = re.compile(r"^(TCP6?|UDP6?): inuse (\d{1,9})\b", re.MULTILINE)
_LISTENS, _UNCONNECTED = "0A", "07"  # TCP_LISTEN; TCP_CLOSE, which UDP has where it talks to nobody in particular
_NOT_COUNTED: Final = ("03", "06")  # TCP_SYN_RECV and TCP_TIME_WAIT are no sockets yet, or no more
_LOOPBACK: Final = re.compile(r"(?:0{16}FFFF0000)?[0-9A-F]{6}7F|0{24}01000000")


class Port(NamedTuple):
    """One port; `loopback`: only this computer itself can reach it."""

    protocol: Protocol
    port: int
    loopback: bool


class _Row(NamedTuple):
    """One socket."""

    address: str
    port: int
    far: str
    state: str
    inode: str


def waiting_ports(machine: Machine) -> frozenset[Port] | Unknown:
    """All of them; a table that cannot be read whole leaves it open."""
    found: set[Port] = set()
    for path, tables in COUNTS.items():
        before = {table: _rows(machine, f"{BEFORE}/{table}") for table in tables}
        counts = _counts(machine, path)
        after = {table: _rows(machine, f"{AFTER}/{table}") for table in tables}
        for table in tables:
            rows = _whole(before[table], counts[table], after[table], may_be_absent=table.endswith("6"))
            if isinstance(rows, Unknown):
                return rows
            protocol = TABLES[table]
            found |= {
                Port(protocol, row.port, _LOOPBACK.fullmatch(row.address) is not None)
                for row in rows
                if _waits(protocol, row)
            }
    return frozenset(found)


def waits_on(ports: frozenset[Port] | Unknown, *numbers: int) -> bool | Unknown:
    """Whether something waits on one of these ports of TCP for other computers."""
    if isinstance(ports, Unknown):
        return ports
    return any(one.protocol == "TCP" and one.port in numbers and not one.loopback for one in ports)


def _whole(
    before: frozenset[_Row] | None | Unknown,
    count: int | None | Unknown,
    after: frozenset[_Row] | None | Unknown,
    *,
    may_be_absent: bool,
) -> frozenset[_Row] | Unknown:
    """The rows of both readings; a Linux without IPv6 has neither table nor count for it."""
    for answer in (before, count, after):
        if isinstance(answer, Unknown):
            return answer
    match before, count, after:
        case None, None, None if may_be_absent:
            return frozenset()
        case frozenset(), int(), frozenset():
            rows = before | after
            if len([row for row in rows if row.state not in _NOT_COUNTED]) >= count:
                return rows
        case _:
            pass
    return Unknown("unreadable", "the kernel did not show each of its ports")


def _counts(machine: Machine, path: str) -> dict[str, int | None | Unknown]:
    text = machine.read_live(path)
    if text is None or isinstance(text, Unknown):
        return dict.fromkeys(COUNTS[path], text)
    told = {name.lower(): int(number) for name, number in _IN_USE.findall(text)}
    return {
        table: told.get(table, Unknown("unreadable", "the kernel does not tell how many sockets there are"))
        for table in COUNTS[path]
    }


def _rows(machine: Machine, path: str) -> frozenset[_Row] | None | Unknown:
    text = machine.read_live(path)
    if text is None or isinstance(text, Unknown):
        return text
    lines = text.splitlines()
    rows = [_ROW.fullmatch(line) for line in lines[1:]]
    if not lines or not _HEAD.match(lines[0]) or not all(rows):
        return Unknown("unreadable", f"{path} is of another form")
    return frozenset(
        _Row(row["address"], int(row["port"], 16), row["far"], row["state"], row["inode"]) for row in rows if row
    )


def _waits(protocol: Protocol, row: _Row) -> bool:
    if protocol == "TCP":
        return row.state == _LISTENS
    return row.state == _UNCONNECTED and row.far.endswith(":0000")
