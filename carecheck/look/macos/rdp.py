"""Whether others can see and use the screen of this Mac by what macOS brings along: Screen Sharing, Remote Management.

One port serves both. With Remote Management on, macOS shows Screen Sharing as off.
"""

from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.rdp import Rdp
from carecheck.look.machine import Machine
from carecheck.look.macos.sockets import is_enabled, is_reachable
from carecheck.look.probes import probe

PORTS: Final = (5900, 3283)
SERVICE: Final = "com.apple.screensharing"
MANAGEMENT: Final = "/Library/Application Support/Apple/Remote Desktop/RemoteManagement.launchd"
UNTOLD: Final = Unknown("not_possible_here", "macOS does not tell how screen sharing is kept")


@probe(Rdp, on="macos")
def rdp(machine: Machine) -> Rdp:
    """Put three signs together: each alone shows that it is on, and only all of them that it is off."""
    on = any_of([is_reachable(machine, *PORTS), is_enabled(machine, SERVICE), _is_managed(machine)])
    return Rdp(on=on, asks_password_first=UNTOLD, open_to_any_network=UNTOLD)


def _is_managed(machine: Machine) -> bool | Unknown:
    """Whether Remote Management is on: then, and only then, there is a file."""
    there = machine.look_at(MANAGEMENT)
    if there is None or isinstance(there, Unknown):
        return False if there is None else there
    return (
        True
        if there.kind == "file" and there.size > 0
        else Unknown("unreadable", "the sign of Remote Management is odd")
    )
