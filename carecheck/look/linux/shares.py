"""Folders that this Linux shares with everyone or with guests: by Samba and by NFS.

What is told is the right of the share. Rights of the files behind it may allow less.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.shares import Shares
from carecheck.look.linux.keyfile import is_true
from carecheck.look.linux.nfs import nfs_shares
from carecheck.look.linux.samba import samba_is_on, samba_settings
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

USERSHARES: Final = "/var/lib/samba/usershares"
_NAME_OF_SHARE: Final = re.compile(r"[^.~][^~]*")
_EVERYONE_CHANGES: Final = re.compile(r"(?:^|,)(?:S-1-1-0|Everyone):[Ff]")


@probe(Shares, on="linux")
def shares(machine: Machine) -> Shares:
    """Count the open ones; those that are certain count, also beside one that could not be read."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Shares.all_unknown(gap)
    found = [*_by_samba(machine), *nfs_shares(machine)]
    return Shares(
        open_for_writing=_count(found),
        open_for_reading=_count(one if isinstance(one, Unknown) else not one for one in found),
    )


def _by_samba(machine: Machine) -> Iterator[bool | Unknown]:
    """For each share that is open to guests: whether they may change what is in it."""
    on = samba_is_on(machine)
    if isinstance(on, Unknown) or not on:
        yield from [on] if isinstance(on, Unknown) else []
        return
    told = samba_settings(machine)
    if isinstance(told, Unknown):
        yield told
        return
    general, each = told
    for share in each:
        values = {**general, **share}  # what stands in the general part holds for each share that says nothing else
        if is_true(values.get("printable", "no")) is True or is_true(values.get("available", "yes")) is False:
            continue
        guests = is_true(values.get("guest ok", "no"))
        if isinstance(guests, Unknown):
            yield guests
        elif guests:
            yield _may_be_changed(values)
    if general.get("usershare path", USERSHARES) == USERSHARES:
        yield from _of_people(machine)
    else:
        yield Unknown("not_seen", "people share folders at a place of its own")


def _may_be_changed(values: dict[str, str]) -> bool | Unknown:
    if values.get("valid users") or values.get("write list"):
        return Unknown("not_seen", "a share is open to guests, and has a list of logins, too")
    read_only = is_true(values.get("read only", "yes"))
    return read_only if isinstance(read_only, Unknown) else not read_only


def _of_people(machine: Machine) -> Iterator[bool | Unknown]:
    """The folders that people shared themselves, with a click in the file manager."""
    entries = machine.list_folder(USERSHARES)
    if isinstance(entries, Unknown):
        yield Unknown(entries.reason, "the folders that people shared themselves cannot be seen")
        return
    for name in (entry.name for entry in entries or () if _NAME_OF_SHARE.fullmatch(entry.name)):
        text = machine.read(f"{USERSHARES}/{name}")
        told: dict[str, str] = {}
        if isinstance(text, str):
            told = {key: value for key, _, value in (line.partition("=") for line in text.splitlines())}
        if "guest_ok" not in told or "usershare_acl" not in told:
            reason = text.reason if isinstance(text, Unknown) else "unreadable"
            yield Unknown(reason, "a folder that somebody shared themselves is not told whole")
        elif told["guest_ok"].strip().lower().startswith("y"):
            yield bool(_EVERYONE_CHANGES.search(told["usershare_acl"]))


def _count(answers: Iterable[bool | Unknown]) -> int | Unknown:
    everything = list(answers)
    certain = sum(answer is True for answer in everything)
    gaps = [answer for answer in everything if isinstance(answer, Unknown)]
    return gaps[0] if gaps and not certain else certain
