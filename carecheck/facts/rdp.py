"""Remote Desktop, with which another computer can show and use this one's screen."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Rdp(FactGroup, frozen=True):
    """Whether this computer lets others in by Remote Desktop, and how well it is kept."""

    on: Annotated[bool | Unknown, "Whether this computer lets others in by Remote Desktop"]
    asks_password_first: Annotated[
        bool | Unknown, "Whether a password is asked for before the other side sees anything (network level)"
    ]
    open_to_any_network: Annotated[
        bool | Unknown, "Whether Remote Desktop can be reached from any network, public ones included"
    ]
