"""The firewall of Windows and the networks it is on: through COM and WMI, and its rules as the registry holds them."""

import sys

assert sys.platform == "win32"

import winreg
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from carecheck.look.windows_door.com_object import ComObject
from carecheck.look.windows_door.registry import TooLargeError, local_machine, opened, value_in, value_names
from carecheck.look.windows_door.wmi import rows_of
from carecheck.look.windows_questions import ApiTopic, ComTopic

MOST_RULES: Final = 20_000  # in one place
MOST_BYTES: Final = 20_000  # of one rule
NETWORKS: Final = "root\\StandardCimv2"
RULES: Final = (
    "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\FirewallRules",
    "SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\FirewallRules",
    "SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy\\Mdm\\FirewallRules",
)

_DOMAIN, _PRIVATE, _PUBLIC = 1, 2, 4  # NET_FW_PROFILE_TYPE2
_INTERNET: Final = 4  # of IPv4Connectivity and IPv6Connectivity


def _firewall() -> dict[str, Any]:
    policy = ComObject.named("HNetCfg.FwPolicy2")
    rows = [
        {
            "profile": profile,
            "on": bool(policy.get("FirewallEnabled", profile)),
            "inbound": int(policy.get("DefaultInboundAction", profile)),
        }
        for profile in (_DOMAIN, _PRIVATE, _PUBLIC)
    ]
    return {"count": len(rows), "rows": rows}


def _networks() -> dict[str, Any]:
    names = ("NetworkCategory", "IPv4Connectivity", "IPv6Connectivity")
    rows = [
        {
            "category": int(row["NetworkCategory"]),
            "internet": _INTERNET in (row["IPv4Connectivity"], row["IPv6Connectivity"]),
        }
        for row in rows_of(NETWORKS, "MSFT_NetConnectionProfile", names)
    ]
    return {"count": len(rows), "rows": rows}


def firewall_rules() -> dict[str, Any]:
    """The text of each rule; a value that is no text stands there as an empty one. Raises OSError, TooLargeError."""
    rules: list[str] = []
    for key in RULES:
        try:
            rules.extend(_rules(key))
        except FileNotFoundError:
            continue  # nobody has rules there
    return {"count": len(rules), "rows": [{"rule": rule} for rule in rules]}


def _rules(key: str) -> Iterator[str]:
    with opened(local_machine(), key, 64) as handle:
        _, count, _ = winreg.QueryInfoKey(handle)
        if count > MOST_RULES:
            raise TooLargeError(f"more than {MOST_RULES:,} rules")
        for name in value_names(handle, count):
            data, form = value_in(handle, name, MOST_BYTES)
            yield data if form == winreg.REG_SZ and isinstance(data, str) else ""


COM_TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {
    "firewall": _firewall,
    "networks": _networks,
}

TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"firewall_rules": firewall_rules}
