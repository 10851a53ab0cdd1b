"""Settings of macOS. They are asked of the system and not read from its files, for it may hold newer ones in memory.

What an organisation sets goes before what a person sets. A key that is not there was never set; what then holds, each
topic knows for itself.
"""

from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine, Ran, Rights, RunProgram, only
from carecheck.look.macos.plists import Plist, parse_plist, read_plist

DEFAULTS: Final = "/usr/bin/defaults"
OF_COMPUTER: Final = "/Library/Preferences"
MANAGED: Final = "/Library/Managed Preferences"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation and what people have set, of one program or part of the system."""

    managed: Plist | Unknown
    own: Plist | Unknown

    def flag(self, key: str) -> bool | None | Unknown:
        """A yes or no."""
        source = self._source(key)
        return source if isinstance(source, Unknown) else source.flag(key)

    def number(self, key: str) -> int | None | Unknown:
        """A whole number."""
        source = self._source(key)
        return source if isinstance(source, Unknown) else source.number(key)

    def text(self, key: str) -> str | None | Unknown:
        """A text."""
        source = self._source(key)
        return source if isinstance(source, Unknown) else source.text(key)

    def _source(self, key: str) -> Plist | Unknown:
        if isinstance(self.managed, Unknown) or key in self.managed.values:
            return self.managed
        return self.own


def computer_settings(machine: Machine, domain: str) -> Settings:
    """The settings that hold for everybody who uses the computer."""
    return Settings(managed_settings(machine, domain), own_settings(machine, domain))


def person_settings(machine: Machine, domain: str) -> Settings:
    """The settings of the person who works here."""
    return Settings(managed_settings(machine, domain), persons_own(machine, domain))


def own_settings(machine: Machine, domain: str) -> Plist | Unknown:
    """What is set here for everybody. macOS shows a list that it may not show as an empty one."""
    path = f"{OF_COMPUTER}/{domain}"
    told = _exported(machine, path)
    if isinstance(told, Unknown) or told.values:
        return told
    file = read_plist(machine, f"{path}.plist")
    if isinstance(file, Unknown):
        return Unknown("blocked", f"macOS does not show {domain}") if file.reason == "needs_admin" else file
    return told if file is None else file


def persons_own(machine: Machine, domain: str, *, this_computer_only: bool = False) -> Plist | Unknown:
    """What the person who works here has set, on all of their computers or for this one only."""
    if machine.about.person is None:
        return Unknown("wrong_login", "it cannot be told whose settings to read")
    return _exported(machine, domain, *(("-currentHost",) if this_computer_only else ()), rights="person")


def managed_settings(machine: Machine, domain: str) -> Plist | Unknown:
    """What an organisation has set, for everybody or for the person who works here; nothing, where there is none."""
    login = machine.about.login
    places = [f"{MANAGED}/{domain}.plist", *([f"{MANAGED}/{login}/{domain}.plist"] if login else [])]
    values: dict[str, object] = {}
    for place in places:
        found = read_plist(machine, place)
        if isinstance(found, Unknown):
            return found
        values |= found.values if found else {}
    return Plist(values, domain)


def _exported(machine: Machine, domain: str, *options: str, rights: Rights = "ours") -> Plist | Unknown:
    told = run_plist(machine, DEFAULTS, *options, "export", domain, "-", rights=rights)
    return told if isinstance(told, Unknown) else Plist(told.values, domain.rpartition("/")[2])


def run_plist(machine: Machine, *argv: str, rights: Rights = "ours") -> Plist | Unknown:
    """The property list that a program prints."""
    raw = run_bytes(machine, *argv, rights=rights)
    return raw if isinstance(raw, Unknown) else parse_plist(raw, argv[0])


def run_bytes(machine: Machine, *argv: str, rights: Rights = "ours") -> bytes | Unknown:
    """What a program prints when it ends well."""
    ran = only(Ran, machine.ask(RunProgram(argv, rights)))
    if ran is None:
        return Unknown("tool_missing", f"{argv[0]} is not installed")
    if isinstance(ran, Unknown):
        return ran
    return ran.out if ran.exit == 0 else Unknown("unreadable", f"{argv[0]} ended with {ran.exit}")
