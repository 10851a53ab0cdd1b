"""Knocking at the box that brings this computer the internet: what is asked, and what it answers.

Only a machine that may use the network knocks; see `router_door`. All others answer `offline`.
"""

from dataclasses import dataclass, field
from typing import Final

from carecheck.facts.model import Unknown

TELNET, WEB, SECURE_WEB = 23, 80, 443
PORTS: Final = (TELNET, WEB, SECURE_WEB)  # nothing else is ever asked, and no password tried
KNOCK_SECONDS: Final = 3.0
KNOCKS_NOT: Final = Unknown("offline", "the internet box was not asked")


@dataclass(frozen=True, slots=True)
class Knock:
    """Knock at one port of a box on the own network; on port 80, its front page is asked for."""

    address: str
    port: int
    seconds: float = field(default=KNOCK_SECONDS, compare=False)


@dataclass(frozen=True, slots=True)
class Knocked:
    """How a port answered: open or closed; silence is `timed_out`.

    On port 80 `status` is that of the front page, and `to_https` tells whether it only leads on to HTTPS. What the page
    says is not kept: it may name the home.
    """

    state: str
    status: int | None = None
    to_https: bool = False
