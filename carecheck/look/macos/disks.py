"""Whether the disk of this Mac is encrypted: FileVault, and parts of the disk inside on which it has no say.

With FileVault off, the chip of a new Mac still scrambles the disk. But it needs no password to read it, so the disk
counts as open.
"""

import re
from typing import Final, Literal

from carecheck.facts.disks import Disks
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.macos.battery import has_battery
from carecheck.look.macos.preferences import run_plist
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

FDESETUP: Final = "/usr/bin/fdesetup"
DISKUTIL: Final = "/usr/sbin/diskutil"

# What starts the Mac, or holds nothing of anybody. Whatever else lies on a disk inside, FileVault does not encrypt.
OF_SYSTEM: Final = frozenset({"EFI", "Apple_APFS_ISC", "Apple_APFS_Recovery", "Apple_Boot", "Apple_Free", ""})
CONTAINER: Final = "Apple_APFS"
CHANGING: Final = "CryptoMigrationOn"

State = Literal["protected", "open", "changing"]

_ON: Final = re.compile(r"^FileVault is On\.$", re.MULTILINE)
_OFF: Final = re.compile(r"^FileVault is Off\.$", re.MULTILINE)


@probe(Disks, on="macos")
def disks(machine: Machine) -> Disks:
    """Ask FileVault, and look for parts of the disk that it does not know."""
    state, others = _state(machine), _others(machine)
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
    told = run_plist(machine, DISKUTIL, "apfs", "list", "-plist")
    containers = told if isinstance(told, Unknown) else told.rows("Containers")
    if not isinstance(containers, tuple) or not containers:
        return containers if isinstance(containers, Unknown) else unclear(DISKUTIL)
    volumes = [one.rows("Volumes") for one in containers]
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


def _others(machine: Machine) -> bool | Unknown:
    """Whether a disk inside has a part that holds files and is none of macOS's own."""
    told = run_plist(machine, DISKUTIL, "list", "-plist", "internal", "physical")
    if isinstance(told, Unknown):
        return told
    found = told.rows("AllDisksAndPartitions")
    if not isinstance(found, tuple) or not found:
        return unclear(DISKUTIL)
    kinds: list[str] = []
    for disk in found:
        parts = disk.rows("Partitions")
        for part in parts if isinstance(parts, tuple) else ():
            kind = part.text("Content")
            kinds.append(kind if isinstance(kind, str) else "?")
    if CONTAINER not in kinds:
        return Unknown("not_seen", "the disk on which macOS lies does not show")
    return any(kind not in OF_SYSTEM | {CONTAINER} for kind in kinds)


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer
