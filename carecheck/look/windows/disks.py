"""Whether each fixed disk of this Windows is encrypted, as the shell shows it to everyone.

Of the eight states only two protect. The others leave the key on the disk, or part of the files unencrypted. A drive
that is plugged in and calls itself fixed counts, for a thief takes it along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

import msgspec

from carecheck.facts.disks import Disks
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.identity import FORM_OF_ROLE
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_key
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi, AskCom
from carecheck.structured import shipped_table

SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"
FIXED: Final = 3

State = Literal["protected", "open", "changing", "paused", "waiting"]

# System.Volume.BitLockerProtection. 7, "cannot be encrypted", depends on what the drive is for.
_STATES: Final[dict[int, State]] = {
    1: "protected",
    2: "open",
    3: "changing",  # is being encrypted
    4: "changing",  # is being decrypted
    5: "paused",
    6: "protected",  # locked
    8: "waiting",
}
_ON: Final = 1
_CANNOT: Final = 7


class _Drive(msgspec.Struct):
    """A drive with a letter."""

    letter: str
    type: int
    system: bool
    on: Literal["disk", "path", "other"]


class _Drives(msgspec.Struct):
    """All drives."""

    count: int
    rows: list[_Drive]


class _Protection(msgspec.Struct):
    """What the shell says of one drive."""

    letter: str
    protection: int | None


class _Protections(msgspec.Struct):
    """What the shell says of all fixed drives."""

    count: int
    rows: list[_Protection]


class _Form(msgspec.Struct):
    """What the maker told Windows of the computer."""

    role: int


class _Program(msgspec.Struct):
    """An installed program."""

    name: str


class _Programs(msgspec.Struct):
    """All installed programs."""

    count: int
    rows: list[_Program]


@dataclass(frozen=True, slots=True)
class OtherEncryption:
    """The list of other programs that encrypt disks, with its date."""

    as_at: date
    source: str
    programs: tuple[str, ...]
    services: tuple[str, ...]


@cache
def other_encryption() -> OtherEncryption:
    """The list that comes with carecheck."""
    return shipped_table("disk-encryption.yaml", OtherEncryption)


@probe(Disks, on="windows")
def disks(machine: Machine) -> Disks:
    """Look at each fixed drive; one that could not be read leaves open what it could change."""
    states = _states(machine)
    if isinstance(states, Unknown):
        return Disks.all_unknown(states).with_facts(portable=_portable(machine))
    return Disks(
        any_open=any_of(_are(states, "open")),
        any_paused=any_of(_are(states, "paused")),
        any_waiting=any_of(_are(states, "waiting")),
        all_protected=all_of(_are(states, "protected")),
        portable=_portable(machine),
    )


def _are(states: Iterable[State | Unknown], wanted: State) -> list[bool | Unknown]:
    return [state if isinstance(state, Unknown) else state == wanted for state in states]


def _states(machine: Machine) -> list[State | Unknown] | Unknown:
    """The state of each fixed drive; Windows itself lies on one of them."""
    drives = ask(machine, AskApi("drives"), _Drives)
    if isinstance(drives, Unknown):
        return drives
    # A folder with a letter lies on a drive that has one, or on another computer.
    fixed = [drive for drive in drives.rows if drive.type == FIXED and drive.on != "path"]
    if [drive.system for drive in fixed].count(True) != 1:
        return Unknown("unreadable", "the drive on which Windows lies is not among the fixed ones")
    told = ask(machine, AskCom("disk.protection"), _Protections)
    if isinstance(told, Unknown):
        return told
    numbers = {row.letter: row.protection for row in told.rows}
    other = _other_encryption(machine)
    return [_state(drive, numbers.get(drive.letter), other) for drive in fixed]


def _state(drive: _Drive, number: int | None, other: bool | Unknown) -> State | Unknown:
    if drive.on == "other" and number != _ON:  # such as the drive of a cloud folder
        return Unknown("not_seen", f"{drive.letter}: is no disk that Windows knows")
    if number == _CANNOT and not drive.system:
        return Unknown("not_seen", f"{drive.letter}: cannot be encrypted, and we do not know what it is for")
    if number is None:
        return Unknown("tool_missing", f"Windows does not tell if {drive.letter}: is encrypted")
    state = "open" if number == _CANNOT else _STATES.get(number)
    if state is None:
        return Unknown("unreadable", f"{drive.letter}: protection is {number}")
    if state == "open":  # Windows knows only of its own encryption
        if isinstance(other, Unknown):
            return other
        if other:
            return Unknown("not_seen", f"{drive.letter}: another program may have encrypted it")
    return state


def _other_encryption(machine: Machine) -> bool | Unknown:
    """Whether a program is here that encrypts disks and is not Windows' own."""
    known = other_encryption()
    services = read_key(machine, "HKLM", SERVICES)
    programs = ask(machine, AskApi("programs"), _Programs)
    signs: list[bool | Unknown] = []
    if services is None or isinstance(services, Unknown):
        signs.append(Unknown("not_seen", "the list of services was not seen") if services is None else services)
    else:
        there = {name.casefold() for name in services.keys}
        signs.append(any(name.casefold() in there for name in known.services))
    if isinstance(programs, Unknown):
        signs.append(programs)
    else:
        names = [program.name.casefold() for program in programs.rows]
        signs.append(any(part.casefold() in name for part in known.programs for name in names))
    return any_of(signs)


def _portable(machine: Machine) -> bool | Unknown:
    form = ask(machine, AskApi("form"), _Form)
    if isinstance(form, Unknown):
        return form
    known = FORM_OF_ROLE.get(form.role)
    return (
        Unknown("not_seen", "the maker does not tell if this is a laptop")
        if known is None
        else known in ("laptop", "tablet")
    )
