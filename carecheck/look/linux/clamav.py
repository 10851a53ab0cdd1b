"""ClamAV: the day of its list of viruses, and whether it watches what people open."""

import re
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

NAME: Final = "ClamAV"
PROCESS: Final = "clamd"  # looks at what it is given
WATCHER: Final = "clamonacc"  # gives it what people open

# The list comes whole (.cvd), and has changes worked into it (.cld). The newer one is used.
LISTS: Final = ("/var/lib/clamav/daily.cld", "/var/lib/clamav/daily.cvd")

# Debian's and Fedora's settings, and the folders that must be watched there: all, or those of people.
SETTINGS: Final = ("/etc/clamav/clamd.conf", "/etc/clamd.d/scan.conf")
_WATCHED: Final = re.compile(r"^OnAccess(?:IncludePath|MountPath)[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_ENOUGH: Final = ("/", "/home", "/home/")


def list_fetched(machine: Machine) -> date | Unknown:
    """The day on which the list of viruses was last changed here."""
    days: list[date] = []
    for path in LISTS:
        seen = machine.look_at(path)
        if isinstance(seen, Unknown):
            return seen
        if seen is not None:
            if seen.kind != "file" or seen.size <= 0:
                return Unknown("unreadable", f"{path} is no list")
            days.append(seen.modified.date())
    return max(days) if days else Unknown("not_seen", "ClamAV's list of viruses is not where it should be")


def watches(machine: Machine) -> bool | Unknown:
    """Whether the watcher is set to look at the folders of all people."""
    for path in SETTINGS:
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        if text is not None and any(folder in _ENOUGH for folder in _WATCHED.findall(text)):
            return True
    return Unknown("not_seen", "ClamAV watches some folders, and we could not see which")
