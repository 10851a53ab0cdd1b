"""The internet box of a Linux: the kernel's own table of ways, and the kind of the card behind the way out."""

import re
from ipaddress import IPv4Address
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.facts.router import Router
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.router import ANOTHER_WAY, NO_WAY_OUT, router_at

ROUTES: Final = "/proc/net/route"
UP, VIA_GATEWAY, REJECTS = 0x1, 0x2, 0x200  # include/uapi/linux/route.h
EVERYWHERE: Final = ("00000000", "00000080")  # masks of a way to all addresses, and to one half of them
ETHERNET: Final = "1"  # ARPHRD_ETHER, Wi-Fi too

_ROW: Final = re.compile(
    r"(?P<card>[\w.@:-]{1,15})\t[0-9A-F]{8}\t(?P<gateway>[0-9A-F]{8})\t(?P<flags>[0-9A-F]{4})\t\d+\t\d+\t(?P<metric>\d+)"
    r"\t(?P<mask>[0-9A-F]{8})\t.*",
    re.ASCII,
)


class _Way(NamedTuple):
    """A way out."""

    metric: int
    gateway: str
    card: str
    flags: int
    mask: str


@probe(Router, on="linux")
def router(machine: Machine) -> Router:
    """Find the way out, and knock at the box behind it."""
    gap = not_this_computer(machine)
    return Router.all_unknown(gap) if gap is not None else router_at(machine, _gateway(machine))


def _gateway(machine: Machine) -> str | Unknown:
    text = machine.read_live(ROUTES)
    if text is None or isinstance(text, Unknown):
        return Unknown("not_seen", f"there is no {ROUTES}") if text is None else text
    ways = _ways(text)
    if isinstance(ways, Unknown):
        return ways
    if not ways:
        return NO_WAY_OUT
    for card in sorted({way.card for way in ways}):
        plain = _is_plain_card(machine, card)
        if plain is not True:
            return plain if isinstance(plain, Unknown) else ANOTHER_WAY
    best = [way for way in ways if way.metric == min(one.metric for one in ways)]
    gateways = {way.gateway for way in best}
    at_all = all(way.flags & VIA_GATEWAY and way.mask == EVERYWHERE[0] for way in ways)
    return gateways.pop() if at_all and len(gateways) == 1 else ANOTHER_WAY


def _ways(text: str) -> list[_Way] | Unknown:
    """The ways on which everything, or half of everything, goes out."""
    head, *lines = text.splitlines() or [""]
    rows = [_ROW.fullmatch(line.rstrip()) for line in lines]
    if not head.startswith("Iface") or not all(rows):
        return Unknown("unreadable", f"{ROUTES} has another form")
    found = [
        _Way(int(row["metric"]), _address(row["gateway"]), row["card"], int(row["flags"], 16), row["mask"])
        for row in rows
        if row and row["mask"] in EVERYWHERE
    ]
    return [way for way in found if way.flags & UP and not way.flags & REJECTS]


def _address(digits: str) -> str:
    return str(IPv4Address(bytes.fromhex(digits)[::-1]))  # this kernel counts the bytes backwards


def _is_plain_card(machine: Machine, card: str) -> bool | Unknown:
    """Whether a way goes out by a network card or Wi-Fi; a tunnel says another kind, or how it was made."""
    kind = machine.read_live(f"/sys/class/net/{card}/type")
    if kind is None or isinstance(kind, Unknown):
        return Unknown("not_seen", "the kind of a network card is not told") if kind is None else kind
    made = machine.exists(f"/sys/class/net/{card}/tun_flags")
    if isinstance(made, Unknown):
        return made
    return kind.strip() == ETHERNET and not made
