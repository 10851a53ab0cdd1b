"""What waits for connections from the network on this Mac, besides macOS itself."""

from typing import Final

from carecheck.facts.listening import Listening
from carecheck.facts.model import Unknown
from carecheck.facts.table_age import too_old
from carecheck.look.machine import Machine
from carecheck.look.macos.ports import macos_ports
from carecheck.look.macos.sockets import Socket, listening_sockets
from carecheck.look.probes import probe

UNSEEN: Final = Unknown("needs_admin", "macOS does not tell which programs wait")


@probe(Listening, on="macos")
def listening(machine: Machine) -> Listening:
    """Leave out what only this Mac can reach, and what macOS itself brings along."""
    gap = too_old("macos-ports", machine.about.today)
    found = listening_sockets(machine) if gap is None else gap
    if isinstance(found, Unknown):
        return Listening.all_unknown(found)
    others = [one for one in found if not one.only_here and not _is_of_system(one)]
    owners = {one.owner for one in others}
    return Listening(
        others=tuple(sorted({f"TCP {one.port}" for one in others})),
        programs=UNSEEN if "" in owners else tuple(sorted(owners)),
    )


def _is_of_system(one: Socket) -> bool:
    return macos_ports().is_own(one.port, one.owner)
