"""The programs on this Mac, in the folders where people put them; nobody looks inside those of people's own files."""

from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Entry, Machine
from carecheck.look.macos.plists import read_plist
from carecheck.look.macos.version import version_numbers

FOLDER: Final = "/Applications"
WITHIN: Final = "Utilities"
FOLDERS: Final = (FOLDER, f"{FOLDER}/{WITHIN}", "~/Applications")
ENDING: Final = ".app"


@dataclass(frozen=True, slots=True)
class App:
    """A program: its name as people see it, and where it lies."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Apps:
    """The programs that were seen, and the other folders beside them; `gap` says why there may be more."""

    apps: tuple[App, ...]
    folders: tuple[str, ...]
    gap: Unknown | None = None

    def named(self, *names: str) -> tuple[App, ...]:
        """Those with one of these names."""
        small = {name.casefold() for name in names}
        return tuple(app for app in self.apps if app.name.casefold() in small)


def apps(machine: Machine) -> Apps:
    """All programs in the folders for programs."""
    found: list[App] = []
    beside: list[str] = []
    gaps: list[Unknown] = []
    for folder in FOLDERS:
        entries = _entries(machine, folder)
        if isinstance(entries, Unknown):
            gaps.append(entries)
            continue
        found += [App(_name(entry), f"{folder}/{entry.name}") for entry in entries if entry.name.endswith(ENDING)]
        beside += [entry.name for entry in entries if entry.kind == "folder" and not entry.name.endswith(ENDING)]
    return Apps(tuple(found), tuple(beside), next(iter(gaps), None))


def _entries(machine: Machine, folder: str) -> tuple[Entry, ...] | Unknown:
    """What lies in a folder for programs; the first is on each Mac, and holds the second."""
    entries = machine.list_folder(folder)
    if isinstance(entries, Unknown):
        return entries
    if folder == FOLDER and not any(entry.name == WITHIN for entry in entries or ()):
        return Unknown("unreadable", "the folder for programs is not whole")
    return entries or ()


def version_of(machine: Machine, app: App) -> tuple[int, ...] | Unknown:
    """The version of a program, as numbers."""
    told = read_plist(machine, f"{app.path}/Contents/Info.plist")
    if isinstance(told, Unknown):
        return told
    text = told.text("CFBundleShortVersionString") if told else None
    first = text.split(" ")[0].removesuffix("esr") if isinstance(text, str) else None
    numbers = version_numbers(first)
    return Unknown("not_seen", f"{app.name} does not tell its version") if numbers is None else numbers


def _name(entry: Entry) -> str:
    return entry.name.removesuffix(ENDING)
