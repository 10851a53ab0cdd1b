"""The firewall of Fedora, firewalld: what its zones let in. A zone is what it does on one kind of network.

The program `firewall-cmd` may ask for a password in a window; busctl, told so, never does. On desktops everyone may
see the zones. On servers only root may.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.look.linux.openings_names import EVERYTHING, opening
from carecheck.look.machine import Machine
from carecheck.words import clean

SERVICE: Final = "firewalld.service"

_NAME: Final = "org.fedoraproject.FirewallD1"
_PATH: Final = "/org/fedoraproject/FirewallD1"

# Networks inside this computer, for guests and containers. Other programs made these zones.
INNER_ZONES: Final = frozenset({"docker", "libvirt", "libvirt-routed", "nm-shared"})

# What every desktop needs to find its network, its printers and shared folders, and what firewalld opens for it.
OF_THE_SYSTEM: Final = frozenset({"dhcpv6-client", "ipp-client", "mdns", "samba-client"})

_ALL_PORTS: Final = ("0-65535", "1-65535")

# Rich rules that let in only some: from some, or to some program. Who asks may choose the port from which it comes.
_NARROW: Final = re.compile(r"\b(?:service name|port port|protocol value|icmp-\w+|source (?:address|mac|ipset))\b")
_BROAD: Final = re.compile(r'source-port|/0"|protocol value="(?:tcp|udp)"|port="[01]-65535"')


# Policies and direct rules may let in more than zones do, and stand in files that only an administrator reads.
BESIDES_ZONES: Final = Unknown("not_seen", "firewalld may have rules besides its zones, which we do not read")


class _Text(msgspec.Struct):
    data: str


class _Texts(msgspec.Struct):
    data: list[str] = []


class _Ports(msgspec.Struct):
    data: list[tuple[str, str]] = []


class Zone(msgspec.Struct):
    """What one zone lets in."""

    target: _Text
    services: _Texts = msgspec.field(default_factory=_Texts)
    ports: _Ports = msgspec.field(default_factory=_Ports)
    protocols: _Texts = msgspec.field(default_factory=_Texts)
    source_ports: _Ports = msgspec.field(default_factory=_Ports)
    rules: _Texts = msgspec.field(default_factory=_Texts, name="rules_str")


class _Active(msgspec.Struct):
    data: list[dict[str, dict[str, list[str]]]]


class _Settings(msgspec.Struct):
    data: list[Zone]


Form = TypeVar("Form")


def default_zone(machine: Machine) -> str | Unknown:
    """The zone for networks that have no other."""
    told = _ask(machine, _NAME, ["getDefaultZone"], _Texts)
    if isinstance(told, Unknown):
        return told
    return told.data[0] if len(told.data) == 1 else Unknown("unreadable", "firewalld does not tell which zones it uses")


def zones_in_use(machine: Machine) -> list[Zone] | Unknown:
    """The zone for networks that have no other, and those of the networks that are connected."""
    default = default_zone(machine)
    if isinstance(default, Unknown):
        return default
    active = _ask(machine, f"{_NAME}.zone", ["getActiveZones"], _Active)
    if isinstance(active, Unknown):
        return active
    if len(active.data) != 1:
        return Unknown("unreadable", "firewalld does not tell which zones it uses")
    outer = [name for name, bound in active.data[0].items() if bound.get("interfaces") and name not in INNER_ZONES]
    zones: list[Zone] = []
    for name in dict.fromkeys([default, *outer]):
        settings = _ask(machine, f"{_NAME}.zone", ["getZoneSettings2", "s", name], _Settings)
        if isinstance(settings, Unknown):
            return settings
        if len(settings.data) != 1:
            return Unknown("unreadable", "firewalld does not tell what a zone lets in")
        zones.append(settings.data[0])
    return zones


def lets_all_in(zones: Sequence[Zone]) -> bool | Unknown:
    """Whether a zone lets in everything."""
    return any_of(_zone_lets_all_in(zone) for zone in zones)


def zone_openings(zones: Sequence[Zone]) -> tuple[str, ...]:
    """What the zones open, by port, and by the names that firewalld has for programs."""
    return tuple(sorted({name for zone in zones for name in _openings(zone)}))


def _openings(zone: Zone) -> Iterator[str]:
    if zone.target.data == "ACCEPT":
        yield EVERYTHING
    yield from (clean(service, 40) for service in zone.services.data if service not in OF_THE_SYSTEM)
    yield from (opening(protocol, port) for port, protocol in zone.ports.data)
    yield from (opening(protocol, "any") for protocol in zone.protocols.data)


def _zone_lets_all_in(zone: Zone) -> bool | Unknown:
    if any(protocol in ("tcp", "udp") and port in _ALL_PORTS for port, protocol in zone.ports.data):
        return True
    if any(protocol in ("tcp", "udp") for protocol in zone.protocols.data):
        return True
    rules = zone.rules.data
    match zone.target.data:
        case "ACCEPT" if not rules:
            return True
        case "ACCEPT":
            return Unknown("not_seen", "a zone of firewalld lets all in, and has rules of its own")
        case "default" | "DROP" | "%%REJECT%%" | "REJECT":
            broad = bool(zone.source_ports.data) or any(_is_broad(rule) for rule in rules)
            return Unknown("not_seen", "a rule of firewalld may let all in") if broad else False
        case _:
            return Unknown("unreadable", "a zone of firewalld does what we do not know")


def _is_broad(rule: str) -> bool:
    return "accept" in rule and not (_NARROW.search(rule) and not _BROAD.search(rule))


def _ask(machine: Machine, interface: str, call: list[str], form: type[Form]) -> Form | Unknown:
    quiet = ("busctl", "--json=short", "--allow-interactive-authorization=no", "call")
    reply = machine.run(*quiet, _NAME, _PATH, interface, *call)
    if isinstance(reply, Unknown):
        return reply
    if reply.exit:
        return Unknown("blocked" if machine.about.elevated else "needs_admin", "firewalld does not answer")
    try:
        return msgspec.json.decode(reply.text, type=form)
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", "firewalld gave an answer of another form")
