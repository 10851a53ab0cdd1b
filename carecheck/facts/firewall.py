"""The firewall of this computer, on each kind of network that the system knows."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Firewall(FactGroup, frozen=True):
    """Whether a firewall is on, and what it does with what nobody asked for."""

    other: Annotated[str | None | Unknown, "Name of a firewall that is in charge instead of the system's own"]
    off_everywhere: Annotated[bool | Unknown, "Whether no firewall is on, on any kind of network"]
    off_somewhere: Annotated[bool | Unknown, "Whether no firewall is on, on some kind of network"]
    lets_all_in: Annotated[bool | Unknown, "Whether everything may come in, on some kind of network"]
