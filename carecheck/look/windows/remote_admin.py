"""Windows Remote Management (WinRM) and the remote registry, and whether the firewall opens them to any network."""

from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.remote_admin import RemoteAdmin
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.firewall_doors import Door, is_open_to_any_network
from carecheck.look.windows.registry import is_set, read_key
from carecheck.look.windows.services import Installed, installed_services, runs_or_starts

LISTENERS: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WSMAN\\Listener"
RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\WinRM\\Service"

WINRM: Final = (Door(5985), Door(5986))
REMOTE_REGISTRY: Final = (Door(445),)  # which is reached through the sharing of files


@probe(RemoteAdmin, on="windows")
def remote_admin(machine: Machine) -> RemoteAdmin:
    """Look at both; the firewall is only read for what is on."""
    installed = installed_services(machine)
    ways = [
        (_winrm(machine, installed), WINRM),
        (runs_or_starts(machine, "RemoteRegistry", installed), REMOTE_REGISTRY),
    ]
    on = any_of(one for one, _ in ways)
    doors = [door for one, its_doors in ways if one is True for door in its_doors]
    gaps = [one for one, _ in ways if isinstance(one, Unknown)]
    is_open = any_of([is_open_to_any_network(machine, *doors) if doors else False, *gaps])
    return RemoteAdmin(on, is_open)


def _winrm(machine: Machine, installed: Installed | Unknown) -> bool | Unknown:
    """WinRM needs its service and a place at which it listens, which a rule can make."""
    listeners = read_key(machine, "HKLM", LISTENERS)
    if not isinstance(listeners, Unknown):
        listens: bool | Unknown = listeners is not None and bool(listeners.keys)
    else:
        listens = listeners
    by_rule = is_set(machine, "HKLM", RULES, "AllowAutoConfig")
    return all_of([runs_or_starts(machine, "WinRM", installed), any_of([listens, by_rule])])
