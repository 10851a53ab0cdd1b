"""What a locked screen shows of messages."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Previews(FactGroup, frozen=True):
    """Messages on a locked screen, for the login of the person who works here."""

    on_locked_screen: Annotated[bool | Unknown, "Whether messages of programs may show while the screen is locked"]
