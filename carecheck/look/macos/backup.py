"""Backups that can be seen on this Mac, by what backup programs leave; none of them is ever run."""

from typing import Final

from carecheck.facts.backup import Backup
from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Found, put_together
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import apps
from carecheck.look.macos.backups.backblaze import backblaze
from carecheck.look.macos.backups.others import SYNCED, agents, installed, synced
from carecheck.look.macos.backups.time_machine import time_machine
from carecheck.look.macos.started import DAEMONS, started
from carecheck.look.probes import probe

NOT_THEIR_LOGIN: Final = Unknown("wrong_login", "the home folder of the person who works here was not looked at")


@probe(Backup, on="macos")
def backup(machine: Machine) -> Backup:
    """Put together what each kind of backup program left here."""
    ways: list[Found] = [time_machine(machine), backblaze(machine)]
    ways += agents(started(machine, DAEMONS))
    ways += installed(apps(machine))
    copies: list[Found] = [synced(machine, path) for path in SYNCED]
    if machine.about.person is None:
        copies.append(NOT_THEIR_LOGIN)
    return put_together(ways, copies)
