"""The internet box of a Mac: the way out, as its table of ways tells it."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear
from carecheck.look.probes import probe
from carecheck.look.router import ANOTHER_WAY, NO_WAY_OUT, router_at

ROUTE: Final = "/sbin/route"
_GATEWAY: Final = re.compile(r"^ *gateway: (\S+)$", re.MULTILINE)
_CARD: Final = re.compile(r"^ *interface: (\S+)$", re.MULTILINE)


@probe(Router, on="macos")
def router(machine: Machine) -> Router:
    """Find the way out, and knock at the box behind it."""
    return router_at(machine, _gateway(machine))


def _gateway(machine: Machine) -> str | Unknown:
    told = machine.run(ROUTE, "-n", "get", "default")
    if isinstance(told, Unknown):
        return told
    if told.exit != 0:
        return NO_WAY_OUT if "not in table" in told.errors else unclear(ROUTE)
    gateways, cards = _GATEWAY.findall(told.text), _CARD.findall(told.text)
    if len(cards) != 1 or len(gateways) > 1:
        return unclear(ROUTE)
    # Cards and Wi-Fi are en0, en1 and so on; a tunnel is utun0 or ppp0, and has no gateway.
    return gateways[0] if gateways and re.fullmatch(r"en\d{1,2}", cards[0]) else ANOTHER_WAY
