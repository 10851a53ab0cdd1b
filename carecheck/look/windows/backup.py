"""Backups that can be seen on this Windows, by settings and services; no backup program is ever run."""

from collections.abc import Iterator
from typing import Final

import msgspec

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.look.backup_programs import backup_programs
from carecheck.look.backup_ways import NO_DATE, Found, Seen, put_together
from carecheck.look.machine import Machine, only
from carecheck.look.probes import probe
from carecheck.look.windows.file_history import file_history
from carecheck.look.windows.onedrive import onedrive
from carecheck.look.windows.registry import is_set, read_key
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import CURRENT, windows_version
from carecheck.look.windows_questions import AskApi, AskService, RegistryKey, Service

SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"
OLD_BACKUP: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsBackup"
TASKS: Final = f"{CURRENT}\\Schedule\\TaskCache\\Tree"
SERVER_BACKUP: Final = f"{TASKS}\\Microsoft\\Windows\\Backup\\Microsoft-Windows-WindowsBackup"
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
    ways.extend(_services(machine))
    ways.extend(_only_installed(programs))
    return put_together(ways, [*onedrive(machine), _restore_points(machine), *_synced(programs)])


def _old_backup(machine: Machine) -> Found:
    """Backup and Restore, which came with Windows 7 and is still there; where it keeps its dates is not certain."""
    there = is_set(machine, "HKLM", OLD_BACKUP, "ValidConfig")
    if isinstance(there, Unknown) or not there:
        return there if isinstance(there, Unknown) else None
    return Seen("Backup and Restore", NO_DATE)


def _server_backup(machine: Machine) -> Found:
    """The backup of Windows Server, by the task that starts it; no other Windows has it."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown) or not windows.is_server:
        return windows if isinstance(windows, Unknown) else None
    task = read_key(machine, "HKLM", SERVER_BACKUP)
    return task if task is None or isinstance(task, Unknown) else Seen("Windows Server Backup", NO_DATE)


def _services(machine: Machine) -> Iterator[Found]:
    """The services of backup programs, each held against the list of all services."""
    listed = read_key(machine, "HKLM", SERVICES)
    if listed is None or isinstance(listed, Unknown):
        yield Unknown("not_seen", "no list of services was seen") if listed is None else listed
        return
    here = {name.casefold() for name in listed.keys}
    programs = backup_programs()
    for name, program in {**programs.set_up, **programs.may_be_idle}.items():
        service = only(Service, machine.ask(AskService(name)))
        if isinstance(service, Unknown):
            yield service
        elif (service is not None) != (name.casefold() in here):
            yield Unknown("unreadable", f"the list of services contradicts itself about {name}")
        elif service is not None:
            yield _way(machine, service, name, program)


def _way(machine: Machine, service: Service, name: str, program: str) -> Found:
    """A service that runs: a backup, or a program of which it cannot be seen if somebody set up a backup with it."""
    if service.state == "other":
        return Unknown("unreadable", f"the service {name} neither runs nor is stopped")
    if service.state == "stopped":
        return None
    if name in backup_programs().may_be_idle and not _has_a_task(machine, program):
        return Unknown("not_seen", f"{program} runs, and if it is set up cannot be seen")
    return Seen(program, NO_DATE)


def _has_a_task(machine: Machine, program: str) -> bool:
    """Whether a scheduled task shows that somebody set up a backup; where no task can be seen, nothing shows it."""
    start = backup_programs().tasks.get(program)
    tasks = read_key(machine, "HKLM", TASKS) if start else None
    return isinstance(tasks, RegistryKey) and any(name.startswith(start or "") for name in tasks.keys)


def _only_installed(programs: _Programs | Unknown) -> Iterator[Found]:
    if isinstance(programs, Unknown):
        yield programs
        return
    for program in programs.rows:
        name = next(
            (one for one in backup_programs().installed if program.name.casefold().startswith(one.casefold())), None
        )
        if name is not None:
            yield Unknown("not_seen", f"{name} is installed, and if it is set up cannot be seen")


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
        name = next(
            (one for one in backup_programs().synced if program.name.casefold().startswith(one.casefold())), None
        )
        if name is not None:
            yield Seen(name, NO_DATE, of_files=False)
