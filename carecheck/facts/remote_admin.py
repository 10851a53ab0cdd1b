"""Ways in which others can manage this computer from afar without its screen."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class RemoteAdmin(FactGroup, frozen=True):
    """Whether Windows Remote Management (WinRM) or the remote registry is on."""

    on: Annotated[bool | Unknown, "Whether WinRM or the remote registry is on"]
    open_to_any_network: Annotated[
        bool | Unknown, "Whether one of them can be reached from any network, public ones included"
    ]
