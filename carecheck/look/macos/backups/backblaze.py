"""Backblaze, which writes down when it last went through all files."""

import re
from datetime import UTC, date, datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Found, Seen
from carecheck.look.machine import Machine

NAME: Final = "Backblaze"
FOLDER: Final = "/Library/Backblaze.bzpkg"
FINISHED: Final = f"{FOLDER}/bzdata/bzreports/bzstat_lastbackupcompleted.xml"

_MOMENT: Final = re.compile(r'<bzstat_lastbackupcompleted\b[^<>]*\bgmt_millis="(\d{12,14})"[^<>]*/>\s*</contents>')


def backblaze(machine: Machine) -> Found:
    """Backblaze, if it is installed: it comes with an account."""
    there = machine.look_at(FOLDER)
    if there is None or isinstance(there, Unknown):
        return there
    return (
        Seen(NAME, _finished(machine)) if there.kind == "folder" else Unknown("unreadable", "Backblaze has no folder")
    )


def _finished(machine: Machine) -> date | Unknown:
    text = machine.read(FINISHED)
    if isinstance(text, Unknown):
        return text
    found = _MOMENT.search(text or "")
    if found is None:
        return Unknown("not_seen", "Backblaze does not tell when it last finished")
    return datetime.fromtimestamp(int(found[1]) // 1000, UTC).date()
