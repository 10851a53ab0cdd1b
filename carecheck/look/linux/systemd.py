"""The state of systemd's units: services and timers."""

from dataclasses import dataclass

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.words import clean

_STATES = ("Id", "LoadState", "ActiveState", "UnitFileState")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: whether systemd knows it, whether it runs, and whether it starts with the computer."""

    load: str
    active: str
    file: str

    @property
    def is_on(self) -> bool | Unknown:
        """Whether it runs now and after the next start."""
        if self.load in ("not-found", "masked") or self.file in ("disabled", "masked", "masked-runtime"):
            return False
        if self.file in ("enabled", "enabled-runtime", "static", "generated", "alias"):
            return True if self.active == "active" else Unknown("not_seen", "it is enabled and does not run")
        return Unknown("unreadable", f"a unit is {clean(self.file, 20) or 'in no known state'}")


def units(machine: Machine, *names: str) -> dict[str, Unit] | Unknown:
    """The states of units by name; Unknown when systemd is not in charge, or does not tell about each of them."""
    in_charge = machine.exists("/run/systemd/system")
    if isinstance(in_charge, Unknown):
        return in_charge
    if not in_charge:
        return Unknown("not_possible_here", "systemd is not in charge of this computer")
    shown = machine.run("systemctl", "show", "--property", ",".join(_STATES), *names)
    if isinstance(shown, Unknown):
        return shown
    found: dict[str, Unit] = {}
    for block in shown.text.split("\n\n"):
        states: dict[str, str] = {}
        for line in block.splitlines():
            name, _, value = line.partition("=")
            states[name] = value
        if states.keys() == set(_STATES):
            found[states["Id"]] = Unit(states["LoadState"], states["ActiveState"], states["UnitFileState"])
    if shown.exit or found.keys() != set(names):
        return Unknown("unreadable", "systemctl did not tell about each unit")
    return found
