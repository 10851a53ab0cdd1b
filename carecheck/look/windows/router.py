"""The internet box of a Windows: the gateway of the network adapters that are connected."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.router import ANOTHER_WAY, NO_WAY_OUT, router_at
from carecheck.look.windows.adapters import LOOPBACK, WIRELESS, adapters

ETHERNET: Final = 6  # IF_TYPE_ETHERNET_CSMACD


@probe(Router, on="windows")
def router(machine: Machine) -> Router:
    """Find the way out, and knock at the box behind it."""
    return router_at(machine, _gateway(machine))


def _gateway(machine: Machine) -> str | Unknown:
    """The one gateway of all adapters; a tunnel that brings one of its own makes it two, or is of another type."""
    listed = adapters(machine)
    if isinstance(listed, Unknown):
        return listed
    used = [row for row in listed if row.up and row.type != LOOPBACK]
    if any(row.gateways is None for row in used):
        return Unknown("unreadable", "the list of network adapters does not tell the gateways")
    with_gateway = [row for row in used if row.gateways]
    if not with_gateway:
        return NO_WAY_OUT
    gateways = {one for row in with_gateway for one in row.gateways or () if ":" not in one}
    plain = all(row.type in (ETHERNET, WIRELESS) for row in with_gateway)
    return gateways.pop() if plain and len(gateways) == 1 else ANOTHER_WAY
