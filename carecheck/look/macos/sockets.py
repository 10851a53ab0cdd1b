"""What waits for connections on this Mac, and the services that bring it up.

macOS shows all of it to everyone by one program. It has no last line, so it is asked twice, in two forms.
"""

import re
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear, words_of
from carecheck.words import clean

NETSTAT: Final = "/usr/sbin/netstat"
LAUNCHCTL: Final = "/bin/launchctl"
ONLY_HERE: Final = ("127.0.0.1", "::1", "fe80::1%lo0", "localhost")

_HEAD: Final = "Active Internet connections (including servers)"
_ROW: Final = re.compile(r"tcp\d{1,2} +\d+ +\d+ +(\S+)\.(\d{1,5}) +\S+ +LISTEN\b(.*)")
# Names of programs may hold blanks. Numbers of other columns stand before the name, and a row of hex behind it.
_OWNER: Final = re.compile(r"(?:\s+\d+){0,4}\s+(\S.*?):\d+\s+[0-9a-f]{5}\b")
_SERVICES: Final = re.compile(r"disabled services = \{\n(.*?)^\s*\}", re.MULTILINE | re.DOTALL)
_SERVICE: Final = re.compile(r'\s*"([^"]+)" => (enabled|disabled|true|false)')


@dataclass(frozen=True, slots=True)
class Socket:
    """A port on which something waits; `owner` is empty where macOS does not tell who it is."""

    port: int
    owner: str
    only_here: bool


def listening_sockets(machine: Machine) -> tuple[Socket, ...] | Unknown:
    """All TCP ports on which something waits."""
    with_owners = _sockets(machine, "-anv")
    without = _sockets(machine, "-an")
    if isinstance(with_owners, Unknown):
        return with_owners
    if isinstance(without, Unknown):
        return without
    if {one.port for one in with_owners} != {one.port for one in without}:
        return Unknown("unreadable", f"{NETSTAT} did not list the same ports twice")
    return with_owners


def is_reachable(machine: Machine, *ports: int) -> bool | Unknown:
    """Whether others could connect to one of these ports, the firewall aside."""
    found = listening_sockets(machine)
    return found if isinstance(found, Unknown) else any(one.port in ports and not one.only_here for one in found)


def is_enabled(machine: Machine, label: str) -> bool | Unknown:
    """Whether somebody has turned on a service that macOS brings along turned off; one that nobody touched is off."""
    told = words_of(machine, LAUNCHCTL, "print-disabled", "system")
    if isinstance(told, Unknown):
        return told
    whole = _SERVICES.search(told.text)
    if whole is None:
        return unclear(LAUNCHCTL)
    services: dict[str, str] = {}
    for line in whole[1].splitlines():
        row = _SERVICE.fullmatch(line)
        if row is None:
            return unclear(LAUNCHCTL)
        services[row[1]] = row[2]
    return services.get(label) in ("enabled", "false")  # the list is one of what is disabled, so "false" means on


def _sockets(machine: Machine, form: str) -> tuple[Socket, ...] | Unknown:
    told = words_of(machine, NETSTAT, form, "-p", "tcp")
    if isinstance(told, Unknown):
        return told
    lines = told.text.splitlines()
    if lines[0] != _HEAD or not told.text.endswith("\n"):
        return unclear(NETSTAT)
    found: list[Socket] = []
    for line in lines[2:]:
        row = _ROW.match(line)
        if row is not None:
            owner = _OWNER.match(row[3])
            found.append(Socket(int(row[2]), clean(owner[1], 60) if owner else "", row[1] in ONLY_HERE))
        elif "LISTEN" in line:
            return unclear(NETSTAT)
    return tuple(found)
