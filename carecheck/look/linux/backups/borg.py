"""Borg, alone or under Vorta and Pika Backup. It notes for each repository when that was last written to."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen, newest_of
from carecheck.look.machine import Machine

# Where Borg keeps these notes under each program that uses it.
FOLDERS: Final[Mapping[str, str]] = {
    ".config/borg/security": "Borg",
    ".var/app/org.gnome.World.PikaBackup/config/borg/security": "Pika Backup",
    ".var/app/com.borgbase.Vorta/config/borg/security": "Vorta",
}
_ID: Final = re.compile(r"[0-9a-f]{64}")
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00:00)?")


def borg(machine: Machine, home: str, folder: str) -> Seen | None | Unknown:
    """The newest write to any repository, in UTC; repositories elsewhere are known here, too."""
    found = machine.list_folder(f"{home}/{folder}")
    if found is None or isinstance(found, Unknown):
        return found
    ids = [entry.name for entry in found if _ID.fullmatch(entry.name)]
    if not ids:
        return None
    notes = [machine.read(f"{home}/{folder}/{name}/manifest-timestamp") for name in ids]
    return Seen(FOLDERS[folder], newest_of(_day(note) for note in notes))


def _day(note: str | None | Unknown) -> date | None | Unknown:
    if note is None or isinstance(note, Unknown):
        return note
    told = _TIME.fullmatch(note.strip())
    try:
        return date.fromisoformat(told[1] if told else "")
    except ValueError:
        return Unknown("unreadable", "Borg's note of the last backup cannot be read")
