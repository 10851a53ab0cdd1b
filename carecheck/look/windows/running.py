"""Whether a service of Windows runs, by two answers that must agree: its state, and its key in the registry."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, only
from carecheck.look.windows.registry import read_key
from carecheck.look.windows_questions import AskService, Service

SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"


def runs(machine: Machine, name: str) -> bool | None | Unknown:
    """Whether a service runs; None: it is not installed."""
    key = read_key(machine, "HKLM", f"{SERVICES}\\{name}")
    service = only(Service, machine.ask(AskService(name)))
    if isinstance(service, Unknown):
        return service
    if isinstance(key, Unknown):
        return key
    if (service is None) != (key is None):
        return Unknown("unreadable", f"Windows contradicts itself about the service {name}")
    if service is None:
        return None
    if service.state == "other":
        return Unknown("unreadable", f"the service {name} neither runs nor is stopped")
    return service.state == "running"
