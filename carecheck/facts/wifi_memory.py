"""The Wi-Fi networks that the computer remembers; never their names."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class WifiMemory(FactGroup, frozen=True):
    """Whether the computer remembers open Wi-Fi that it joins by itself: anybody can set one up with the same name."""

    has_wifi: Annotated[bool | Unknown, "Whether the computer has an adapter for Wi-Fi"]
    joins_open: Annotated[bool | Unknown, "Whether it remembers an open Wi-Fi network that it joins by itself"]
