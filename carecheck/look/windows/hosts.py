"""The file `hosts`, in which Windows looks for a name before it asks anybody."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_text
from carecheck.look.windows.version import CURRENT

NETWORK: Final = "SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"
ORDINARY: Final = "%systemroot%\\system32\\drivers\\etc"
MOST_BYTES: Final = 8_000_000  # lists against advertising are long

_OF_UPDATES: Final = ("windowsupdate.com", "update.microsoft.com", "windowsupdate.microsoft.com")
_DELIVERY: Final = ("delivery.mp.microsoft.com", "dsp.mp.microsoft.com")
_ONLY_COUNTS: Final = "statsfe"  # the servers that count what was installed; without them updates still come


def read_hosts(machine: Machine) -> str | Unknown:
    """The file's text; it must be as long as the folder says."""
    place = _place(machine)
    if isinstance(place, Unknown):
        return place
    raw, entry = machine.read_bytes(place, MOST_BYTES), machine.look_at(place)
    if isinstance(raw, Unknown):
        return raw
    if isinstance(entry, Unknown):
        return entry
    if raw is None and entry is None:
        return _none_in(machine, place.rpartition("/")[0])
    if raw is None or entry is None or len(raw) != entry.size:
        return Unknown("unreadable", "the file hosts was not read whole")
    return raw.decode("latin-1")


def sends_updates_elsewhere(hosts: str) -> bool:
    """Whether a line gives an address of its own to a server from which updates come."""
    for line in hosts.splitlines():
        _, *names = line.partition("#")[0].split() or [""]
        if any(_is_of_updates(name) for name in names):
            return True
    return False


def _none_in(machine: Machine, folder: str) -> str | Unknown:
    """Nothing, if the folder of the file is there."""
    around = machine.look_at(folder)
    if isinstance(around, Unknown):
        return around
    if around is None or around.kind != "folder":
        return Unknown("not_seen", "the folder of the file hosts was not seen")
    return ""


def _place(machine: Machine) -> str | Unknown:
    folder = read_text(machine, "HKLM", NETWORK, "DataBasePath")
    if isinstance(folder, Unknown):
        return folder
    if folder is None or folder.rstrip("\\").casefold() != ORDINARY:
        return Unknown("not_seen", "the file hosts is not in its ordinary place")
    root = read_text(machine, "HKLM", CURRENT, "SystemRoot")
    if root is None or isinstance(root, Unknown):
        return Unknown("not_seen", "this Windows does not tell its folder") if root is None else root
    return root.replace("\\", "/").rstrip("/") + "/System32/drivers/etc/hosts"


def _is_of_updates(name: str) -> bool:
    bare = name.casefold().rstrip(".")
    ends = any(bare == end or bare.endswith(f".{end}") for end in (*_OF_UPDATES, *_DELIVERY))
    return ends and not bare.startswith(_ONLY_COUNTS)
