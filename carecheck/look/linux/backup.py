"""Backups that can be seen on this Linux, by files that backup programs leave; no backup program is ever run."""

from collections.abc import Iterable
from typing import Final

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Found, put_together
from carecheck.look.linux.backups.back_in_time import back_in_time
from carecheck.look.linux.backups.borg import FOLDERS as BORG_FOLDERS
from carecheck.look.linux.backups.borg import borg
from carecheck.look.linux.backups.deja_dup import deja_dup, deja_dup_flatpak
from carecheck.look.linux.backups.duplicity import FOLDERS as DUPLICITY_FOLDERS
from carecheck.look.linux.backups.duplicity import duplicity
from carecheck.look.linux.backups.others import AGENTS, SYNCED, agent, kopia, synced
from carecheck.look.linux.backups.restic import restic, restic_repository
from carecheck.look.linux.backups.rsnapshot import rsnapshot
from carecheck.look.linux.backups.timeshift import timeshift
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

_NOT_THEIR_LOGIN: Final = Unknown("wrong_login", "the home folder of the person who works here was not looked at")


@probe(Backup, on="linux")
def backup(machine: Machine) -> Backup:
    """Put together what each kind of backup program left here."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Backup.all_unknown(gap)
    snapshots = timeshift(machine)
    ways: list[Found] = [
        snapshots,
        deja_dup(machine),
        deja_dup_flatpak(machine),
        restic_repository(machine),
        rsnapshot(machine),
    ]
    ways.extend(agent(machine, unit) for unit in AGENTS)
    for home in _homes(machine):
        ways.extend(_in_home(machine, home))
    copies: list[Found] = [synced(machine, path) for path in SYNCED]
    if isinstance(snapshots, Unknown):
        copies.append(snapshots)
    if machine.about.person is None:
        ways.append(_NOT_THEIR_LOGIN)
        copies.append(_NOT_THEIR_LOGIN)
    return put_together(ways, copies)


def _homes(machine: Machine) -> tuple[str, ...]:
    """An administrator can also see what runs in root's name; nobody looks into the folders of other people."""
    return ("~", "/root") if machine.about.elevated and machine.about.home != "/root" else ("~",)


def _in_home(machine: Machine, home: str) -> Iterable[Found]:
    yield from (borg(machine, home, folder) for folder in BORG_FOLDERS)
    yield from (duplicity(machine, home, folder) for folder in DUPLICITY_FOLDERS)
    yield restic(machine, home)
    yield back_in_time(machine, home)
    yield kopia(machine, home)
