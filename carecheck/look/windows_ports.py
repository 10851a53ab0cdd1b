"""The dated list of ports on which Windows itself waits for connections."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from carecheck.structured import shipped_table

FILE: Final = "windows-ports.yaml"
FIRST_DYNAMIC: Final = 49152

Protocol = Literal["TCP", "UDP"]


@dataclass(frozen=True, slots=True)
class Port:
    """One port, what Windows does there, and which programs besides its own may; see the file."""

    protocol: Protocol
    port: int
    what: str
    on: Literal["all", "servers"] = "all"
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WindowsPorts:
    """The list, with its date; see the file for what its parts mean."""

    as_at: date
    source: str
    own_programs: tuple[str, ...]
    first_handed_out: int
    last_handed_out: int
    ports: tuple[Port, ...]

    def is_windows_own(self, protocol: str, port: int, program: str, *, server: bool) -> bool:
        """Whether Windows itself waits there; `program` is empty where it cannot be seen."""
        own = _among(program, self.own_programs)
        if port >= FIRST_DYNAMIC:
            # Any program that only sends over UDP has one of these ports for a while.
            handed_out = not program and self.first_handed_out <= port <= self.last_handed_out
            return protocol == "UDP" or own or handed_out
        here = [one for one in self.ports if (one.protocol, one.port) == (protocol, port)]
        usual = [one for one in here if one.on == "all" or server]
        return any(not program or own or "*" in one.by or _among(program, one.by) for one in usual)


def _among(program: str, programs: tuple[str, ...]) -> bool:
    return program.casefold() in (one.casefold() for one in programs)


@cache
def windows_ports() -> WindowsPorts:
    """The list that comes with carecheck."""
    return shipped_table(FILE, WindowsPorts)
