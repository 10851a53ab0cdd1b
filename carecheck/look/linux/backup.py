"""Backups that can be seen on this Linux, by files that backup programs leave; no backup program is ever run."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.look.linux.backups.back_in_time import back_in_time
from carecheck.look.linux.backups.borg import FOLDERS as BORG_FOLDERS
from carecheck.look.linux.backups.borg import borg
from carecheck.look.linux.backups.deja_dup import deja_dup, deja_dup_flatpak
from carecheck.look.linux.backups.duplicity import FOLDERS as DUPLICITY_FOLDERS
from carecheck.look.linux.backups.duplicity import duplicity
from carecheck.look.linux.backups.others import AGENTS, SYNCED, agent, kopia, synced
from carecheck.look.linux.backups.restic import restic, restic_repository
from carecheck.look.linux.backups.rsnapshot import rsnapshot
from carecheck.look.linux.backups.seen import Seen, newest_of
from carecheck.look.linux.backups.timeshift import timeshift
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

Found = Seen | None | Unknown

_NOT_THEIR_LOGIN: Final = Unknown("wrong_login", "the home folder of the person who works here was not looked at")


@probe(Backup, on="linux")
def backup(machine: Machine) -> Backup:
    """Put together what each kind of backup program left here."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Backup.all_unknown(gap)
    snapshots = timeshift(machine)
    ways = [snapshots, deja_dup(machine), deja_dup_flatpak(machine), restic_repository(machine), rsnapshot(machine)]
    ways.extend(agent(machine, unit) for unit in AGENTS)
    for home in _homes(machine):
        ways.extend(_in_home(machine, home))
    copies = [snapshots, *(synced(machine, path) for path in SYNCED)]
    if machine.about.person is None:
        ways.append(_NOT_THEIR_LOGIN)
        copies.append(_NOT_THEIR_LOGIN)
    backups = [way for way in ways if not isinstance(way, Seen) or way.of_files]
    return Backup(
        methods=_names(backups),
        copies=_names(copy for copy in copies if not isinstance(copy, Seen) or not copy.of_files),
        newest=_newest(backups),
    )


def _homes(machine: Machine) -> tuple[str, ...]:
    """An administrator can also see what runs in root's name; nobody looks into the folders of other people."""
    return ("~", "/root") if machine.about.elevated and machine.about.home != "/root" else ("~",)


def _in_home(machine: Machine, home: str) -> Iterable[Found]:
    yield from (borg(machine, home, folder) for folder in BORG_FOLDERS)
    yield from (duplicity(machine, home, folder) for folder in DUPLICITY_FOLDERS)
    yield restic(machine, home)
    yield back_in_time(machine, home)
    yield kopia(machine, home)


def _names(found: Iterable[Found]) -> tuple[str, ...] | Unknown:
    """The names of those that are certain; with none certain, a gap leaves it open."""
    everything = tuple(found)
    names = sorted({one.name for one in everything if isinstance(one, Seen)})
    gaps = [one for one in everything if isinstance(one, Unknown)]
    return gaps[0] if gaps and not names else tuple(names)


def _newest(found: list[Found]) -> date | None | Unknown:
    """The newest day of all ways; absent: they are set up, and each says that it has never finished."""
    seen = [one for one in found if isinstance(one, Seen)]
    gaps = [one for one in found if isinstance(one, Unknown)]
    if seen and not gaps and all(one.newest is None for one in seen):
        return None
    return newest_of([*(one.newest for one in seen), *gaps])
