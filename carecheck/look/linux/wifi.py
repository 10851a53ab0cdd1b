"""How the Wi-Fi in use is protected, by NetworkManager, which answers everybody without asking.

It is not told to look around (`--rescan no`), and its names of networks are not asked for.
"""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.wifi import Wifi
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

INTERFACES: Final = "/sys/class/net"
COUNTED: Final = "/proc/net/dev"
NEARBY: Final = (
    *("nmcli", "--terse", "--fields", "IN-USE,SECURITY,WPA-FLAGS,RSN-FLAGS"),
    *("device", "wifi", "list", "--rescan", "no"),
)

WORST_FIRST: Final = ("open", "wep", "wpa", "wpa2", "wpa3")

_COUNTED: Final = re.compile(r"^\s*([^:\s]{1,15}):", re.MULTILINE)
_ROW: Final = re.compile(
    r"([* ]):((?:WEP|WPA1|WPA2|WPA3|OWE|OWE-TM|802\.1X| )*):([A-Za-z0-9_. ]*|\(none\)):([A-Za-z0-9_. ]*|\(none\))"
)


@probe(Wifi, on="linux")
def wifi(machine: Machine) -> Wifi:
    """Whether an adapter for Wi-Fi is connected, and how."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Wifi.all_unknown(gap)
    in_use = _in_use(machine)
    if isinstance(in_use, Unknown):
        return Wifi.all_unknown(in_use)
    if not in_use:
        return Wifi(in_use=False, security=None, seen_open=False, seen_old=False, seen_protected=False)
    security = _security(machine)
    if isinstance(security, Unknown):
        return Wifi.all_unknown(security).with_facts(in_use=True)
    return Wifi.all_unknown(Unknown("our_fault")).with_facts(
        in_use=True,
        security=security,
        seen_open=security in ("open", "wep"),
        seen_old=security == "wpa",
        seen_protected=security in ("wpa2", "wpa3"),
    )


def has_wifi(machine: Machine) -> bool | Unknown:
    """Whether there is an adapter for Wi-Fi, in use or not."""
    adapters = _adapters(machine)
    return adapters if isinstance(adapters, Unknown) else any_of(_is_wifi(machine, place) for place in adapters)


def _in_use(machine: Machine) -> bool | Unknown:
    """Whether an adapter for Wi-Fi is up."""
    adapters = _adapters(machine)
    return adapters if isinstance(adapters, Unknown) else any_of(_is_wifi_in_use(machine, place) for place in adapters)


def _adapters(machine: Machine) -> list[str] | Unknown:
    """The folders of all network adapters. The kernel lists them in two places, which must agree."""
    entries = machine.list_folder(INTERFACES)
    counted = machine.read_live(COUNTED)
    if isinstance(entries, Unknown):
        return entries
    if isinstance(counted, Unknown):
        return counted
    names = {entry.name for entry in entries or () if entry.name != "bonding_masters"}
    if not names or names != set(_COUNTED.findall(counted or "")):
        return Unknown("unreadable", "the kernel did not show each of its network adapters")
    return [f"{INTERFACES}/{name}" for name in sorted(names)]


def _is_wifi_in_use(machine: Machine, place: str) -> bool | Unknown:
    state = machine.read_live(f"{place}/operstate")
    if isinstance(state, Unknown):
        return state
    match (state or "").strip():
        case "down" | "notpresent" | "lowerlayerdown":
            return False
        case "up" | "dormant" | "unknown":
            return _is_wifi(machine, place)
        case _:
            return Unknown("unreadable", "the state of a network adapter has another form")


def _is_wifi(machine: Machine, place: str) -> bool | Unknown:
    """Whether an adapter is one for Wi-Fi: by two signs, which must agree."""
    has_radio = machine.exists(f"{place}/phy80211")
    told = machine.read_live(f"{place}/uevent")
    for answer in (has_radio, told):
        if isinstance(answer, Unknown):
            return answer
    if not isinstance(told, str) or "INTERFACE=" not in told or ("DEVTYPE=wlan\n" in told) != has_radio:
        return Unknown("unreadable", "the kernel does not tell what a network adapter is")
    return has_radio


def _security(machine: Machine) -> str | Unknown:
    """How the access point in use is protected; of several, the weakest counts."""
    told = machine.run(*NEARBY)
    if isinstance(told, Unknown):
        return told
    if told.exit:
        return Unknown("not_seen", "NetworkManager does not look after the Wi-Fi in use")
    ways = list(_ways(told.text))
    weakest = next((way for way in WORST_FIRST if way in ways), None)
    gap = next((way for way in ways if isinstance(way, Unknown)), None)
    if weakest is None or (gap is not None and weakest != "open"):
        return gap if gap is not None else Unknown("not_seen", "NetworkManager does not tell which Wi-Fi is in use")
    return weakest


def _ways(text: str) -> Iterator[str | Unknown]:
    for line in text.splitlines():
        row = _ROW.fullmatch(line)
        if row is None:
            yield Unknown("unreadable", "NetworkManager tells of a network in another form")
        elif row[1] == "*":
            yield _way(frozenset(row[2].split()), f"{row[3]} {row[4]}")


def _way(kinds: frozenset[str], ciphers: str) -> str | Unknown:
    if not kinds:
        return "open" if "psk" not in ciphers and "sae" not in ciphers else _UNCLEAR
    if "WEP" in kinds:
        return "wep"
    if kinds & {"OWE", "OWE-TM"}:
        return Unknown("not_seen", "the Wi-Fi in use asks for no password, and hides what is sent")
    if "WPA1" in kinds or "tkip" in ciphers:
        return "wpa"
    if "WPA2" in kinds:
        return "wpa2"
    return "wpa3" if "WPA3" in kinds else _UNCLEAR


_UNCLEAR: Final = Unknown("unreadable", "the Wi-Fi in use is protected in an unknown way")
