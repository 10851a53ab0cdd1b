"""Whom the mechanisms of an SPF record match: ranges of addresses, and whether they add up to everyone."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.look.domain.spf_record import Mechanism, Network, Sign

EVERYONE: Final = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))

_Span = tuple[int, int]  # the first and the last address of a range, as numbers


def _span(network: Network) -> _Span:
    return int(network.network_address), int(network.broadcast_address)


# From these no email comes over the internet (RFC 6890, RFC 5771); of IPv6 only 2000::/3 is in use (RFC 4291).
_NOT_PUBLIC_4: Final = tuple(
    _span(IPv4Network(text))
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
_NOT_PUBLIC_6: Final = tuple(_span(IPv6Network(text)) for text in ("::/3", "4000::/2", "8000::/1"))

WIDE_4: Final = 8
WIDE_6: Final = 20


class Reach(msgspec.Struct, frozen=True):
    """Whom one mechanism matches for certain, with its sign; `gap`: it may match more, and why we cannot tell."""

    sign: Sign
    networks: tuple[Network, ...] = ()
    gap: Unknown | None = None


def matches_everyone(reaches: Iterable[Reach], sign: Sign) -> bool | Unknown:
    """Whether the mechanisms of one sign together match all public addresses, of IPv4 or of IPv6.

    What another sign excepts in front of them does not count: all but one address is everyone.
    """
    same = [reach for reach in reaches if reach.sign == sign]
    networks = [network for reach in same for network in reach.networks]
    fours = [network for network in networks if isinstance(network, IPv4Network)]
    sixes = [network for network in networks if isinstance(network, IPv6Network)]
    covered = _cover(fours, _NOT_PUBLIC_4) or _cover(sixes, _NOT_PUBLIC_6)
    return any_of([covered, *(reach.gap for reach in same if reach.gap is not None)])


def is_wide(mechanism: Mechanism) -> bool:
    """Whether one range of it is /8 or wider, or /20 or wider in IPv6."""
    match mechanism.network:
        case IPv4Network(prefixlen=prefix):
            return prefix <= WIDE_4
        case IPv6Network(prefixlen=prefix):
            return prefix <= WIDE_6
        case None:
            return mechanism.prefix4 <= WIDE_4 or mechanism.prefix6 <= WIDE_6


def _cover(networks: Sequence[Network], not_public: Sequence[_Span]) -> bool:
    """Whether no address is left out, going up from the lowest; the lowest and the highest are never public."""
    if not networks:
        return False
    reached = 0
    for first, last in sorted([*map(_span, networks), *not_public]):
        if first > reached:
            return False
        reached = max(reached, last + 1)
    return True
