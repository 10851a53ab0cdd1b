"""Servers with which others can sign in to this Windows by SSH: its own, OpenSSH, and those of other makers.

Windows knows no root; a password that is enough for anyone is enough for an administrator, unless the configuration
closes them out.
"""

from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.ssh import Ssh
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_text
from carecheck.look.windows.services import SERVICES, Installed, installed_services, runs_or_starts
from carecheck.look.windows.sshd_config import Passwords, passwords_allowed

SERVICE: Final = "sshd"
OF_OTHERS: Final = ("BvSshServer", "cygsshd", "FreeSSHDService", "OpenSSHd")
CONFIG: Final = "C:/ProgramData/ssh/sshd_config"
ADMINISTRATORS: Final = frozenset({"administrators", "builtin\\administrators"})


@probe(Ssh, on="windows")
def ssh(machine: Machine) -> Ssh:
    """Look at the services, and at the configuration of the one that is on."""
    installed = installed_services(machine)
    own = runs_or_starts(machine, SERVICE, installed)
    others = any_of(_is_on(machine, name, installed) for name in OF_OTHERS)
    allowed = _passwords(machine) if own is True else Passwords(own, own)
    more: bool | Unknown = others
    if others is True:
        more = Unknown("not_seen", "an SSH server of another maker keeps its settings elsewhere")
    return Ssh(
        on=any_of([own, others]),
        passwords=any_of([allowed.anyone, more]),
        admin_passwords=any_of([allowed.administrators, more]),
    )


def _is_on(machine: Machine, name: str, installed: Installed | Unknown) -> bool | Unknown:
    if isinstance(installed, Unknown):
        return installed
    return runs_or_starts(machine, name, installed) if name in installed else False


def _passwords(machine: Machine) -> Passwords:
    text = _configuration(machine)
    return Passwords(text, text) if isinstance(text, Unknown) else passwords_allowed(text, ADMINISTRATORS)


def _configuration(machine: Machine) -> str | Unknown:
    command = read_text(machine, "HKLM", f"{SERVICES}\\{SERVICE}", "ImagePath")
    if isinstance(command, Unknown):
        return command
    if command is None or " -" in command:
        return Unknown("not_seen", "the SSH server may have settings elsewhere")
    text = machine.read(CONFIG)
    if text is None:
        return Unknown("not_seen", "the SSH server has no settings where they usually are")
    if isinstance(text, str) and ("\ufffd" in text or not text.strip()):
        return Unknown("unreadable", "the settings of the SSH server are not whole")
    return text
