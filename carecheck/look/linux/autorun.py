"""What a desktop on Linux does when a memory stick or disc with programs on it is plugged in.

GNOME, Cinnamon and MATE ask before a program on it starts, and so does Xfce, where that is turned on at all. Plasma
only offers to open the folder. None runs anything unasked; somebody may have added another program that does.
"""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.safeguards import Autorun
from carecheck.look.linux.desktop import desktop_in_use
from carecheck.look.linux.gsettings import yes_or_no
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.xfconf import xfconf_settings
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

MEDIA_HANDLING: Final = {
    "gnome": "org.gnome.desktop.media-handling",
    "cinnamon": "org.cinnamon.desktop.media-handling",
    "mate": "org.mate.media-handling",
}
XFCE: Final = "thunar-volman"
XFCE_SWITCH: Final = "/autorun/enabled"


@probe(Autorun, on="linux")
def autorun(machine: Machine) -> Autorun:
    """Look which desktop is in use, and whether it is set as we know it."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Autorun(gap)
    desktop = desktop_in_use(machine)
    if isinstance(desktop, Unknown):
        return Autorun(desktop)
    if desktop == "plasma":
        return Autorun(runs_unasked=False)
    if desktop == "xfce":
        return Autorun(_by_xfce(machine))
    never = yes_or_no(machine, MEDIA_HANDLING[desktop], "autorun-never")
    if never is None or isinstance(never, Unknown):
        return Autorun(Unknown("not_seen", "the desktop has no such setting") if never is None else never)
    return Autorun(runs_unasked=False)


def _by_xfce(machine: Machine) -> bool | Unknown:
    settings = xfconf_settings(machine, XFCE)
    if isinstance(settings, Unknown):
        return settings
    if settings.get(XFCE_SWITCH, "false") != "false":
        return Unknown("not_seen", "Xfce is set to start programs on sticks; whether it asks was not seen")
    return False
