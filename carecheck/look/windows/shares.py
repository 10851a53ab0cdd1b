"""Folders that this Windows shares with everyone or with guests: by ids (SIDs), never by names.

What is told is the right of the share. Rights of the files behind it may allow less, so this is about what is shared
with whom, not about what can be read.
"""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.shares import Shares
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.accounts import is_sid
from carecheck.look.windows.registry import read_key
from carecheck.look.windows.services import DISABLED, SERVICES, installed_services, runs, start_of
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

SERVICE: Final = "LanmanServer"
IN_REGISTRY: Final = f"{SERVICES}\\{SERVICE}\\Shares"

FOLDER, PIPES = 0, 3  # STYPE_DISKTREE, STYPE_IPC
EVERYONE, ANONYMOUS, GUESTS = "S-1-1-0", "S-1-5-7", "S-1-5-32-546"
GUEST_ENDS: Final = ("-501", "-514")  # the guest login, and the guests of a domain

# FILE_WRITE_DATA, FILE_APPEND_DATA, DELETE, WRITE_DAC, WRITE_OWNER, GENERIC_ALL and GENERIC_WRITE
WRITING: Final = 0x2 | 0x4 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
# FILE_READ_DATA, GENERIC_ALL and GENERIC_READ
READING: Final = 0x1 | 0x10000000 | 0x80000000


class _Entry(msgspec.Struct):
    """One line of the list of rights."""

    sid: str
    mask: int
    kind: Literal["allow", "deny", "other"]


class _Share(msgspec.Struct):
    """One share, without its name and place."""

    kind: int
    own: bool  # made by Windows for itself
    described: bool  # whether it has rights of its own
    entries: list[_Entry] | None  # None: no list of rights


class _Told(msgspec.Struct):
    """All shares."""

    count: int
    rows: list[_Share]


class _Rights(NamedTuple):
    """What everyone, or a guest, may do with a folder."""

    write: bool
    read: bool


_WINDOWS_GIVES: Final = _Rights(write=False, read=True)  # to a share without rights of its own


@probe(Shares, on="windows")
def shares(machine: Machine) -> Shares:
    """Count the open ones; those that are certain count, also beside one that could not be read."""
    found = _folders(machine)
    if isinstance(found, Unknown):
        return Shares.all_unknown(found)
    rights = [_rights(share) for share in found]
    return Shares(
        open_for_writing=_count(one if isinstance(one, Unknown) else one.write for one in rights),
        open_for_reading=_count(one if isinstance(one, Unknown) else one.read and not one.write for one in rights),
    )


def _folders(machine: Machine) -> list[_Share] | Unknown:
    installed = installed_services(machine)
    running = runs(machine, SERVICE, installed)
    if isinstance(running, Unknown):
        return running
    if not running:
        return _without_service(machine, there=not isinstance(installed, Unknown) and SERVICE in installed)
    told = ask(machine, AskApi("shares"), _Told)
    if isinstance(told, Unknown):
        return told
    if not any(share.kind == PIPES for share in told.rows):
        return Unknown("unreadable", "the list of shares is not whole")  # every Windows that shares has this one
    return [share for share in told.rows if share.kind == FOLDER and not share.own]


def _without_service(machine: Machine, *, there: bool) -> list[_Share] | Unknown:
    """Nothing is shared while the service does not run; what is kept for its next start is not told."""
    if not there:
        return []
    start = start_of(machine, SERVICE)
    if isinstance(start, Unknown) or start == DISABLED:
        return start if isinstance(start, Unknown) else []
    kept = read_key(machine, "HKLM", IN_REGISTRY)
    if isinstance(kept, Unknown):
        return kept
    if kept is None or not kept.values:
        return []
    return Unknown("not_seen", "the service that shares folders does not run now")


def _rights(share: _Share) -> _Rights | Unknown:
    if not share.described:
        return _WINDOWS_GIVES
    if share.entries is None:
        return _Rights(write=True, read=True)
    allowed, denied = 0, 0
    gap: Unknown | None = None
    for entry in share.entries:
        if entry.kind == "other" or not is_sid(entry.sid):
            gap = Unknown("unreadable", "rights of a share are of a form that we do not know")
        elif _is_open_to_strangers(entry.sid) and entry.kind == "allow":
            allowed |= entry.mask
        elif entry.kind == "deny" and entry.sid == EVERYONE:
            denied |= entry.mask
    left = allowed & ~denied
    rights = _Rights(write=bool(left & WRITING), read=bool(left & READING))
    return rights if gap is None or rights.write else gap


def _is_open_to_strangers(sid: str) -> bool:
    return sid in (EVERYONE, ANONYMOUS, GUESTS) or (sid.startswith("S-1-5-21-") and sid.endswith(GUEST_ENDS))


def _count(answers: Iterable[bool | Unknown]) -> int | Unknown:
    everything = list(answers)
    certain = sum(answer is True for answer in everything)
    gaps = [answer for answer in everything if isinstance(answer, Unknown)]
    return gaps[0] if gaps and not certain else certain
