"""The dated list of ports on which a Linux desktop itself waits for connections."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.look.linux.ports import Port, Protocol
from carecheck.structured import shipped_table

FILE: Final = "linux-ports.yaml"


@dataclass(frozen=True, slots=True)
class OwnPort:
    """One port, and what Linux does there."""

    protocol: Protocol
    port: int
    what: str


@dataclass(frozen=True, slots=True)
class LinuxPorts:
    """The list, with its date; see the file for what its parts mean."""

    as_at: date
    source: str
    first_handed_out: int
    ports: tuple[OwnPort, ...]

    def is_linux_own(self, port: Port) -> bool:
        """Whether Linux itself waits there."""
        if port.protocol == "UDP" and port.port >= self.first_handed_out:
            return True
        return any((one.protocol, one.port) == (port.protocol, port.port) for one in self.ports)


@cache
def linux_ports() -> LinuxPorts:
    """The list that comes with carecheck."""
    return shipped_table(FILE, LinuxPorts)
