"""How this computer makes sure that only a system that it knows is started."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Boot(FactGroup, frozen=True):
    """Secure Boot, which starts only systems with a signature that the computer knows."""

    secure: Annotated[bool | Unknown, "Whether Secure Boot was on when the computer started"]
    can_be_secure: Annotated[bool | Unknown, "Whether the computer has Secure Boot, on or off"]
