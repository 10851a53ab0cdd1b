"""The firewall of Ubuntu and Linux Mint, ufw: whether it is on, and what it does with what no rule names.

Its service is active also while ufw is off, so the service alone says nothing. With the setting it does: the service
puts the rules in place when the computer starts. Its rules are for root only.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.openings_names import opening
from carecheck.look.linux.shell_settings import shell_setting
from carecheck.look.linux.systemd import Unit
from carecheck.look.machine import Machine

SERVICE: Final = "ufw.service"
SETTINGS: Final = "/etc/ufw/ufw.conf"
POLICIES: Final = "/etc/default/ufw"
RULES: Final = ("/etc/ufw/user.rules", "/etc/ufw/user6.rules")

# The rules around those, and the same files as they came with ufw.
AROUND: Final = "/etc/ufw"
AS_THEY_CAME: Final = "/usr/share/ufw/iptables"
AROUND_RULES: Final = ("before.rules", "before6.rules", "after.rules", "after6.rules")

_END: Final = "COMMIT"
_RULE: Final = re.compile(r"^### tuple ### (.*)$", re.MULTILINE)
_FROM_ANYWHERE: Final = ("0.0.0.0/0", "::/0")


def ufw_is_on(machine: Machine, services: Mapping[str, Unit] | Unknown) -> bool | Unknown:
    """Whether ufw is set to be on, and its service has put it in place."""
    enabled = shell_setting(machine, SETTINGS, "ENABLED")
    if isinstance(enabled, Unknown):
        return enabled
    if enabled is None or enabled.lower() == "no":
        return False
    if enabled.lower() != "yes":
        return Unknown("unreadable", f"{SETTINGS} says neither yes nor no")
    if isinstance(services, Unknown):
        return services
    started = services[SERVICE].is_on
    return started if started is not False else Unknown("not_seen", "ufw is set to be on, but its service is off")


def ufw_lets_all_in(machine: Machine) -> bool | Unknown:
    """Whether ufw lets in what no rule names."""
    policy = shell_setting(machine, POLICIES, "DEFAULT_INPUT_POLICY")
    match policy:
        case Unknown():
            return policy
        case "ACCEPT":
            return True
        case "DROP" | "REJECT":
            return False
        case _:
            return Unknown("unreadable", f"{POLICIES} does not say what ufw does with what no rule names")


def ufw_openings(machine: Machine) -> tuple[str, ...] | Unknown:
    """What ufw's rules open to everybody; only root may read them."""
    found: list[str] = []
    for path in RULES:
        text = machine.read(path)
        if not isinstance(text, str):
            return Unknown("not_seen", f"no {path}") if text is None else text
        if text.split()[-1:] != [_END]:
            return Unknown("unreadable", f"{path} does not come to its end")
        for rule in _RULE.findall(text):
            opened = _opened(rule)
            if isinstance(opened, Unknown):
                return opened
            found.extend(opened)
    return tuple(sorted(set(found)))


def ufw_has_only_these(machine: Machine) -> bool | Unknown:
    """Whether nobody changed the rules around, so that ufw's rules name all that it opens."""
    for name in AROUND_RULES:
        now, first = machine.read(f"{AROUND}/{name}"), machine.read(f"{AS_THEY_CAME}/{name}")
        if isinstance(now, Unknown) or isinstance(first, Unknown):
            return now if isinstance(now, Unknown) else Unknown("unreadable", f"{AS_THEY_CAME} cannot be read")
        if not now or now != first:
            return False
    return True


def _opened(rule: str) -> list[str] | Unknown:
    """The ports that one rule opens to everybody, as in `allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in`."""
    words = rule.partition(" comment=")[0].split()
    if len(words) not in (7, 9):
        return Unknown("unreadable", "a rule of ufw has another form")
    action, protocol, ports, _, _, source = words[:6]
    kind = action.partition("_")[0]
    if kind not in ("allow", "limit") or not words[-1].startswith("in") or source not in _FROM_ANYWHERE:
        return []
    return [opening(protocol, port) for port in ports.split(",")]
