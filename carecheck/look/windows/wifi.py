"""How the Wi-Fi in use is protected.

From build 26100 on, that question makes Windows ask the person for leave to know where the computer is. So it is never
put there: what is seen is only that Wi-Fi is in use.
"""

from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.wifi import Wifi
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.adapters import WIRELESS, adapters
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import windows_version
from carecheck.look.windows_questions import FIRST_BUILD_THAT_ASKS_FOR_WIFI, AskApi

Security = Literal["open", "wep", "wpa", "wpa2", "wpa3"]

CONNECTED: Final = 1

# DOT11_AUTH_ALGORITHM. Anybody may join an "enhanced open" network, too; it only scrambles what is sent.
OPEN, SHARED_KEY, WPA, WPA_PSK, RSNA, RSNA_PSK, WPA3_192, WPA3_SAE, OWE, WPA3 = 1, 2, 3, 4, 6, 7, 8, 9, 10, 11
_WAYS: Final[dict[int, Security]] = {
    OPEN: "open",
    SHARED_KEY: "wep",
    WPA: "wpa",
    WPA_PSK: "wpa",
    RSNA: "wpa2",
    RSNA_PSK: "wpa2",
    WPA3_192: "wpa3",
    WPA3_SAE: "wpa3",
    OWE: "open",
    WPA3: "wpa3",
}
# DOT11_CIPHER_ALGORITHM.
NO_CIPHER, TKIP = 0, 2
WEPS: Final = (1, 5, 0x101)
STRONG: Final = (4, 8, 9, 10)  # CCMP and GCMP, with keys of 128 and 256 bits
_WORST_FIRST: Final[tuple[Security, ...]] = ("open", "wep", "wpa", "wpa2", "wpa3")


class _Connection(msgspec.Struct):
    """One Wi-Fi adapter; how it is protected is told of a connected one."""

    state: int
    auth: int | None
    cipher: int | None


class _Connections(msgspec.Struct):
    """All Wi-Fi adapters, if Windows shows them."""

    shown: bool
    count: int
    rows: list[_Connection]


@probe(Wifi, on="windows")
def wifi(machine: Machine) -> Wifi:
    """Whether an adapter for Wi-Fi is connected, and how."""
    listed = adapters(machine)
    if isinstance(listed, Unknown):
        return Wifi.all_unknown(listed)
    if not any(row.type == WIRELESS and row.up for row in listed):
        return Wifi(in_use=False, security=None, seen_open=False, seen_old=False, seen_protected=False)
    security = _security(machine)
    if security is None:
        hidden = Unknown("blocked", "this Windows shows its Wi-Fi to no program without asking the person")
        return Wifi(in_use=True, security=hidden, seen_open=False, seen_old=False, seen_protected=False)
    if isinstance(security, Unknown):
        return Wifi.all_unknown(security).with_facts(in_use=True)
    return Wifi(
        in_use=True,
        security=security,
        seen_open=security in ("open", "wep"),
        seen_old=security == "wpa",
        seen_protected=security in ("wpa2", "wpa3"),
    )


def _security(machine: Machine) -> Security | None | Unknown:
    """How the Wi-Fi in use is protected; None: this Windows shows that to no program."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return windows
    if windows.build >= FIRST_BUILD_THAT_ASKS_FOR_WIFI:
        return None
    told = ask(machine, AskApi("wifi"), _Connections)
    if isinstance(told, Unknown):
        return told
    if not told.shown:
        return None
    ways = [_way(row) for row in told.rows if row.state == CONNECTED]
    weakest: Security | None = next((way for way in _WORST_FIRST if way in ways), None)
    if weakest is None or (weakest != "open" and any(isinstance(way, Unknown) for way in ways)):
        return Unknown("unreadable", "the Wi-Fi in use is protected in an unknown way")
    return weakest


def _way(row: _Connection) -> Security | Unknown:
    """How one connection is protected; the older of the two things that must fit together counts."""
    way = _WAYS.get(-1 if row.auth is None else row.auth)
    if way is None or row.cipher is None:
        return Unknown("unreadable", f"authentication {row.auth}, cipher {row.cipher}")
    if row.auth == OPEN and row.cipher == NO_CIPHER:
        return "open"
    if row.cipher in WEPS:
        return "wep"
    if row.cipher == TKIP:
        return "wpa"
    return way if row.cipher in STRONG else Unknown("unreadable", f"cipher {row.cipher}")
