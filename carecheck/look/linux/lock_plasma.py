"""How KDE's Plasma locks the screen; it writes down only what somebody changed."""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.keyfile import is_true
from carecheck.look.linux.lock_ways import MAY_SLEEP, Ways
from carecheck.look.machine import Machine

# Later ones win. The first two are those of distributions.
FILES: Final = (
    "/usr/share/kubuntu-default-settings/kf5-settings/kscreenlockerrc",
    "/etc/xdg/kscreenlockerrc",
    "~/.config/kscreenlockerrc",
)
DEFAULTS: Final[Mapping[str, str]] = {
    "Autolock": "true",
    "Timeout": "5",
    "LockGrace": "5",
    "LockOnResume": "true",
    "RequirePassword": "true",
}

_MINUTES: Final = re.compile(r"\d{1,6}(?:\.\d{1,6})?")
_SECONDS: Final = re.compile(r"-?\d{1,6}")


def by_plasma(machine: Machine) -> Ways:
    """The ways of Plasma, by its settings file and what is so without one."""
    settings = dict(DEFAULTS)
    for path in FILES:
        text = machine.read(path)
        found = {} if text is None else text if isinstance(text, Unknown) else daemon_settings(text)
        if isinstance(found, Unknown):
            return Ways.unknown(found)
        settings |= found
    locks, password, on_sleep = (is_true(settings[key]) for key in ("Autolock", "RequirePassword", "LockOnResume"))
    for answer in (locks, password, on_sleep):
        if isinstance(answer, Unknown):
            return Ways.unknown(answer)
    asks = bool(on_sleep is True and password is True)
    idle = _idle_seconds(settings) if locks is True and password is True else None
    return Ways(idle, MAY_SLEEP if asks else None, asks)


def daemon_settings(text: str) -> dict[str, str] | Unknown:
    """What stands under [Daemon]; marks such as [$i], which make a setting win over later ones, are not understood."""
    found: dict[str, str] = {}
    inside = False
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("["):
            inside = line == "[Daemon]"
            if line.startswith(("[Daemon][", "[$i]")):
                return Unknown("unreadable", "Plasma's settings hold a mark that we do not know")
        elif inside and line and not line.startswith("#"):
            key, equals, value = (part.strip() for part in line.partition("="))
            if not equals or "[" in key or "$" in value:
                return Unknown("unreadable", "Plasma's settings have a line of another form")
            found[key] = value
    return found


def _idle_seconds(settings: Mapping[str, str]) -> int | None | Unknown:
    if not _MINUTES.fullmatch(settings["Timeout"]) or not _SECONDS.fullmatch(settings["LockGrace"]):
        return Unknown("unreadable", "Plasma's times are no numbers")
    seconds = -int(-float(settings["Timeout"]) * 60 // 1)
    return seconds + max(0, int(settings["LockGrace"])) if seconds else None
