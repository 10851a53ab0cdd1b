"""Samba, with which a Linux shares files as Windows does: whether it is on, and what is in force by its own tool.

The tool only reads, and runs with nobody's rights where an administrator looks.
"""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.linux.keyfile import Settings, parse_keyfile
from carecheck.look.linux.ports import waiting_ports, waits_on
from carecheck.look.linux.systemd import services
from carecheck.look.machine import Machine

SERVICES: Final = ("smbd.service", "smb.service", "samba.service", "samba-ad-dc.service")
PROGRAMS: Final = ("/usr/sbin/smbd", "/usr/sbin/samba")
PORTS: Final = (139, 445)

# Two ways to ask for the same text.
WHOLE: Final = (("testparm", "-s"), ("testparm", "--suppress-prompt"))

_OLD: Final = ("CORE", "COREPLUS", "LANMAN1", "LANMAN2", "NT1")
_NEW: Final = ("SMB2", "SMB2_02", "SMB2_10", "SMB2_22", "SMB2_24", "SMB3", "SMB3_00", "SMB3_02", "SMB3_10", "SMB3_11")


def samba_is_on(machine: Machine) -> bool | Unknown:
    """Whether Samba's server runs or starts with the computer."""
    waits = waits_on(waiting_ports(machine), *PORTS)
    found = services(machine, *SERVICES)
    if isinstance(found, Unknown):
        return found
    if found is not None:
        on = any_of(found[name].runs_or_starts for name in SERVICES)
    else:
        on = any_of(machine.exists(path) for path in PROGRAMS)
        if on is True:
            return waits if waits is not False else Unknown("not_seen", "Samba is installed, and does not wait now")
    if on is not False or waits is False:
        return on
    return Unknown("not_seen", "something other than Samba shares files") if waits is True else waits


def speaks_version_1(machine: Machine, setting: str) -> bool | Unknown:
    """Whether the lowest version of SMB that a setting lets in is version 1, or one before it."""
    asked = machine.run("testparm", "-s", f"--parameter-name={setting}", rights="nobody")
    if isinstance(asked, Unknown):
        return asked
    version = asked.text.strip().upper()
    if asked.exit or version not in (*_OLD, *_NEW):
        return Unknown("unreadable", "testparm does not tell which versions of SMB there are")
    return version in _OLD


def samba_settings(machine: Machine) -> tuple[Mapping[str, str], list[Mapping[str, str]]] | Unknown:
    """The settings that are in force: those of the whole, and those of each share, whose names stay here."""
    found: list[Settings] = []
    for command in WHOLE:
        asked = machine.run(*command, rights="nobody")
        if isinstance(asked, Unknown):
            return asked
        settings = parse_keyfile(asked.text)
        if isinstance(settings, Unknown) or asked.exit or "global" not in settings:
            return Unknown("unreadable", "testparm does not tell what is set")
        found.append(settings)
    if found[0] != found[1]:
        return Unknown("unreadable", "testparm told two different things")
    shares = [values for name, values in found[0].items() if name != "global"]
    return found[0]["global"], shares
