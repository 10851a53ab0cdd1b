"""Which services this Windows has, by its own list of them, and whether one runs or starts with the computer."""

from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine, only
from carecheck.look.windows.registry import read_key, read_number
from carecheck.look.windows_questions import AskService, Service

SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"
AUTOMATIC: Final = 2
DISABLED: Final = 4

_EVERY_WINDOWS_HAS: Final = ("RpcSs", "SamSs", "Tcpip")


@dataclass(frozen=True, slots=True)
class Installed:
    """The own names of all services and drivers; names of services have no case."""

    names: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name.casefold() in (one.casefold() for one in self.names)


def installed_services(machine: Machine) -> Installed | Unknown:
    """The services of this Windows; a list without those that every Windows has is `unreadable`."""
    listed = read_key(machine, "HKLM", SERVICES)
    if isinstance(listed, Unknown):
        return listed
    installed = Installed(() if listed is None else listed.keys)
    whole = all(name in installed for name in _EVERY_WINDOWS_HAS)
    if not whole or any("\ufffd" in name for name in installed.names):
        return Unknown("unreadable", "the list of services is not whole")
    return installed


def runs(machine: Machine, name: str, installed: Installed | Unknown) -> bool | Unknown:
    """Whether a service runs now; one that the list of services does not have does not run."""
    if isinstance(installed, Unknown):
        return installed
    running = _running(machine, name, name in installed)
    return False if running is None else running


def is_running(machine: Machine, name: str) -> bool | None | Unknown:
    """Whether a service runs now, by its state and by its own key, which must agree; None: it is not installed."""
    key = read_key(machine, "HKLM", f"{SERVICES}\\{name}")
    return _running(machine, name, key if isinstance(key, Unknown) else key is not None)


def start_of(machine: Machine, name: str) -> int | Unknown:
    """When an installed service starts: 2 with the computer, 3 when it is needed, 4 never."""
    start = read_number(machine, "HKLM", f"{SERVICES}\\{name}", "Start")
    return Unknown("not_seen", f"the service {name} does not tell when it starts") if start is None else start


def runs_or_starts(machine: Machine, name: str, installed: Installed | Unknown) -> bool | Unknown:
    """Whether a service runs now, or will the next time the computer starts."""
    if not isinstance(installed, Unknown) and name not in installed:
        return runs(machine, name, installed)
    start = start_of(machine, name)
    return any_of([runs(machine, name, installed), start if isinstance(start, Unknown) else start in (0, 1, AUTOMATIC)])


def _running(machine: Machine, name: str, installed: bool | Unknown) -> bool | None | Unknown:
    service = only(Service, machine.ask(AskService(name)))
    if isinstance(service, Unknown):
        return service
    if isinstance(installed, Unknown):
        return installed
    if (service is not None) != installed:
        return Unknown("unreadable", f"Windows contradicts itself about the service {name}")
    if service is not None and service.state == "other":
        return Unknown("unreadable", f"the service {name} neither runs nor is stopped")
    return None if service is None else service.state == "running"
