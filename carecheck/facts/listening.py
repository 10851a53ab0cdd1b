"""Programs that wait for connections from the network."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Listening(FactGroup, frozen=True):
    """What waits for connections besides the system itself; what only this computer itself can reach does not count."""

    others: Annotated[
        tuple[str, ...] | Unknown, "Ports that are open to the network and not the system's own, such as TCP 8080"
    ]
    programs: Annotated[tuple[str, ...] | Unknown, "Programs behind those ports, where they can be seen"]
