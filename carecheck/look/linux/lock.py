"""When this Linux locks its screen by itself, by the settings of the person who works here.

The desktop locks the screen, and each has settings of its own. Those of a desktop that is not in use count for
nothing, and only a session on it tells which one is. What an organisation sets for all its computers shows in the
same settings.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown
from carecheck.look.linux.desktop import Desktop, desktop_in_use
from carecheck.look.linux.lock_gnome import CINNAMON, GNOME, by_gsettings
from carecheck.look.linux.lock_mate import by_mate
from carecheck.look.linux.lock_plasma import by_plasma
from carecheck.look.linux.lock_ways import IDLE_ACTION, Ways
from carecheck.look.linux.lock_xfce import by_xfce
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

_ACTION: Final = re.compile(r's "([a-z-]+)"\n')


@probe(Lock, on="linux")
def lock(machine: Machine) -> Lock:
    """Look at the system's way and at those of the desktop in use, each on its own."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Lock.all_unknown(gap)
    ways = _of_desktop(machine)
    return Lock(
        computer_minutes=_of_system(machine),
        managed_minutes=None,
        screen_saver_minutes=_minutes(ways.idle_seconds),
        asleep_minutes=_minutes(ways.asleep_seconds),
        asks_on_waking=ways.asks_on_waking,
    )


def _of_desktop(machine: Machine) -> Ways:
    desktop = desktop_in_use(machine)
    if isinstance(desktop, Unknown):
        return Ways.unknown(desktop)
    return BY_DESKTOP[desktop](machine)


BY_DESKTOP: Final[Mapping[Desktop, Callable[[Machine], Ways]]] = {
    "gnome": lambda machine: by_gsettings(machine, GNOME),
    "cinnamon": lambda machine: by_gsettings(machine, CINNAMON),
    "plasma": by_plasma,
    "mate": by_mate,
    "xfce": by_xfce,
}


def _of_system(machine: Machine) -> None | Unknown:
    """Whether the system itself does nothing to a computer that nobody uses. What else it does need not lock."""
    told = machine.run(*IDLE_ACTION)
    if isinstance(told, Unknown):
        return told
    found = _ACTION.fullmatch(told.text)
    if told.exit or not found:
        return Unknown("unreadable", "systemd-logind did not tell what it does when nobody uses the computer")
    if found[1] != "ignore":
        return Unknown("not_seen", "systemd-logind does something when nobody uses the computer")
    return None


def _minutes(seconds: int | None | Unknown) -> int | None | Unknown:
    """Whole minutes, rounded up so that it never looks sooner."""
    return -(-seconds // 60) if isinstance(seconds, int) else seconds
