"""File History, the backup of files that comes with Windows; it is set up by each person for themselves.

Its settings stay behind where it was switched off again, and say so. The time of its catalogue is no sign of a backup:
it also changes while the disk for the copies is away.
"""

import re
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.backup_ways import Found, Seen
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import is_set, read_number
from carecheck.look.windows.times import day_of_filetime

FOLDER: Final = "~/AppData/Local/Microsoft/Windows/FileHistory/Configuration"
KEY: Final = "Software\\Microsoft\\Windows\\CurrentVersion\\FileHistory"
RULE: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\FileHistory"
SERVICE: Final = "SYSTEM\\CurrentControlSet\\Services\\fhsvc"
DISABLED: Final = 4

_SWITCH: Final = re.compile(r"<DPStatus>\s*(\w+)\s*</DPStatus>", re.IGNORECASE)


def file_history(machine: Machine) -> Found:
    """File History, if it is set up for the person who works here and nothing keeps it from running."""
    settings = machine.read(f"{FOLDER}/Config1.xml")
    if settings is None or isinstance(settings, Unknown):
        return settings
    switched_on = _is_switched_on(settings)
    if isinstance(switched_on, Unknown) or not switched_on:
        return switched_on if isinstance(switched_on, Unknown) else None
    start = read_number(machine, "HKLM", SERVICE, "Start")
    stopped = any_of(
        [is_set(machine, "HKLM", RULE, "Disabled"), start if isinstance(start, Unknown) else start == DISABLED]
    )
    if isinstance(stopped, Unknown) or stopped:
        return stopped if isinstance(stopped, Unknown) else None
    return Seen("File History", _newest(machine))


def _is_switched_on(settings: str) -> bool | Unknown:
    switches = {found.upper() for found in _SWITCH.findall(settings)}
    if switches not in ({"ENABLED"}, {"DISABLED"}):
        return Unknown("unreadable", "the settings of File History do not tell if it is on")
    return switches == {"ENABLED"}


def _newest(machine: Machine) -> date | None | Unknown:
    """The day until which the files are protected; None: it has never finished."""
    ticks = read_number(machine, "HKCU", KEY, "ProtectedUpToTime")
    if isinstance(ticks, Unknown):
        return ticks
    if ticks:
        return day_of_filetime(ticks)
    catalogue = machine.has_file(f"{FOLDER}/Catalog1.edb")
    if isinstance(catalogue, Unknown):
        return catalogue
    return Unknown("not_seen", "File History does not tell when it last finished") if catalogue else None
