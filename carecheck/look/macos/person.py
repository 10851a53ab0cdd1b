"""Whether carecheck can see the settings of the person who sits at this Mac."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear, words_of

STAT: Final = "/usr/bin/stat"
SCREEN: Final = "/dev/console"


def not_at_the_screen(machine: Machine) -> Unknown | None:
    """Why settings that we read would be those of somebody else; None: the person who works here sits at the screen.

    Somebody may run carecheck from afar while another person works here.
    """
    if machine.about.person is None or not machine.about.login:
        return Unknown("wrong_login", "it cannot be told whose settings to read")
    told = words_of(machine, STAT, "-f", "%Su", SCREEN)
    if isinstance(told, Unknown):
        return told
    lines = told.text.splitlines()
    if len(lines) != 1 or not told.text.endswith("\n"):
        return unclear(STAT)
    return None if lines[0] == machine.about.login else Unknown("wrong_login", "another login is at the screen")
