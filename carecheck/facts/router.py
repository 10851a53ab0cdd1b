"""The box that brings this computer the internet, as it answers on the home's own network."""

from typing import Annotated

from carecheck.facts.model import FactGroup, Unknown


class Router(FactGroup, frozen=True):
    """What the internet box answers to this computer; no password is ever tried, and its address not kept."""

    telnet: Annotated[bool | Unknown, "Whether it answers on telnet (port 23), which encrypts nothing"]
    plain_web: Annotated[
        bool | Unknown, "Whether it answers web requests on port 80 with something else than a way to HTTPS"
    ]
    encrypted_web: Annotated[
        bool | None | Unknown, "Whether it answers on port 443; absent: not asked, nothing hangs on it"
    ]
