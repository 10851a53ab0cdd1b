"""The dated list of ports on which Windows itself waits for connections."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml

FILE: Final = "windows-ports.yaml"
FIRST_DYNAMIC: Final = 49152

Protocol = Literal["TCP", "UDP"]


@dataclass(frozen=True, slots=True)
class Port:
    """One port, and what Windows does there."""

    protocol: Protocol
    port: int
    what: str
    on: Literal["all", "servers"] = "all"


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
        if port >= FIRST_DYNAMIC:
            if protocol == "UDP":
                return True  # any program that only sends has one of these for a while
            own = program.casefold() in (one.casefold() for one in self.own_programs)
            return own or (not program and self.first_handed_out <= port <= self.last_handed_out)
        return any((one.protocol, one.port) == (protocol, port) and (one.on == "all" or server) for one in self.ports)


@cache
def windows_ports() -> WindowsPorts:
    """The list that comes with carecheck."""
    import msgspec

    return msgspec.convert(read_yaml(shipped("data") / FILE).content, WindowsPorts)
