"""The Wi-Fi networks that the computer remembers; never their names."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class WifiMemory(FactGroup, frozen=True):
    """What a computer remembers of Wi-Fi: anybody can set up an open network with a name that it joins by itself."""

    has_wifi: Annotated[bool | Unknown, "Whether the computer has an adapter for Wi-Fi"]
    joins_open: Annotated[bool | Unknown, "Whether it remembers an open Wi-Fi network that it joins by itself"]
