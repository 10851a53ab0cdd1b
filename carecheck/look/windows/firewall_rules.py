"""The rules of the Windows firewall, as it keeps them in the registry, and whether one opens a port to any network.

A rule is a text such as `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|App=...|Name=...|`: what it does
not name, it does not ask for.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, only
from carecheck.look.windows.registry import read_key, read_number
from carecheck.look.windows.services import DISABLED, start_of
from carecheck.look.windows_questions import ReadValue, RegistryValue

LOCAL: Final = "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
BY_RULE: Final = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"
SERVICE: Final = "mpssvc"
OTHER_PLACES: Final = (f"{BY_RULE}\\FirewallRules", f"{LOCAL}\\Mdm\\FirewallRules")

Profile = Literal["domain", "private", "public"]
EVERY_PROFILE: Final[frozenset[Profile]] = frozenset({"domain", "private", "public"})
TCP: Final = 6

_PROFILES: Final[Mapping[str, Profile]] = {"domain": "domain", "private": "private", "public": "public"}
_VERSION: Final = re.compile(r"v\d+\.\d+")
_WHOLE_INTERNET: Final = frozenset({"*", "any", "internet", "0.0.0.0-255.255.255.255", "0.0.0.0/0", "::/0"})
_OF_PACKAGES: Final = ("apppkgid", "luown", "pfn")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. An empty tuple or text means that the rule does not ask for it; `for_package`: only for a store app."""

    action: Literal["allow", "block", "other"]
    direction: Literal["in", "out"]
    active: bool
    profiles: frozenset[Profile] = EVERY_PROFILE
    protocol: int | None = None
    local_ports: tuple[str, ...] = ()
    app: str = ""
    service: str = ""
    remote_addresses: tuple[str, ...] = ()
    for_package: bool = False

    @property
    def is_from_anywhere(self) -> bool:
        """Whether it holds whoever is at the other end."""
        return not self.remote_addresses or any(one in _WHOLE_INTERNET for one in self.remote_addresses)


@dataclass(frozen=True, slots=True)
class Door:
    """What a rule would have to open: a TCP port, behind which one of these programs and services waits."""

    port: int
    apps: tuple[str, ...] = ("system",)
    service: str = ""


def parse_rule(text: str) -> Rule | Unknown:
    """Read a rule; each real one ends with a bar and has a name, so one that was cut off is `unreadable`."""
    version, *parts = text.split("|")
    fields: dict[str, list[str]] = {}
    for part in parts:
        name, _, value = part.partition("=")
        fields.setdefault(name.strip().casefold(), []).append(value.strip().casefold())
    action, direction, active = (fields.get(name, [""])[0] for name in ("action", "dir", "active"))
    named = fields.get("profile", [])
    profiles: frozenset[Profile] = frozenset(_PROFILES[name] for name in named if name in _PROFILES)
    protocol = fields.get("protocol", [""])[0]
    whole = _VERSION.fullmatch(version.strip()) and parts and not parts[-1].strip() and fields.get("name")
    understood = (
        direction in ("in", "out")
        and active in ("true", "false")
        and action
        and all(name in _PROFILES for name in named)
    )
    if not whole or not understood or "\ufffd" in text or not (protocol.isdecimal() or not protocol):
        return Unknown("unreadable", "a rule of the firewall is not as we know them")
    return Rule(
        action="allow" if action == "allow" else "block" if action == "block" else "other",
        direction="in" if direction == "in" else "out",
        active=active == "true",
        profiles=profiles or EVERY_PROFILE,
        protocol=int(protocol) if protocol else None,
        local_ports=tuple(_all_of(fields, "lport")),
        app=fields.get("app", [""])[0],
        service=fields.get("svc", [""])[0],
        remote_addresses=tuple(_all_of(fields, "ra4", "ra6")),
        for_package=any(name in fields for name in _OF_PACKAGES),
    )


def firewall_rules(machine: Machine) -> Iterator[Rule | Unknown]:
    """Every rule, or a gap for each that could not be read; every Windows comes with rules of its own."""
    yield from _rules_in(machine, f"{LOCAL}\\FirewallRules", may_be_absent=False)
    for place in OTHER_PLACES:
        yield from _rules_in(machine, place, may_be_absent=True)


def is_open_to_any_network(machine: Machine, *doors: Door) -> bool | Unknown:
    """Whether the firewall lets anyone on a public network through one of those doors."""
    gap: Unknown | None = None
    allowed = blocked = False
    for rule in firewall_rules(machine):
        if isinstance(rule, Unknown):
            gap = rule if gap is None else gap
        elif any(_concerns(rule, door) for door in doors):
            allowed = allowed or (rule.action != "block" and rule.is_from_anywhere)
            blocked = blocked or rule.action == "block"
    if allowed and blocked:
        return Unknown("not_seen", "one rule of the firewall allows it and another one does not")
    if allowed:
        return True
    return _lets_all_in(machine) if gap is None else gap


def _rules_in(machine: Machine, place: str, *, may_be_absent: bool) -> Iterator[Rule | Unknown]:
    listed = read_key(machine, "HKLM", place)
    if isinstance(listed, Unknown):
        yield listed
    elif listed is None or not listed.values:
        if not may_be_absent:
            yield Unknown("unreadable", "the firewall lists no rules")
    else:
        for name in listed.values:
            value = only(RegistryValue, machine.ask(ReadValue("HKLM", place, name)))
            if isinstance(value, Unknown):
                yield value
            elif value is None or not isinstance(value.data, str):
                yield Unknown("unreadable", "a rule of the firewall is no text")
            else:
                yield parse_rule(value.data)


def _concerns(rule: Rule, door: Door) -> bool:
    """Whether a rule is about that door, in a public network."""
    return (
        rule.active
        and rule.direction == "in"
        and not rule.for_package
        and "public" in rule.profiles
        and rule.protocol in (None, TCP)
        and (not rule.local_ports or any(_holds(ports, door.port) for ports in rule.local_ports))
        and (not rule.app or rule.app.rpartition("\\")[2] in door.apps)
        and rule.service in ("", "*", door.service)
    )


def _holds(ports: str, port: int) -> bool:
    first, _, last = ports.partition("-")
    if not first.isdecimal():
        return ports == "*"  # a word such as RPC stands for ports that Windows chooses
    return int(first) <= port <= (int(last) if last.isdecimal() else int(first))


def _all_of(fields: Mapping[str, list[str]], *names: str) -> Iterator[str]:
    """All values of those fields; newer versions of rules have fields of their own, such as LPort2_10 and RA42."""
    for name, values in fields.items():
        if name.partition("_")[0].rstrip("2") in names:
            yield from (value for text in values for value in text.split(",") if value)


def _lets_all_in(machine: Machine) -> bool | Unknown:
    """What happens in a public network to what no rule names; nothing is certain where the firewall is off."""
    on = _of_public_networks(machine, "EnableFirewall")
    start = start_of(machine, SERVICE)
    if isinstance(on, Unknown):
        return on
    if isinstance(start, Unknown):
        return start
    if on != 1 or start == DISABLED:
        return Unknown("not_seen", "the firewall of Windows does not decide this")
    action = _of_public_networks(machine, "DefaultInboundAction")
    return action if isinstance(action, Unknown) else action == 0


def _of_public_networks(machine: Machine, name: str) -> int | None | Unknown:
    ruled = read_number(machine, "HKLM", f"{BY_RULE}\\PublicProfile", name)
    return read_number(machine, "HKLM", f"{LOCAL}\\PublicProfile", name) if ruled is None else ruled
