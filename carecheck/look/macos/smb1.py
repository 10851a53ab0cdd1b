"""The oldest way of sharing files. Whether a Mac that shares files still speaks it, it does not tell."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.smb1 import Smb1
from carecheck.look.machine import Machine
from carecheck.look.macos.shares import file_sharing_is_on
from carecheck.look.probes import probe

SETTINGS: Final = ("/etc/nsmb.conf", "~/Library/Preferences/nsmb.conf")
VERSION_1: Final = 1
UNTOLD: Final = Unknown("not_possible_here", "macOS does not tell which versions of SMB it speaks")

_VERSIONS: Final = re.compile(r"^\s*protocol_vers_map\s*=\s*([0-7])\s*$", re.MULTILINE)


@probe(Smb1, on="macos")
def smb1(machine: Machine) -> Smb1:
    """Look at whether files are shared at all, and at what somebody has set for opening those of others."""
    shares = file_sharing_is_on(machine)
    return Smb1(server_on=UNTOLD if shares is True else shares, client_on=_client(machine))


def _client(machine: Machine) -> bool | Unknown:
    """By the file of settings: the one of the person comes last, and counts. Without a word in it, nobody knows."""
    if machine.about.person is None:
        return Unknown("wrong_login", "it cannot be told whose settings to read")
    found: bool | Unknown = UNTOLD
    for path in SETTINGS:
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        versions = _VERSIONS.findall(text or "")
        if versions:
            found = any(int(one) & VERSION_1 for one in versions)
    return found
