"""Programs that leave no date that everyone may read: Kopia, the agents of services, and synced folders."""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import NO_DATE, Seen
from carecheck.look.linux.systemd import units
from carecheck.look.machine import Machine

AGENTS: Final[Mapping[str, str]] = {
    "acronis_mms.service": "Acronis",
    "code42.service": "CrashPlan",
    "crashplan.service": "CrashPlan",
    "synology-backupd.service": "Synology Active Backup",
    "veeamservice.service": "Veeam",
}
UNIT_FOLDERS: Final = ("/etc/systemd/system", "/usr/lib/systemd/system")

# A synced folder is no backup: what is lost or locked here is soon lost or locked there.
SYNCED: Final[Mapping[str, str]] = {
    "~/.config/Insync": "Insync",
    "~/.config/Nextcloud/nextcloud.cfg": "Nextcloud",
    "~/.config/onedrive/refresh_token": "OneDrive",
    "~/.config/rclone/rclone.conf": "rclone",
    "~/.config/syncthing/config.xml": "Syncthing",
    "~/.dropbox/info.json": "Dropbox",
    "~/.local/state/syncthing/config.xml": "Syncthing",
    "~/.SynologyDrive": "Synology Drive",
}


def kopia(machine: Machine, home: str) -> Seen | None | Unknown:
    """Kopia, if it is connected to a repository."""
    there = machine.has_file(f"{home}/.config/kopia/repository.config")
    if isinstance(there, Unknown) or not there:
        return there if isinstance(there, Unknown) else None
    return Seen("Kopia", NO_DATE)


def agent(machine: Machine, unit: str) -> Seen | None | Unknown:
    """The agent of a backup service, if it runs; one that is merely installed backs up nothing."""
    for folder in UNIT_FOLDERS:
        there = machine.exists(f"{folder}/{unit}")
        if isinstance(there, Unknown):
            return there
        if there:
            found = units(machine, unit)
            runs = found if isinstance(found, Unknown) else found[unit].is_on
            if isinstance(runs, Unknown) or not runs:
                return runs if isinstance(runs, Unknown) else None
            return Seen(AGENTS[unit], NO_DATE)
    return None


def synced(machine: Machine, path: str) -> Seen | None | Unknown:
    """A program that keeps a folder the same in another place, if it is set up."""
    seen = machine.look_at(path)
    if seen is None or isinstance(seen, Unknown):
        return seen
    if seen.kind == "other":
        return Unknown("unreadable", f"{path} is neither a file nor a folder")
    if seen.kind == "file" and seen.size == 0:
        return None
    return Seen(SYNCED[path], NO_DATE, of_files=False)
