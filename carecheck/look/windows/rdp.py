"""Remote Desktop on this Windows: a rule of an organisation first, then the setting, the service and the firewall."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.rdp import Rdp
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.by_rule import switch_by_rule
from carecheck.look.windows.firewall_doors import Door, is_open_to_any_network
from carecheck.look.windows.registry import read_number, read_text
from carecheck.look.windows.services import DISABLED, SERVICES, installed_services, runs, start_of
from carecheck.look.windows.version import Windows, windows_version

RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services"
SETTINGS: Final = "SYSTEM\\CurrentControlSet\\Control\\Terminal Server"
LISTENER: Final = f"{SETTINGS}\\WinStations\\RDP-Tcp"
SERVICE: Final = "TermService"
USUAL_PORT: Final = 3389


@probe(Rdp, on="windows")
def rdp(machine: Machine) -> Rdp:
    """Look at the setting; only where it is on, the firewall has anything to say."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return Rdp.all_unknown(windows)
    on = _on(machine, windows)
    first = switch_by_rule(machine, windows, RULES, LISTENER, "UserAuthentication")
    if first is None:
        first = Unknown("not_seen", "Windows does not tell whether Remote Desktop asks for a password first")
    return Rdp(on, first, _open(machine) if on is True else on)


def _on(machine: Machine, windows: Windows) -> bool | Unknown:
    refuses = switch_by_rule(machine, windows, RULES, SETTINGS, "fDenyTSConnections")
    if refuses is None or isinstance(refuses, Unknown):
        return False if refuses is None else refuses
    if refuses:
        return False
    serves = _serves(machine)
    if isinstance(serves, Unknown) or not serves or not windows.is_home:
        return serves
    return _home_serves(machine)


def _serves(machine: Machine) -> bool | Unknown:
    """Whether the service can answer: one that waits to be started does so as soon as it is needed."""
    installed = installed_services(machine)
    running = runs(machine, SERVICE, installed)
    if isinstance(running, Unknown) or running:
        return running
    if not isinstance(installed, Unknown) and SERVICE not in installed:
        return False
    start = start_of(machine, SERVICE)
    return start if isinstance(start, Unknown) else start != DISABLED


def _home_serves(machine: Machine) -> bool | Unknown:
    """A Home edition lets nobody in by itself; programs such as RDP Wrapper put their own library in its place."""
    library = read_text(machine, "HKLM", f"{SERVICES}\\{SERVICE}\\Parameters", "ServiceDll")
    if isinstance(library, Unknown):
        return library
    if library is not None and library.replace("/", "\\").rpartition("\\")[2].casefold() != "termsrv.dll":
        return True
    return Unknown("not_seen", "a Home edition is set to allow Remote Desktop, which it cannot do by itself")


def _open(machine: Machine) -> bool | Unknown:
    port = read_number(machine, "HKLM", LISTENER, "PortNumber")
    if isinstance(port, Unknown):
        return port
    door = Door(USUAL_PORT if port is None else port, ("svchost.exe", "system"), SERVICE.casefold())
    return is_open_to_any_network(machine, door)
