"""Open Wi-Fi networks that NetworkManager remembers, and joins by itself.

It tells everybody, and no names are asked for. What a person keeps for themselves alone, it shows to nobody else.
"""

import re
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.wifi_memory import WifiMemory
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.wifi import has_wifi
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

LISTED: Final = ("nmcli", "--terse", "--fields", "UUID,TYPE,AUTOCONNECT", "connection", "show")
# The same in another order: nothing else shows that a list of rows of one length was cut short.
LISTED_AGAIN: Final = ("nmcli", "--terse", "--fields", "TYPE,UUID,AUTOCONNECT", "connection", "show")
DETAILS: Final = (
    *("nmcli", "--terse", "--fields", "connection.uuid,802-11-wireless-security.key-mgmt"),
    *("connection", "show"),
)
WIFI: Final = "802-11-wireless"
MOST_NETWORKS: Final = 300
PROTECTED: Final = frozenset({"none", "ieee8021x", "wpa-psk", "wpa-eap", "wpa-eap-suite-b-192", "sae"})  # none: WEP
OPEN: Final = frozenset({None, "owe"})  # one only scrambles what is sent, and asks for no password either

_ID: Final = "[0-9a-fA-F-]{36}"
_ROW: Final = re.compile(rf"({_ID}):([a-z0-9.-]+):(yes|no)")
_ROW_AGAIN: Final = re.compile(rf"([a-z0-9.-]+):({_ID}):(yes|no)")
_NETWORK: Final = re.compile(
    rf"connection\.uuid:({_ID})\n(?:802-11-wireless-security\.key-mgmt:([a-z0-9-]+)\n)?(?:\n|\Z)"
)


@probe(WifiMemory, on="linux")
def wifi_memory(machine: Machine) -> WifiMemory:
    """Look at each network that is joined without asking."""
    gap = not_this_computer(machine)
    if gap is not None:
        return WifiMemory.all_unknown(gap)
    has = has_wifi(machine)
    if isinstance(has, Unknown) or not has:
        return WifiMemory(has_wifi=has, joins_open=has)
    return WifiMemory(has_wifi=True, joins_open=_joins_open(machine))


def _joins_open(machine: Machine) -> bool | Unknown:
    joined = _joined(machine)
    if isinstance(joined, Unknown) or not joined:
        return joined if isinstance(joined, Unknown) else False
    told = machine.run(*DETAILS, *(part for one in joined for part in ("uuid", one)))
    if isinstance(told, Unknown):
        return told
    ways = {found[1]: found[2] for found in _NETWORK.finditer(told.text)}
    if told.exit or ways.keys() != set(joined):
        return Unknown("unreadable", "NetworkManager does not tell of each network that it remembers")
    return any_of(_is_open(way) for way in ways.values())


def _joined(machine: Machine) -> tuple[str, ...] | Unknown:
    """The Wi-Fi networks that are joined without asking, by the numbers that NetworkManager gives them."""
    rows = _rows(machine, LISTED, _ROW)
    again = _rows(machine, LISTED_AGAIN, _ROW_AGAIN)
    if isinstance(rows, Unknown):
        return rows
    if isinstance(again, Unknown):
        return again
    if sorted(rows) != sorted((one, kind, joined) for kind, one, joined in again):
        return Unknown("unreadable", "NetworkManager contradicts itself about what it remembers")
    found = tuple(one for one, kind, joined in rows if kind == WIFI and joined == "yes")
    return found if len(found) <= MOST_NETWORKS else Unknown("unreadable", "too many Wi-Fi networks are remembered")


def _rows(machine: Machine, asked: tuple[str, ...], form: re.Pattern[str]) -> list[tuple[str, ...]] | Unknown:
    told = machine.run(*asked)
    if isinstance(told, Unknown):
        return told
    if told.exit:
        return Unknown("not_seen", "NetworkManager does not look after Wi-Fi here")
    rows = [form.fullmatch(line) for line in told.text.splitlines()]
    found = [row.groups() for row in rows if row is not None]
    if len(found) < len(rows):
        return Unknown("unreadable", "NetworkManager lists what it remembers in another form")
    return found


def _is_open(way: str | None) -> bool | Unknown:
    if way in OPEN:
        return True
    return False if way in PROTECTED else Unknown("unreadable", "a Wi-Fi network is protected in an unknown way")
