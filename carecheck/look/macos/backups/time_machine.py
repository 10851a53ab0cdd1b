"""Time Machine, by its settings: the days of the backups that it finished, on each of its disks.

The days of tries are no days of backups: they were seen to be of today where the last backup was two years old.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Found, Seen
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist
from carecheck.look.macos.preferences import own_settings

NAME: Final = "Time Machine"
DOMAIN: Final = "com.apple.TimeMachine"
DISKS: Final = "Destinations"
FINISHED: Final = "SnapshotDates"
FINISHED_LONG_AGO: Final = "BACKUP_COMPLETED_DATE"  # as it was called until 2013
BEGUN: Final = "ReferenceLocalSnapshotDate"


def time_machine(machine: Machine) -> Found:
    """Time Machine, if it has a disk."""
    settings = own_settings(machine, DOMAIN)
    disks = settings if isinstance(settings, Unknown) else settings.rows(DISKS)
    if isinstance(disks, Unknown):
        return disks
    return Seen(NAME, _newest(disks)) if disks else None


def _newest(disks: tuple[Plist, ...]) -> date | None | Unknown:
    """The newest of all disks; a disk that could not be read could only hold a newer one."""
    days = [day for disk in disks for day in _days(disk)]
    certain = [day for day in days if isinstance(day, date)]
    if certain:
        return max(certain)
    gap = next((day for day in days if isinstance(day, Unknown)), None)
    if gap is None and any(BEGUN in disk.values for disk in disks):
        return Unknown("not_seen", "a backup was begun; if it was finished does not show")
    return gap


def _days(disk: Plist) -> Iterator[date | Unknown]:
    finished, once = disk.moments(FINISHED), disk.moment(FINISHED_LONG_AGO)
    for told in (finished, once):
        match told:
            case Unknown():
                yield told
            case datetime():
                yield told.date()
            case tuple():
                yield from (moment.date() for moment in told)
            case None:
                continue
