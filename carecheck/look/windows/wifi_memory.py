"""Open Wi-Fi networks that Windows remembers, and joins by itself; the names and keys in these files are not read.

Its functions for Wi-Fi are not asked, for some of them make Windows ask the person for leave (see wifi.py). A Windows
that keeps these files for administrators says so.
"""

import re
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.wifi_memory import WifiMemory
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.adapters import WIRELESS, adapters

FOLDER: Final = "C:/ProgramData/Microsoft/Wlansvc/Profiles/Interfaces"
MOST_BYTES: Final = 100_000
MOST_NETWORKS: Final = 500
OPEN: Final = "open"
SCRAMBLED: Final = "owe"  # it asks for no password either
OTHERS: Final = frozenset({"shared", "wpa", "wpapsk", "wpa2", "wpa2psk", "wpa3", "wpa3ent", "wpa3ent192", "wpa3sae"})

_MODE: Final = re.compile(r"<connectionMode>\s*(\w+)\s*</connectionMode>")
_WAY: Final = re.compile(
    r"<authEncryption>\s*<authentication>\s*(\w+)\s*</authentication>\s*<encryption>\s*(\w+)\s*</encryption>"
)
_WAYS: Final = re.compile(r"<authEncryption>")


@probe(WifiMemory, on="windows")
def wifi_memory(machine: Machine) -> WifiMemory:
    """Look at the file of each network, one folder an adapter."""
    listed = adapters(machine)
    if isinstance(listed, Unknown):
        return WifiMemory.all_unknown(listed)
    if not any(row.type == WIRELESS for row in listed):
        return WifiMemory(has_wifi=False, joins_open=False)
    files = _files(machine)
    if isinstance(files, Unknown):
        return WifiMemory(has_wifi=True, joins_open=files)
    return WifiMemory(has_wifi=True, joins_open=any_of(_joins_open(machine, path) for path in files))


def _files(machine: Machine) -> list[str] | Unknown:
    interfaces = machine.list_folder(FOLDER)
    if interfaces is None:
        return Unknown("not_seen", "Windows keeps its Wi-Fi networks in another place")
    if isinstance(interfaces, Unknown):
        return interfaces
    found: list[str] = []
    for place in (f"{FOLDER}/{entry.name}" for entry in interfaces if entry.kind == "folder"):
        files = machine.list_folder(place)
        if isinstance(files, Unknown):
            return files
        found += [f"{place}/{entry.name}" for entry in files or () if entry.name.lower().endswith(".xml")]
    return found if len(found) <= MOST_NETWORKS else Unknown("unreadable", "too many Wi-Fi networks are remembered")


def _joins_open(machine: Machine, path: str) -> bool | Unknown:
    text = machine.read(path, MOST_BYTES)
    if isinstance(text, Unknown):
        return text
    if text is None or not text.rstrip().endswith("</WLANProfile>"):
        return _OF_OTHER_FORM
    if [mode.lower() for mode in _MODE.findall(text)] == ["manual"]:
        return False
    ways = [(way.lower(), cipher.lower()) for way, cipher in _WAY.findall(text)]
    if not ways or len(ways) != len(_WAYS.findall(text)):
        return _OF_OTHER_FORM
    return any_of(_is_open(way, cipher) for way, cipher in ways)


def _is_open(way: str, cipher: str) -> bool | Unknown:
    if way == SCRAMBLED or (way == OPEN and cipher == "none"):
        return True
    known = way in OTHERS or (way == OPEN and cipher == "wep")
    return False if known else Unknown("unreadable", "a Wi-Fi network is protected in an unknown way")


_OF_OTHER_FORM: Final = Unknown("unreadable", "what Windows remembers of a Wi-Fi network has another form")
