"""When this Linux locks its screen by itself, by the settings of the person who works here.

The desktop locks the screen, and each has settings of its own. Those of a desktop that is not in use count for
nothing, and only a session on it tells which one is. What an organisation sets for all its computers shows in the
same settings.
"""

import re
from typing import Final

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown
from carecheck.look.linux.lock_gnome import CINNAMON, GNOME, by_gsettings
from carecheck.look.linux.lock_plasma import by_plasma
from carecheck.look.linux.lock_ways import IDLE_ACTION, Ways
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

_ACTION: Final = re.compile(r's "([a-z-]+)"\n')

# Names that GNOME's own session may have beside "GNOME". Others, such as Budgie, lock with other programs.
GNOME_NAMES: Final = frozenset({"GNOME", "GNOME-Classic", "ubuntu"})


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
    names = set((machine.about.environment.get("XDG_CURRENT_DESKTOP") or "").split(":")) - {""}
    if not names or machine.about.person is None:
        return Ways.unknown(Unknown("wrong_login", "which desktop is in use shows only in a session on it"))
    if "GNOME" in names and names <= GNOME_NAMES:
        return by_gsettings(machine, GNOME)
    if names == {"X-Cinnamon"}:
        return by_gsettings(machine, CINNAMON)
    if names == {"KDE"}:
        return by_plasma(machine)
    return Ways.unknown(Unknown("not_possible_here", "we do not know how this desktop locks the screen"))


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
