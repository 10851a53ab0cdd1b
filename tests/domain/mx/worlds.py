"""Made-up domains for each row of the table of MX lights."""

from collections.abc import Mapping
from typing import Final

from carecheck.look.lookups import RecordType
from tests.domain.world import DANGLING, Records, Rows, World

Row = Mapping[RecordType, Records]

HOME: Final = "home.example"

_PUBLIC: Final[Row] = {"A": ["203.0.113.5"], "AAAA": ["2001:db8::5"]}
_NO_MAIL: Final[Row] = {"TXT": ["v=spf1 -all"]}
_REJECT: Final[Row] = {"TXT": ["v=DMARC1; p=reject"]}

# The rows, the light, and the rule that gives it.
CASES: Final[Mapping[str, tuple[Rows, str, str | None]]] = {
    "one host": ({HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": _PUBLIC}, "green", "arrives"),
    "a host with IPv4 only": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": ["203.0.113.5"]}},
        "green",
        "arrives",
    ),
    "a host with IPv6 only": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"AAAA": ["2001:db8::5"]}},
        "green",
        "arrives",
    ),
    "null MX": ({HOME: {"MX": [(0, "")]}}, "green", "refuses"),
    "null MX with a preference": ({HOME: {"MX": [(10, "")]}}, "amber", "null_preference"),
    "null MX beside a host": (
        {HOME: {"MX": [(0, ""), (10, "mx.home.example")]}, "mx.home.example": _PUBLIC},
        "red",
        "null_and_hosts",
    ),
    "null MX twice": ({HOME: {"MX": [(0, ""), (10, "")]}}, "red", "null_and_hosts"),
    "the only host has no address": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"TXT": ["x"]}},
        "red",
        "no_host_found",
    ),
    "the only host does not exist": ({HOME: {"MX": [(10, "mx.gone.example")]}}, "red", "no_host_found"),
    "the only host is an alias to nothing": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": DANGLING, "AAAA": DANGLING}},
        "red",
        "no_host_found",
    ),
    "no host has an address": (
        {HOME: {"MX": [(10, "a.gone.example"), (20, "b.gone.example")]}},
        "red",
        "no_host_found",
    ),
    "one of two has no address": (
        {HOME: {"MX": [(10, "mx.home.example"), (20, "mx.gone.example")]}, "mx.home.example": _PUBLIC},
        "amber",
        "some_not_found",
    ),
    "private": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": ["192.168.1.2"]}},
        "red",
        "out_of_reach",
    ),
    "loopback": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": ["127.0.0.1"], "AAAA": ["::1"]}},
        "red",
        "out_of_reach",
    ),
    "private and public": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": ["192.168.1.2", "203.0.113.5"]}},
        "green",
        "arrives",
    ),
    "private IPv4 and public IPv6": (
        {HOME: {"MX": [(10, "mx.home.example")]}, "mx.home.example": {"A": ["10.0.0.1"], "AAAA": ["2001:db8::5"]}},
        "green",
        "arrives",
    ),
    "one of two is private": (
        {
            HOME: {"MX": [(10, "mx.home.example"), (20, "nas.home.example")]},
            "mx.home.example": _PUBLIC,
            "nas.home.example": {"A": ["192.168.1.2"]},
        },
        "red",
        "out_of_reach",
    ),
    "localhost": ({HOME: {"MX": [(10, "localhost")]}}, "red", "out_of_reach"),
    "localhost beside a host": (
        {HOME: {"MX": [(10, "mx.home.example"), (20, "localhost")]}, "mx.home.example": _PUBLIC},
        "red",
        "out_of_reach",
    ),
    "an address as the name": ({HOME: {"MX": [(10, "203.0.113.5")]}}, "red", "out_of_reach"),
    "an address as the name beside a host": (
        {HOME: {"MX": [(10, "mx.home.example"), (20, "203.0.113.5")]}, "mx.home.example": _PUBLIC},
        "red",
        "out_of_reach",
    ),
    "no MX but an address": ({HOME: {"A": ["203.0.113.5"]}}, "amber", "web_server"),
    "no MX but an IPv6 address": ({HOME: {"AAAA": ["2001:db8::5"]}}, "amber", "web_server"),
    "no MX, no address": ({HOME: {"TXT": ["x"]}}, "amber", "nowhere"),
    "no MX, no address, only SPF says no mail": ({HOME: _NO_MAIL}, "amber", "nowhere"),
    "no MX, no address, DMARC only watches": (
        {HOME: _NO_MAIL, "_dmarc.home.example": {"TXT": ["v=DMARC1; p=none; rua=mailto:a@home.example"]}},
        "amber",
        "nowhere",
    ),
    "no MX, no address, SPF lets somebody send": (
        {HOME: {"TXT": ["v=spf1 ip4:203.0.113.5 -all"]}, "_dmarc.home.example": _REJECT},
        "amber",
        "nowhere",
    ),
    "no MX, no address, and no mail by SPF and DMARC": (
        {HOME: _NO_MAIL, "_dmarc.home.example": _REJECT},
        "not_needed",
        None,
    ),
    "an address, and no mail by SPF and DMARC": (
        {HOME: {**_NO_MAIL, "A": ["203.0.113.5"]}, "_dmarc.home.example": _REJECT},
        "amber",
        "web_server",
    ),
}


def every_world() -> list[World]:
    """All of these worlds."""
    return [World(rows) for rows, _, _ in CASES.values()]
