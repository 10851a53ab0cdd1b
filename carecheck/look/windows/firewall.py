"""The firewall of this Windows on each kind of network: rules of an organisation first, then its own settings.

Windows' own firewall counts only while its services run. Another firewall counts when the security centre says so.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from carecheck.facts.firewall import Firewall
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.security_centre import firewall_products
from carecheck.look.windows.services import is_running
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import obeys_rules, windows_version
from carecheck.look.windows_questions import AskCom

SETTINGS: Final = "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
RULES: Final = ("SOFTWARE\\Policies\\Microsoft\\WindowsFirewall", f"{SETTINGS}\\Mdm")
SERVICES: Final = ("mpssvc", "BFE")

ON, IN = "EnableFirewall", "DefaultInboundAction"
COM_BLOCKS, COM_ALLOWS = 0, 1  # NET_FW_ACTION; in the registry it is the other way round


class _Kind(NamedTuple):
    """A kind of network: its number for COM, its names in rules, and its name in the settings."""

    number: int
    in_rules: tuple[str, ...]
    in_settings: str


_KINDS: Final = (
    _Kind(1, ("DomainProfile",), "DomainProfile"),
    _Kind(2, ("PrivateProfile", "StandardProfile"), "StandardProfile"),
    _Kind(4, ("PublicProfile",), "PublicProfile"),
)


class _Row(msgspec.Struct):
    """What COM tells of one kind of network, by its own settings alone."""

    profile: int
    on: bool
    inbound: int


class _Rows(msgspec.Struct):
    """All kinds of network."""

    count: int
    rows: list[_Row]


@probe(Firewall, on="windows")
def firewall(machine: Machine) -> Firewall:
    """Put together what each kind of network has."""
    other = other_firewall(machine)
    told = ask(machine, AskCom("firewall"), _Rows)
    obeys = obeys_rules(machine)
    stopped = any_of(_is_stopped(machine, name) for name in SERVICES)
    off = [any_of([stopped, _own_is_off(machine, kind, told, obeys=obeys)]) for kind in _KINDS]
    lets_in = any_of([*off, *(_own_lets_in(machine, kind, told, obeys=obeys) for kind in _KINDS)])
    if isinstance(other, str):
        gap = Unknown("not_seen", "another firewall does not tell what it lets in")
        return Firewall(other=other, off_everywhere=False, off_somewhere=False, lets_all_in=gap)
    return Firewall(
        other=other,
        off_everywhere=_unless_other(all_of(off), other),
        off_somewhere=_unless_other(any_of(off), other),
        lets_all_in=other if isinstance(other, Unknown) else lets_in,
    )


def other_firewall(machine: Machine) -> str | None | Unknown:
    """The name of another firewall that is on; None: Windows' own is in charge, as on servers."""
    windows = windows_version(machine)
    if not isinstance(windows, Unknown) and windows.is_server:
        return None
    products = firewall_products(machine)
    if isinstance(products, Unknown):
        return products
    on = [(product.name, product.is_in("on")) for product in products]
    sure = [name for name, is_on in on if is_on is True]
    return sure[0] if sure else next((is_on for _, is_on in on if isinstance(is_on, Unknown)), None)


def _unless_other(off: bool | Unknown, other: None | Unknown) -> bool | Unknown:
    """Whether it is off; where another firewall may be on, only that Windows' own is on can be told."""
    return off if other is None or off is False else other


def _is_stopped(machine: Machine, service: str) -> bool | Unknown:
    running = is_running(machine, service)
    return running if isinstance(running, Unknown) else not running


def _own_is_off(machine: Machine, kind: _Kind, told: _Rows | Unknown, *, obeys: bool) -> bool | Unknown:
    setting = read_number(machine, "HKLM", f"{SETTINGS}\\{kind.in_settings}", ON)
    if setting is None:
        setting = Unknown("not_seen", f"{ON} is not set for {kind.in_settings}")
    row = _of_kind(told, kind)
    by_setting = any_of([_is(setting, off=0, on=1), row if isinstance(row, Unknown) else not row.on])
    return _by_rule(_number(_ruled(machine, kind, ON)), by_setting, obeys=obeys)


def _own_lets_in(machine: Machine, kind: _Kind, told: _Rows | Unknown, *, obeys: bool) -> bool | Unknown:
    setting = read_number(machine, "HKLM", f"{SETTINGS}\\{kind.in_settings}", IN)
    row = _of_kind(told, kind)
    by_setting = any_of(
        [
            False if setting is None else _is(setting, off=0, on=1),  # what is not set blocks
            row if isinstance(row, Unknown) else _is(row.inbound, off=COM_ALLOWS, on=COM_BLOCKS),
        ]
    )
    return _by_rule(_number(_ruled(machine, kind, IN)), by_setting, obeys=obeys)


def _by_rule(rule: int | None | Unknown, by_setting: bool | Unknown, *, obeys: bool) -> bool | Unknown:
    """What a rule says, else the settings; where a rule may be ignored, it counts only together with them."""
    if rule is None:
        return by_setting
    ruled = _is(rule, off=0, on=1)
    if obeys or ruled == by_setting:
        return ruled
    return Unknown("not_seen", "a rule about the firewall is set, and this edition of Windows may ignore it")


def _ruled(machine: Machine, kind: _Kind, name: str) -> Iterator[int | None | Unknown]:
    for rules in RULES:
        for profile in kind.in_rules:
            yield read_number(machine, "HKLM", f"{rules}\\{profile}", name)


def _number(numbers: Iterator[int | None | Unknown]) -> int | None | Unknown:
    """What the rules say together: one that cannot be read leaves it open, and of several the lowest counts."""
    found = [number for number in numbers if number is not None]
    gap = next((number for number in found if isinstance(number, Unknown)), None)
    if gap is not None:
        return gap
    return min((number for number in found if not isinstance(number, Unknown)), default=None)


def _is(number: int | Unknown, *, off: int, on: int) -> bool | Unknown:
    """Whether a number is the one for off, and not the one for on."""
    if isinstance(number, Unknown) or number in (off, on):
        return number if isinstance(number, Unknown) else number == off
    return Unknown("unreadable", f"a setting of the firewall is {number}")


def _of_kind(told: _Rows | Unknown, kind: _Kind) -> _Row | Unknown:
    if isinstance(told, Unknown):
        return told
    rows = [row for row in told.rows if row.profile == kind.number]
    return rows[0] if len(rows) == 1 else Unknown("unreadable", "the firewall does not tell of each kind of network")
