"""rsnapshot: its newest backup is a folder whose time is that of the backup."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen
from carecheck.look.machine import Machine

SETTINGS: Final = "/etc/rsnapshot.conf"
_ROOT: Final = re.compile(r"^snapshot_root\t+(/\S*)\s*$", re.MULTILINE)
_FIRST: Final = re.compile(r"^(?:retain|interval)\t+(\w+)\t+\d+\s*$", re.MULTILINE)


def rsnapshot(machine: Machine) -> Seen | None | Unknown:
    """rsnapshot, if it has made a backup: its settings come with the package, and say nothing."""
    text = machine.read(SETTINGS)
    if text is None or isinstance(text, Unknown):
        return text
    root, first = _ROOT.search(text), _FIRST.search(text)
    if root is None or first is None:
        return Unknown("unreadable", "rsnapshot's settings do not say where it keeps its backups")
    newest = machine.look_at(f"{root[1].rstrip('/')}/{first[1]}.0")
    if newest is None or isinstance(newest, Unknown):
        return newest
    if newest.kind != "folder":
        return Unknown("unreadable", "rsnapshot's newest backup is no folder")
    return Seen("rsnapshot", newest.modified.date())
