"""Whether the firewall of Windows lets anyone on a public network through to a port behind which something waits."""

from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.firewall_rules import Rule, firewall_rules
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.services import DISABLED, start_of

LOCAL: Final = "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
BY_RULE: Final = "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall"
SERVICE: Final = "mpssvc"

_TCP: Final = ("6", "256", "")


@dataclass(frozen=True, slots=True)
class Door:
    """What a rule would have to open: a TCP port, behind which one of these programs and services waits."""

    port: int
    apps: tuple[str, ...] = ("system",)
    service: str = ""


def is_open_to_any_network(machine: Machine, *doors: Door) -> bool | Unknown:
    """Whether the firewall lets anyone on a public network through one of those doors."""
    rules = firewall_rules(machine)
    if isinstance(rules, Unknown):
        return rules
    gap = next((rule for rule in rules if isinstance(rule, Unknown)), None)
    about = [rule for rule in rules if isinstance(rule, Rule) and any(_concerns(rule, door) for door in doors)]
    allowed = any(not rule.blocks and rule.is_for_anyone for rule in about)
    if allowed and any(rule.blocks for rule in about):
        return Unknown("not_seen", "one rule of the firewall allows it and another one does not")
    if allowed:
        return True
    return _lets_all_in(machine) if gap is None else gap


def _concerns(rule: Rule, door: Door) -> bool:
    """Whether a rule is about that door, in a public network."""
    ports = rule.local_ports
    return (
        rule.holds_on_public_networks
        and not rule.is_for_package
        and rule.first("Protocol") in _TCP
        and (not ports or any(_holds(some, door.port) for some in ports))
        and (not rule.path or rule.path.casefold().rpartition("\\")[2] in door.apps)
        and rule.first("Svc").casefold() in ("", "*", door.service)
    )


def _holds(ports: str, port: int) -> bool:
    first, _, last = ports.partition("-")
    if not first.isdecimal():
        return ports == "*"  # a word such as RPC stands for ports that Windows chooses
    return int(first) <= port <= (int(last) if last.isdecimal() else int(first))


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
