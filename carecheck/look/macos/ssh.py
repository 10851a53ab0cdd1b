"""Signing in to this Mac from another computer by SSH, which macOS calls Remote Login."""

import re
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.ssh import Ssh
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import group
from carecheck.look.macos.administrators import administrators
from carecheck.look.macos.sockets import is_enabled, is_reachable
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

PORT: Final = 22
SERVICE: Final = "com.openssh.sshd"
SSHD: Final = "/usr/sbin/sshd"
ALLOWED: Final = "com.apple.access_ssh"

# Ways in which a password is enough, as the server names them; the last of its settings ends the list.
PASSWORDS: Final = ("passwordauthentication", "kbdinteractiveauthentication")
_SETTING: Final = re.compile(r"^([a-z]+) (\S+)", re.MULTILINE)


@probe(Ssh, on="macos")
def ssh(machine: Machine) -> Ssh:
    """Look at the port and the service, and where it is on, ask the server for its settings."""
    on = any_of([is_reachable(machine, PORT), is_enabled(machine, SERVICE)])
    if on is False:
        return Ssh(on=False, passwords=False, admin_passwords=False)
    passwords = _passwords(machine)
    admins = passwords if passwords is False else all_of([passwords, _admins_may(machine)])
    if isinstance(on, Unknown):
        return Ssh(on, passwords=_if_on(passwords, on), admin_passwords=_if_on(admins, on))
    return Ssh(on=True, passwords=passwords, admin_passwords=admins)


def _if_on(answer: bool | Unknown, on: Unknown) -> bool | Unknown:
    """What holds where it is not known whether the server is on."""
    return False if answer is False else on


def _passwords(machine: Machine) -> bool | Unknown:
    told = words_of(machine, SSHD, "-G")
    if isinstance(told, Unknown):
        return told
    settings = dict(_SETTING.findall(told.text))
    answers = [settings.get(name) for name in PASSWORDS]
    if "yes" in answers:
        return True
    return False if answers == ["no", "no"] else unclear(SSHD)


def _admins_may(machine: Machine) -> bool | Unknown:
    """Whether administrators are among those who may sign in. Groups within the group may hold them."""
    allowed, admins = group(machine, ALLOWED), administrators(machine)
    if isinstance(allowed, Unknown):
        return allowed
    if isinstance(admins, Unknown):
        return admins
    if allowed.members & admins.members:
        return True
    return Unknown("not_seen", "other groups may sign in, too") if allowed.nested else False
