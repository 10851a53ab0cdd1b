"""The dated list of ports on which macOS itself waits for connections."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.structured import shipped_table

FILE: Final = "macos-ports.yaml"
FIRST_DYNAMIC: Final = 49152


@dataclass(frozen=True, slots=True)
class MacosPort:
    """One port, and what macOS does there."""

    port: int
    what: str


@dataclass(frozen=True, slots=True)
class MacosPorts:
    """The list, with its date; see the file for what its parts mean."""

    as_at: date
    source: str
    own_programs: tuple[str, ...]
    ports: tuple[MacosPort, ...]

    def is_own(self, port: int, program: str) -> bool:
        """Whether macOS itself waits there; `program` is empty where it cannot be seen.

        Ports that the system hands out have no number of their own. A program of macOS waits on one of them on every
        Mac, so without a name they count as its.
        """
        ours = not program or program.casefold() in (one.casefold() for one in self.own_programs)
        return ours and (port >= FIRST_DYNAMIC or any(one.port == port for one in self.ports))


@cache
def macos_ports() -> MacosPorts:
    """The list that comes with carecheck."""
    return shipped_table(FILE, MacosPorts)
