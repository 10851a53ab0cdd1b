"""Backup programs that leave no day that everyone may read, and programs that only keep a folder the same elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_programs import backup_programs
from carecheck.look.backup_ways import NO_DATE, Found, Seen
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import Apps
from carecheck.look.remote_tools import matches

# A synced folder is no backup: what is lost or locked here is soon lost or locked there.
SYNCED: Final[Mapping[str, str]] = {
    "~/.dropbox/info.json": "Dropbox",
    "~/Library/Application Support/Google/DriveFS": "Google Drive",
    "~/Library/Application Support/OneDrive/settings/Business1": "OneDrive",
    "~/Library/Application Support/OneDrive/settings/Personal": "OneDrive",
    "~/Library/Application Support/Nextcloud/nextcloud.cfg": "Nextcloud",
}


def agents(labels: tuple[str, ...] | Unknown) -> Iterator[Found]:
    """What macOS starts for a backup program that comes with an account, or with a supplier who sets it up."""
    if isinstance(labels, Unknown):
        yield labels
        return
    for pattern, name in backup_programs().macos_set_up.items():
        if any(matches(label, (pattern,)) for label in labels):
            yield Seen(name, NO_DATE)


def installed(here: Apps) -> Iterator[Found]:
    """Programs that are here, and may never have made a backup."""
    if here.gap is not None:
        yield here.gap
    for name in backup_programs().macos_installed:
        if here.named(name):
            yield Unknown("not_seen", f"{name} is here; if it makes backups does not show")


def synced(machine: Machine, path: str) -> Found:
    """A program that keeps a folder the same in another place, if it is set up."""
    there = machine.look_at(path)
    if there is None or isinstance(there, Unknown):
        return there
    if there.kind == "other" or (there.kind == "file" and there.size <= 0):
        return Unknown("unreadable", f"what {SYNCED[path]} keeps has another form")
    return Seen(SYNCED[path], NO_DATE, of_files=False)
