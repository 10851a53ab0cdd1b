"""How Xfce locks the screen: with its own screen saver, where that is the only program for it.

The times are in minutes. What nobody changed stands in no file, and is as the makers chose it.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.linux.keyfile import is_true, read_keyfile
from carecheck.look.linux.lock_ways import MAY_SLEEP, Ways
from carecheck.look.linux.xfconf import xfconf_settings
from carecheck.look.machine import Machine

AUTOSTART: Final = ("/etc/xdg/autostart", "~/.config/autostart")
OURS: Final = "xfce4-screensaver.desktop"
OTHERS: Final = ("light-locker.desktop", "xscreensaver.desktop", "xss-lock.desktop", "mate-screensaver.desktop")

SAVER: Final = "xfce4-screensaver"
POWER: Final = "xfce4-power-manager"
DEFAULTS: Final[Mapping[str, str]] = {
    "/saver/enabled": "true",
    "/saver/idle-activation/enabled": "true",
    "/saver/idle-activation/delay": "5",
    "/lock/enabled": "true",
    "/lock/saver-activation/enabled": "true",
    "/lock/saver-activation/delay": "0",
    "/lock/sleep-activation": "true",
}
LOCKS_ON_SLEEP: Final = "/xfce4-power-manager/lock-screen-suspend-hibernate"
PRESENTS: Final = "/xfce4-power-manager/presentation-mode"

_MINUTES: Final = re.compile(r"\d{1,6}")


def by_xfce(machine: Machine) -> Ways:
    """The ways of Xfce."""
    gap = _another_locks(machine)
    if gap is not None:
        return Ways.unknown(gap)
    saver, power = xfconf_settings(machine, SAVER), xfconf_settings(machine, POWER)
    if isinstance(saver, Unknown):
        return Ways.unknown(saver)
    if isinstance(power, Unknown):
        return Ways.unknown(power)
    settings = {**DEFAULTS, **saver}
    asks = all_of(
        [
            is_true(settings["/lock/enabled"]),
            any_of([is_true(settings["/lock/sleep-activation"]), is_true(power.get(LOCKS_ON_SLEEP, "true"))]),
        ]
    )
    return Ways(_idle_seconds(settings, power), MAY_SLEEP if asks is not False else None, asks)


def _another_locks(machine: Machine) -> Unknown | None:
    """Why the settings of Xfce's own screen saver may count for nothing."""
    there = [_starts(machine, name) for name in (OURS, *OTHERS)]
    for answer in there:
        if isinstance(answer, Unknown):
            return answer
    if there[0] is not True:
        return Unknown("not_seen", "Xfce's own screen saver does not start")
    return Unknown("not_seen", "another program may lock the screen") if True in there[1:] else None


def _starts(machine: Machine, name: str) -> bool | Unknown:
    """Whether a program starts with the desktop; the person may have turned off what starts for everybody."""
    starts = False
    for folder in AUTOSTART:
        settings = read_keyfile(machine, f"{folder}/{name}")
        if isinstance(settings, Unknown):
            return settings
        if settings is not None:
            hidden = is_true(settings.get("Desktop Entry", {}).get("Hidden", "false"))
            if isinstance(hidden, Unknown):
                return hidden
            starts = not hidden
    return starts


def _idle_seconds(settings: Mapping[str, str], power: Mapping[str, str]) -> int | None | Unknown:
    switches = [is_true(settings[f"/{name}/enabled"]) for name in ("saver", "saver/idle-activation", "lock")]
    locks = all_of([*switches, is_true(settings["/lock/saver-activation/enabled"])])
    presents = is_true(power.get(PRESENTS, "false"))
    if locks is False or presents is True:
        return None
    delays = [settings[f"/{name}/delay"] for name in ("saver/idle-activation", "lock/saver-activation")]
    for answer in (locks, presents):
        if isinstance(answer, Unknown):
            return answer
    if not all(map(_MINUTES.fullmatch, delays)):
        return Unknown("unreadable", "Xfce's times are no numbers")
    return sum(int(delay) for delay in delays) * 60
