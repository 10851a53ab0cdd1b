"""Whether messages of programs may show on a locked screen of GNOME.

GNOME shows there only that a program has something to say. What it says shows for programs for which somebody chose so.
"""

import re
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.previews import Previews
from carecheck.look.linux.desktop import desktop_in_use
from carecheck.look.linux.gsettings import setting, yes_or_no
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

SETTINGS: Final = "org.gnome.desktop.notifications"
OF_PROGRAM: Final = "org.gnome.desktop.notifications.application:/org/gnome/desktop/notifications/application"
MOST_PROGRAMS: Final = 60

_NAME: Final = "[A-Za-z0-9_-]{1,100}"
_NAMES: Final = re.compile(rf"@as \[\]|\['{_NAME}'(?:, '{_NAME}')*\]")


@probe(Previews, on="linux")
def previews(machine: Machine) -> Previews:
    """Look at the switch for all programs, and at that of each program that ever sent a message."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Previews(gap)
    desktop = desktop_in_use(machine)
    if isinstance(desktop, Unknown):
        return Previews(desktop)
    if desktop != "gnome":
        return Previews(Unknown("not_possible_here", "we do not know where this desktop keeps that"))
    shows = yes_or_no(machine, SETTINGS, "show-in-lock-screen")
    if shows is None:
        shows = Unknown("not_seen", "the desktop has no such setting")
    if shows is False:
        return Previews(on_locked_screen=False)
    told = _a_program_tells_all(machine)
    return Previews(told if told is not True else shows)


def _a_program_tells_all(machine: Machine) -> bool | Unknown:
    listed = setting(machine, SETTINGS, "application-children")
    if listed is None or isinstance(listed, Unknown):
        return Unknown("not_seen", "the desktop does not list programs") if listed is None else listed
    if not _NAMES.fullmatch(listed):
        return Unknown("unreadable", "the desktop lists programs in another form")
    programs = re.findall(rf"'({_NAME})'", listed)
    if len(programs) > MOST_PROGRAMS:
        return Unknown("unreadable", "the desktop lists too many programs")
    return any_of(_details(machine, program) for program in programs)


def _details(machine: Machine, program: str) -> bool | Unknown:
    details = yes_or_no(machine, f"{OF_PROGRAM}/{program}/", "details-in-lock-screen")
    return Unknown("not_seen", "a program has no such setting") if details is None else details
