"""Servers with which others can sign in to this Linux by SSH: OpenSSH, by its service or its socket, and Dropbear.

Whoever has full control here has it from afar, too, wherever a password is enough for that login.
"""

import re
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.ssh import Ssh
from carecheck.look.linux.accounts import accounts
from carecheck.look.linux.administrators import full_control, sudo_rules
from carecheck.look.linux.ports import waiting_ports, waits_on
from carecheck.look.linux.sshd_config import SshRules, ssh_rules
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import services
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

OPENSSH: Final = ("ssh.service", "ssh.socket", "sshd.service", "sshd.socket")
DROPBEAR: Final = ("dropbear.service", "dropbear.socket")
PROGRAMS: Final = ("/usr/sbin/sshd", "/usr/sbin/dropbear")
USUAL_PORT: Final = 22

# Where Debian and Fedora keep what is given to the server when it starts.
OPTIONS: Final = ("/etc/default/ssh", "/etc/sysconfig/sshd")
_OPTION: Final = re.compile(r"^\s*(?:export\s+)?(?:SSHD_OPTS|OPTIONS)=[\s\"']*[^\s\"']", re.MULTILINE)

_UNKNOWN_ONE: Final = Unknown("not_seen", "something waits where SSH does, and no SSH server that we know is on")


class _Server(NamedTuple):
    """Whether OpenSSH's server is on, whether another is, and whether OpenSSH's was set up in another way."""

    ours: bool | Unknown
    other: bool | Unknown
    changed: bool = False


@probe(Ssh, on="linux")
def ssh(machine: Machine) -> Ssh:
    """Look at the services and at the port, and at the configuration of the server that is on."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Ssh.all_unknown(gap)
    server = _server(machine)
    on = any_of([server.ours, server.other])
    if isinstance(on, Unknown) or not on:
        return Ssh(on, on, on)
    rules = _rules(machine, server)
    more: bool | Unknown = server.other
    if server.other is True:
        more = Unknown("not_seen", "an SSH server of another maker keeps its settings elsewhere")
    anyone = rules if isinstance(rules, (bool, Unknown)) else rules.anyone
    return Ssh(
        on=True, passwords=any_of([anyone, more]), admin_passwords=any_of([_administrators(machine, rules), more])
    )


def _server(machine: Machine) -> _Server:
    waits = waits_on(waiting_ports(machine), USUAL_PORT)
    found = services(machine, *OPENSSH, *DROPBEAR)
    if isinstance(found, Unknown):
        return _Server(found, found)
    if found is None:
        return _without_systemd(machine, waits)
    ours = any_of(found[name].runs_or_starts for name in OPENSSH)
    other = any_of(found[name].runs_or_starts for name in DROPBEAR)
    if ours is False and other is False:
        return _Server(ours=False, other=_UNKNOWN_ONE if waits is True else waits)
    return _Server(ours, other, changed=any(found[name].changed for name in OPENSSH))


def _without_systemd(machine: Machine, waits: bool | Unknown) -> _Server:
    """Who waits on the port is not told; where only one server is installed, it is that one."""
    ours, other = (machine.exists(path) for path in PROGRAMS)
    if isinstance(ours, Unknown) or isinstance(other, Unknown) or isinstance(waits, Unknown):
        gap = next(one for one in (ours, other, waits) if isinstance(one, Unknown))
        return _Server(gap, gap)
    if waits and ours and other:
        unclear = Unknown("not_seen", "it is not clear which SSH server is on")
        return _Server(unclear, unclear)
    if waits:
        return _Server(ours, True if other else (_UNKNOWN_ONE if not ours else False))
    idle = Unknown("not_seen", "an SSH server is installed, and does not wait on its usual port")
    return _Server(idle if ours else False, idle if other else False)


def _rules(machine: Machine, server: _Server) -> SshRules | bool | Unknown:
    if isinstance(server.ours, Unknown) or not server.ours:
        return server.ours
    if server.changed:
        return Unknown("not_seen", "somebody changed how the SSH server starts")
    for path in OPTIONS:
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        if _OPTION.search(text or ""):
            return Unknown("not_seen", "the SSH server is given settings when it starts")
    return ssh_rules(machine)


def _administrators(machine: Machine, rules: SshRules | bool | Unknown) -> bool | Unknown:
    if isinstance(rules, (bool, Unknown)):
        return rules
    if not rules.anyone:
        return False
    some = any_of([rules.root, _someone_has_full_control(machine)])
    if some is not False and rules.some_have_their_own:
        return Unknown("not_seen", "the SSH server has rules of its own for some logins")
    return some


def _someone_has_full_control(machine: Machine) -> bool | Unknown:
    found = accounts(machine)
    if isinstance(found, Unknown):
        return found
    sudo = sudo_rules(machine)
    more: bool | Unknown = False if found.gap is None else found.gap
    return any_of([*(full_control(found, sudo, one) for one in found.people), more])
