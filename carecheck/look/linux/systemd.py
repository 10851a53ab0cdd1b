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


@dataclass(frozen=True, slots=True)
class Service:
    """One service or socket, by whichever of its names it was asked for."""

    load: str
    active: str
    file: str
    changed: bool  # whether somebody changed what it starts

    @property
    def runs_or_starts(self) -> bool | Unknown:
        """Whether it runs now, or will after the next start."""
        if self.active in _RUNNING or self.file in ("enabled", "enabled-runtime"):
            return True
        if self.load in ("not-found", "masked") or self.file in _STARTS_NOT:
            return False if self.active in ("inactive", "failed") else _NO_KNOWN_STATE
        return _NO_KNOWN_STATE


_MORE_STATES = ("Id", "Names", "LoadState", "ActiveState", "FragmentPath", "UnitFileState", "DropInPaths")
_RUNNING = ("active", "activating", "deactivating", "reloading", "refreshing")
_STARTS_NOT = ("disabled", "static", "indirect", "masked", "masked-runtime")
_NO_KNOWN_STATE = Unknown("unreadable", "a service is in no state that we know")


def services(machine: Machine, *names: str) -> dict[str, Service] | None | Unknown:
    """Services and sockets by each name that was asked for, which may be a second name of one; absent: no systemd."""
    in_charge = machine.exists("/run/systemd/system")
    if isinstance(in_charge, Unknown) or not in_charge:
        return in_charge if isinstance(in_charge, Unknown) else None
    shown = machine.run("systemctl", "show", "--property", ",".join(_MORE_STATES), *names)
    if isinstance(shown, Unknown):
        return shown
    found: dict[str, Service] = {}
    for block in shown.text.split("\n\n"):
        told = {name: value for name, _, value in (line.partition("=") for line in block.splitlines())}
        if not {"Names", "LoadState", "ActiveState", "UnitFileState"} <= told.keys():
            continue
        by_hand = f"{told.get('FragmentPath', '')} {told.get('DropInPaths', '')}".split()
        changed = any(path.startswith("/etc/") for path in by_hand)
        service = Service(told["LoadState"], told["ActiveState"], told["UnitFileState"], changed)
        found.update(dict.fromkeys(told["Names"].split(), service))
    if shown.exit or not found.keys() >= set(names):
        return Unknown("unreadable", "systemctl did not tell about each service")
    return found
