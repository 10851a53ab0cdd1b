"""Rules of this Linux for memory sticks: of the kernel, of its drivers, and of the desktop GNOME.

USBGuard tells the kernel to let in no device by itself, and everybody can see that.
"""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.usb import Usb
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import services
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

DEVICES: Final = "/sys/bus/usb/devices"
USBGUARD: Final = "usbguard.service"
MODULES: Final = ("/etc/modprobe.d", "/run/modprobe.d", "/usr/lib/modprobe.d", "/lib/modprobe.d")
LOADED: Final = "/sys/module/usb_storage"

_HUB: Final = re.compile(r"usb\d{1,3}")
_NEVER_LOADED: Final = re.compile(
    r"^[ \t]*install[ \t]+usb[-_]storage[ \t]+(?:/usr)?/bin/(?:false|true)[ \t]*$", re.MULTILINE
)
# Not loaded by itself; but the driver of quick sticks (uas) loads it, too, unless that is on the list as well.
_NOT_BY_ITSELF: Final = tuple(
    re.compile(rf"^[ \t]*blacklist[ \t]+{name}[ \t]*$", re.MULTILINE) for name in ("usb[-_]storage", "uas")
)


@probe(Usb, on="linux")
def usb(machine: Machine) -> Usb:
    """Look whether the kernel lets sticks in; Linux itself has no rule for reading only or for encryption."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Usb.all_unknown(gap)
    return Usb(
        blocked=any_of([_let_in_by_nobody(machine), _without_driver(machine)]), read_only=False, only_encrypted=False
    )


def _let_in_by_nobody(machine: Machine) -> bool | Unknown:
    """Whether a program that knows each device lets it in, and the kernel does not."""
    entries = machine.list_folder(DEVICES)
    if entries is None or isinstance(entries, Unknown):
        return Unknown("not_seen", "the kernel shows no USB here") if entries is None else entries
    hubs = [f"{DEVICES}/{entry.name}" for entry in entries if _HUB.fullmatch(entry.name)]
    if not hubs:
        return Unknown("not_seen", "the kernel shows no USB here")
    kept_out = all_of(_keeps_out(machine, hub) for hub in hubs)
    if kept_out is not True:
        return kept_out
    guard = services(machine, USBGUARD)
    if guard is None or isinstance(guard, Unknown):
        return Unknown("not_seen", "it is not known who lets devices in") if guard is None else guard
    return guard[USBGUARD].runs_or_starts


def _keeps_out(machine: Machine, hub: str) -> bool | Unknown:
    text = machine.read_live(f"{hub}/authorized_default")
    match text.strip() if isinstance(text, str) else text:
        case Unknown() as gap:
            return gap
        case "0" | "2":  # 2: only what is built in is let in
            return True
        case "1" | "-1":
            return False
        case _:
            return Unknown("unreadable", "the kernel does not tell which devices it lets in")


def _without_driver(machine: Machine) -> bool | Unknown:
    """Whether the driver of memory sticks is kept from being loaded, and was not loaded before."""
    texts = list(_settings(machine))
    rules = [_says(texts, pattern) for pattern in (_NEVER_LOADED, *_NOT_BY_ITSELF)]
    loaded = machine.exists(LOADED)
    kept_out = any_of([rules[0], all_of(rules[1:])])
    return all_of([kept_out, loaded if isinstance(loaded, Unknown) else not loaded])


def _says(texts: list[str | Unknown], pattern: re.Pattern[str]) -> bool | Unknown:
    return any_of(text if isinstance(text, Unknown) else bool(pattern.search(text)) for text in texts)


def _settings(machine: Machine) -> Iterator[str | Unknown]:
    """The settings for drivers, file by file."""
    for folder in MODULES:
        entries = machine.list_folder(folder)
        if isinstance(entries, Unknown):
            yield entries
            continue
        for path in (f"{folder}/{entry.name}" for entry in entries or () if entry.name.endswith(".conf")):
            text = machine.read(path)
            yield "" if text is None else text
