"""Backups that can be seen on this Windows, by settings and services; no backup program is ever run."""

from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import NO_DATE, Found, Seen, put_together
from carecheck.look.machine import Machine, only
from carecheck.look.probes import probe
from carecheck.look.windows.file_history import file_history
from carecheck.look.windows.registry import is_set, read_key
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import CURRENT
from carecheck.look.windows_questions import AskApi, AskService, Service

# Services of backup programs. One that runs shows that the program is set to start here, not that it backs up.
SERVICES: Final[Mapping[str, str]] = {
    "AcronisCyberProtectionService": "Acronis",
    "MMS": "Acronis",
    "Backup Service Controller": "N-able Cove",
    "BackupExecAgentAccelerator": "Backup Exec",
    "bzserv": "Backblaze",
    "CarboniteService": "Carbonite",
    "Code42Service": "CrashPlan",
    "CrashPlanService": "CrashPlan",
    "DattoBackupAgentService": "Datto",
    "IDriveService": "IDrive",
    "MacriumService": "Macrium Reflect",
    "ReflectService": "Macrium Reflect",
    "Online Backup Service": "MSP360",
    "ShadowProtectSvc": "ShadowProtect",
    "SPXService": "ShadowProtect",
    "VeeamEndpointBackupSvc": "Veeam",
}

# Backup programs of which only the name in the list of programs is known. Being installed is not being set up.
INSTALLED: Final = (
    "AOMEI Backupper",
    "Barracuda",
    "Cobian",
    "Duplicati",
    "EaseUS Todo Backup",
    "Livedrive",
    "Redstor",
    "Synology Active Backup",
    "UrBackup",
)

# A synced folder is no backup: what is lost or locked here is soon lost or locked there.
SYNCED: Final = ("Dropbox", "Google Drive", "iCloud", "Nextcloud", "Synology Drive")
ONEDRIVE: Final = "Software\\Microsoft\\OneDrive\\Accounts"

OLD_BACKUP: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsBackup"
SERVER_BACKUP: Final = (
    f"{CURRENT}\\Schedule\\TaskCache\\Tree\\Microsoft\\Windows\\Backup\\Microsoft-Windows-WindowsBackup"
)
RESTORE_POINTS: Final = f"{CURRENT}\\SystemRestore"


class _Program(msgspec.Struct):
    """An installed program."""

    name: str


class _Programs(msgspec.Struct):
    """All installed programs."""

    count: int
    rows: list[_Program]


@probe(Backup, on="windows")
def backup(machine: Machine) -> Backup:
    """Put together what each kind of backup left here."""
    programs = ask(machine, AskApi("programs"), _Programs)
    ways = [file_history(machine), _old_backup(machine), _server_backup(machine)]
    ways.extend(_service(machine, name) for name in SERVICES)
    ways.extend(_only_installed(programs))
    return put_together(ways, [*_onedrive(machine), _restore_points(machine), *_synced(programs)])


def _old_backup(machine: Machine) -> Found:
    """Backup and Restore, which came with Windows 7 and is still there; where it keeps its dates is not certain."""
    there = is_set(machine, "HKLM", OLD_BACKUP, "ValidConfig")
    if isinstance(there, Unknown) or not there:
        return there if isinstance(there, Unknown) else None
    return Seen("Backup and Restore", NO_DATE)


def _server_backup(machine: Machine) -> Found:
    """The backup of Windows Server, by the task that starts it."""
    task = read_key(machine, "HKLM", SERVER_BACKUP)
    return task if task is None or isinstance(task, Unknown) else Seen("Windows Server Backup", NO_DATE)


def _service(machine: Machine, name: str) -> Found:
    service = only(Service, machine.ask(AskService(name)))
    if service is None or isinstance(service, Unknown):
        return service
    if service.state == "other":
        return Unknown("unreadable", f"the service {name} neither runs nor is stopped")
    return Seen(SERVICES[name], NO_DATE) if service.state == "running" else None


def _only_installed(programs: _Programs | Unknown) -> Iterator[Found]:
    if isinstance(programs, Unknown):
        yield programs
        return
    for program in programs.rows:
        name = next((one for one in INSTALLED if program.name.casefold().startswith(one.casefold())), None)
        if name is not None:
            yield Unknown("not_seen", f"{name} is installed, and if it is set up cannot be seen")


def _onedrive(machine: Machine) -> Iterator[Found]:
    for account in ("Personal", "Business1", "Business2"):
        key = read_key(machine, "HKCU", f"{ONEDRIVE}\\{account}")
        if key is None or isinstance(key, Unknown):
            yield key
        elif "UserFolder" in key.values:
            yield Seen("OneDrive", NO_DATE, of_files=False)


def _restore_points(machine: Machine) -> Found:
    on = is_set(machine, "HKLM", RESTORE_POINTS, "RPSessionInterval")
    if isinstance(on, Unknown) or not on:
        return on if isinstance(on, Unknown) else None
    return Seen("Windows restore points", NO_DATE, of_files=False)


def _synced(programs: _Programs | Unknown) -> Iterator[Found]:
    if isinstance(programs, Unknown):
        yield programs
        return
    for program in programs.rows:
        name = next((one for one in SYNCED if program.name.casefold().startswith(one.casefold())), None)
        if name is not None:
            yield Seen(name, NO_DATE, of_files=False)
