"""Automatic sign-in: what the program that shows the sign-in screen is set to, and the text consoles.

Only the display manager that starts with the computer counts; another one may lie beside it with any setting.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.linux.keyfile import Settings, is_true, read_keyfile
from carecheck.look.machine import Machine

LINK: Final = "/etc/systemd/system/display-manager.service"
DEFAULT: Final = "/etc/X11/default-display-manager"
UNITS: Final = "/etc/systemd/system"


def signs_in_by_itself(machine: Machine) -> bool | Unknown:
    """Whether somebody is signed in without doing anything when the computer starts."""
    return any_of([_on_screen(machine), _on_console(machine)])


def active_display_manager(machine: Machine) -> str | None | Unknown:
    """The display manager that starts with the computer, as a key of `READERS`; absent: none does."""
    link = machine.read_link(LINK)
    if isinstance(link, Unknown):
        return link
    default = machine.read(DEFAULT)
    if isinstance(default, Unknown):
        return default
    named = {_short_name(path) for path in (link, default) if path and path.strip()}
    if len(named) > 1:
        return Unknown("unreadable", "it is not clear which display manager is in use")
    if named:
        name = named.pop()
        return name if name in READERS else Unknown("not_possible_here", "we do not know this display manager")
    installed = any_of(machine.exists(program) for program in PROGRAMS)
    if isinstance(installed, Unknown):
        return installed
    return Unknown("not_seen", "a display manager is installed, and none is said to start") if installed else None


def _short_name(path: str) -> str:
    return path.strip().rsplit("/", 1)[-1].removesuffix(".service").replace("gdm3", "gdm")


def _on_screen(machine: Machine) -> bool | Unknown:
    name = active_display_manager(machine)
    if name is None or isinstance(name, Unknown):
        return False if name is None else name
    return READERS[name](machine)


def _gdm(machine: Machine) -> bool | Unknown:
    answers: list[bool | Unknown] = []
    for path in ("/etc/gdm3/custom.conf", "/etc/gdm3/daemon.conf", "/etc/gdm/custom.conf"):
        settings = read_keyfile(machine, path)
        if isinstance(settings, Unknown):
            answers.append(settings)
        elif settings is not None:
            daemon = settings.get("daemon", {})
            answers.extend(
                all_of([bool(daemon.get(way)), is_true(daemon.get(f"{way}Enable", ""))])
                for way in ("AutomaticLogin", "TimedLogin")
            )
    # Every package of GDM brings one of these files.
    return any_of(answers) if answers else Unknown("not_seen", "GDM's settings were not found")


def _lightdm(machine: Machine) -> bool | Unknown:
    seat = lightdm_seat(machine)
    if isinstance(seat, Unknown):
        return seat
    return any_of([bool(seat.get("autologin-user")), is_true(seat.get("autologin-guest", ""))])


def lightdm_seat(machine: Machine) -> Mapping[str, str] | Unknown:
    """What LightDM is set to for each screen."""
    found = _in_order(
        machine, "/usr/share/lightdm/lightdm.conf.d", "/etc/lightdm/lightdm.conf.d", "/etc/lightdm/lightdm.conf"
    )
    if isinstance(found, Unknown):
        return found
    seat: dict[str, str] = {}
    for settings in found:
        for section, values in settings.items():
            if section.startswith("Seat"):  # [Seat:*], [Seat:seat0], and [SeatDefaults] of old
                seat.update(values)
    return seat


def _sddm(machine: Machine) -> bool | Unknown:
    found = _in_order(machine, "/usr/lib/sddm/sddm.conf.d", "/etc/sddm.conf.d", "/etc/sddm.conf")
    if isinstance(found, Unknown):
        return found
    autologin: dict[str, str] = {}
    for settings in found:
        autologin.update(settings.get("Autologin", {}))
    return bool(autologin.get("User"))


def _greetd(machine: Machine) -> bool | Unknown:
    text = machine.read("/etc/greetd/config.toml")
    if text is None or isinstance(text, Unknown):
        return Unknown("not_seen", "greetd's settings were not found") if text is None else text
    try:
        return "initial_session" in tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return Unknown("unreadable", "greetd's settings cannot be read")


def _in_order(machine: Machine, shipped: str, ours: str, last: str) -> list[Settings] | Unknown:
    """The settings of two folders and a file; later ones win, and may take back what an earlier one sets."""
    paths: list[str] = []
    for folder in (shipped, ours):
        names = _names_in(machine, folder, ".conf")
        if isinstance(names, Unknown):
            return names
        paths.extend(names)
    found: list[Settings] = []
    for path in (*paths, last):
        settings = read_keyfile(machine, path)
        if isinstance(settings, Unknown):
            return settings
        found.extend([] if settings is None else [settings])
    return found


def _names_in(machine: Machine, folder: str, ending: str) -> list[str] | Unknown:
    entries = machine.list_folder(folder)
    if isinstance(entries, Unknown):
        return entries
    return [f"{folder}/{entry.name}" for entry in entries or () if entry.name.endswith(ending)]


def _on_console(machine: Machine) -> bool | Unknown:
    """Whether a text console signs in by itself: `agetty --autologin` in a unit that somebody changed."""
    entries = machine.list_folder(UNITS)
    if isinstance(entries, Unknown):
        return entries
    paths: list[str] = []
    for entry in entries or ():
        if entry.kind == "file" and _CONSOLE.match(entry.name):
            paths.append(f"{UNITS}/{entry.name}")
        elif entry.kind == "folder" and _CONSOLE.match(entry.name):
            names = _names_in(machine, f"{UNITS}/{entry.name}", ".conf")
            if isinstance(names, Unknown):
                return names
            paths.extend(names)
    texts = [machine.read(path) for path in paths]
    return any_of(text if isinstance(text, Unknown) else bool(_AUTOLOGIN.search(text or "")) for text in texts)


_CONSOLE: Final = re.compile(r"(?:getty|autovt|console-getty|serial-getty)[@.]")
_AUTOLOGIN: Final = re.compile(r"^\s*ExecStart=.*(?:--autologin|\s-a\s)", re.MULTILINE)

READERS: Final[Mapping[str, Callable[[Machine], bool | Unknown]]] = {
    "gdm": _gdm,
    "lightdm": _lightdm,
    "sddm": _sddm,
    "greetd": _greetd,
}
PROGRAMS: Final = ("/usr/sbin/gdm", "/usr/sbin/gdm3", "/usr/sbin/lightdm", "/usr/bin/sddm", "/usr/sbin/greetd")
