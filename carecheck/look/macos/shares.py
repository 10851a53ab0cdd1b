"""Folders of this Mac that guests can open over the network. Everybody else needs the name and password of a login."""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.shares import Shares
from carecheck.look.machine import Machine
from carecheck.look.macos.preferences import computer_settings
from carecheck.look.macos.sockets import is_enabled, is_reachable
from carecheck.look.macos.told import switch, unclear, words_of
from carecheck.look.probes import probe

PORT: Final = 445
SERVICE: Final = "com.apple.smbd"
SERVER: Final = "SystemConfiguration/com.apple.smb.server"
GUESTS: Final = "AllowGuestAccess"
SHARING: Final = "/usr/sbin/sharing"

_PART: Final = re.compile(r"^\s*smb:\s*\{(.*?)\}", re.MULTILINE | re.DOTALL)
_NAME: Final = re.compile(r"^name:", re.MULTILINE)  # one for each folder
_SETTING: Final = re.compile(r"^\s*(shared|guest access|read-only):\s+([01])\s*$", re.MULTILINE)


@probe(Shares, on="macos")
def shares(machine: Machine) -> Shares:
    """No folder is open to guests where files are not shared, or guests are not let in."""
    on, guests = file_sharing_is_on(machine), _guests(machine)
    if on is False or guests is False:
        return Shares(open_for_writing=0, open_for_reading=0)
    for answer in (on, guests):
        if isinstance(answer, Unknown):
            return Shares.all_unknown(answer)
    return _open_to_guests(machine)


def file_sharing_is_on(machine: Machine) -> bool | Unknown:
    """Whether this Mac shares files with other computers."""
    return any_of([is_reachable(machine, PORT), is_enabled(machine, SERVICE)])


def _guests(machine: Machine) -> bool | Unknown:
    """Whether guests are let in; where the tool does not know the question, by the settings."""
    told = switch(machine, "smbGuestAccess")
    if not isinstance(told, Unknown):
        return told
    set_here = computer_settings(machine, SERVER).flag(GUESTS)
    return set_here if isinstance(set_here, Unknown) else set_here is True


def _open_to_guests(machine: Machine) -> Shares:
    told = words_of(machine, SHARING, "-l")
    if isinstance(told, Unknown):
        return Shares.all_unknown(told)
    found = list(_shared(told.text))
    if not found or None in found or len(found) != len(_NAME.findall(told.text)):
        return Shares.all_unknown(unclear(SHARING))
    return Shares(open_for_writing=found.count("writing"), open_for_reading=found.count("reading"))


def _shared(text: str) -> Iterator[str | None]:
    """What guests may do with each folder; None: that could not be read."""
    for part in _PART.findall(text):
        told = dict(_SETTING.findall(part))
        if "shared" not in told or "guest access" not in told:
            yield None
        elif told["shared"] == "0" or told["guest access"] == "0":
            yield "closed"
        else:
            yield "reading" if told.get("read-only") == "1" else "writing"
