"""Whether the disk of this Mac is encrypted: by FileVault, and by what lies on disks inside besides.

With FileVault off, the chip of a new Mac still scrambles the disk. But it needs no password to read it, so the disk
counts as open.
"""

import re
from typing import Final, Literal

from carecheck.facts.disks import Disks
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.macos.battery import has_battery
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.macos.volumes import containers, open_inside
from carecheck.look.probes import probe

FDESETUP: Final = "/usr/bin/fdesetup"
CHANGING: Final = "CryptoMigrationOn"

State = Literal["protected", "open", "changing"]

_ON: Final = re.compile(r"^FileVault is On\.$", re.MULTILINE)
_OFF: Final = re.compile(r"^FileVault is Off\.$", re.MULTILINE)


@probe(Disks, on="macos")
def disks(machine: Machine) -> Disks:
    """Ask FileVault, and look for volumes and parts of disks that it does not cover."""
    state, others = _state(machine), open_inside(machine)
    never = state if isinstance(state, Unknown) else False  # FileVault cannot be paused, and waits for nothing
    return Disks(
        any_open=any_of([_is(state, "open"), others]),
        any_paused=never,
        any_waiting=never,
        all_protected=all_of([_is(state, "protected"), _not(others)]),
        portable=has_battery(machine),
    )


def _is(state: State | Unknown, wanted: State) -> bool | Unknown:
    return state if isinstance(state, Unknown) else state == wanted


def _state(machine: Machine) -> State | Unknown:
    """What FileVault says, and whether a part of a disk is being changed just now."""
    state = _file_vault(machine)
    if state != "protected":
        return state
    changing = _is_changing(machine)
    if isinstance(changing, Unknown):
        return changing
    return "changing" if changing else "protected"


def _is_changing(machine: Machine) -> bool | Unknown:
    found = containers(machine)
    if isinstance(found, Unknown):
        return found
    volumes = [one.rows("Volumes") for one in found]
    return any(one.flag(CHANGING) is True for some in volumes if isinstance(some, tuple) for one in some)


def _file_vault(machine: Machine) -> State | Unknown:
    """The state, the worst that it says first."""
    told = words_of(machine, FDESETUP, "status")
    if isinstance(told, Unknown):
        return told
    if "Decryption in progress" in told.text or _OFF.search(told.text):
        return "open"
    if "in progress" in told.text:
        return "changing"
    return "protected" if _ON.search(told.text) else unclear(FDESETUP)


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer
