"""The network adapters of this computer, as Windows lists them to everybody."""

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

LOOPBACK, WIRELESS = 24, 71  # IF_TYPE_SOFTWARE_LOOPBACK, IF_TYPE_IEEE80211


class Adapter(msgspec.Struct):
    """One adapter: its IfType, whether it is connected, the addresses of whom it asks for names, and its gateways.

    Older recordings do not tell the gateways.
    """

    type: int
    up: bool
    dns: list[str]
    gateways: list[str] | None = None


class _Adapters(msgspec.Struct):
    """All adapters."""

    count: int
    rows: list[Adapter]


def adapters(machine: Machine) -> list[Adapter] | Unknown:
    """Every Windows has an adapter of its own that leads to itself, so a list without it is `unreadable`."""
    told = ask(machine, AskApi("adapters"), _Adapters)
    if isinstance(told, Unknown):
        return told
    if not any(row.type == LOOPBACK for row in told.rows):
        return Unknown("unreadable", "the list of network adapters is not whole")
    return told.rows
