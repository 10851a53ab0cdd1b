"""Open Wi-Fi networks that a Mac remembers, and joins by itself. It shows them to administrators only."""

import re
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.wifi_memory import WifiMemory
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist, read_plist
from carecheck.look.macos.wifi import wifi_interfaces
from carecheck.look.probes import probe

REMEMBERED: Final = "/Library/Preferences/com.apple.wifi.known-networks.plist"
NETWORK: Final = "wifi.network."
SECURITY: Final = "SupportedSecurityTypes"
NOT_BY_ITSELF: Final = "AutoJoinDisabled"
UNKNOWN_FORM: Final = Unknown("unreadable", "a Wi-Fi network is protected in an unknown way")

_OPEN: Final = re.compile(r"\b(?:open|none|owe)\b", re.IGNORECASE)
_PROTECTED: Final = re.compile(r"\b(?:dynamic )?(?:wep|wpa[23]?)\b", re.IGNORECASE)


@probe(WifiMemory, on="macos")
def wifi_memory(machine: Machine) -> WifiMemory:
    """Look at each network that is remembered."""
    interfaces = wifi_interfaces(machine)
    if isinstance(interfaces, Unknown):
        return WifiMemory.all_unknown(interfaces)
    if not interfaces:
        return WifiMemory(has_wifi=False, joins_open=False)
    return WifiMemory(has_wifi=True, joins_open=_joins_open(machine))


def _joins_open(machine: Machine) -> bool | Unknown:
    remembered = read_plist(machine, REMEMBERED)
    if remembered is None:
        return Unknown("not_seen", "macOS keeps its Wi-Fi networks in another place")
    if isinstance(remembered, Unknown):
        return remembered
    networks = (remembered.inner(name) for name in remembered.values if name.startswith(NETWORK))
    return any_of(_is_joined_open(network) for network in networks if network is not None)


def _is_joined_open(network: Plist | Unknown) -> bool | Unknown:
    if isinstance(network, Unknown):
        return UNKNOWN_FORM  # what says more holds the name of the network
    stays_away = network.flag(NOT_BY_ITSELF)
    if stays_away is True:
        return False
    security = network.text(SECURITY)
    if isinstance(security, str) and _OPEN.search(security):
        return stays_away if isinstance(stays_away, Unknown) else True
    if isinstance(security, str) and _PROTECTED.search(security):
        return False
    return UNKNOWN_FORM
