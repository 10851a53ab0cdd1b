"""restic. Its cache shows that it is in use; the dates in there change with any use, those in a repository do not."""

import re
from datetime import timedelta
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import NO_DATE, Seen
from carecheck.look.machine import Machine

NAME: Final = "restic"
IN_USE: Final = timedelta(days=92)  # a cache that nobody has touched for longer is left from earlier
_ID: Final = re.compile(r"[0-9a-f]{64}")


def restic(machine: Machine, home: str) -> Seen | None | Unknown:
    """A cache that was in use lately; whether by a backup cannot be told."""
    found = machine.list_folder(f"{home}/.cache/restic")
    if found is None or isinstance(found, Unknown):
        return found
    since = machine.about.today - IN_USE
    used = any(_ID.fullmatch(entry.name) and entry.modified.date() >= since for entry in found)
    return Seen(NAME, NO_DATE) if used else None


def restic_repository(machine: Machine) -> Seen | None | Unknown:
    """The repository on a disk of this computer that the person's environment names: each snapshot is a file."""
    repository = machine.about.environment.get("RESTIC_REPOSITORY", "")
    if not repository.startswith("/"):
        return None
    config = machine.has_file(f"{repository}/config")
    if isinstance(config, Unknown) or not config:
        return config if isinstance(config, Unknown) else None
    snapshots = machine.list_folder(f"{repository}/snapshots")
    if snapshots is None or isinstance(snapshots, Unknown):
        return Seen(NAME, NO_DATE if snapshots is None else snapshots)
    days = [snapshot.modified.date() for snapshot in snapshots if _ID.fullmatch(snapshot.name)]
    if len(days) < len(snapshots):
        return Seen(NAME, Unknown("unreadable", "something else lies among the snapshots of restic"))
    return Seen(NAME, max(days, default=None))
