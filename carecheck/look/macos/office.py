"""Microsoft Office on this Mac, by the versions of its programs.

Since 2019 all licences have the same versions, and which one is here shows to no program. So only what is too old for
all of them is certain.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.office import Macros, Office
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import Apps, apps, version_of
from carecheck.look.macos.preferences import managed_settings, person_settings
from carecheck.look.macos.version import version_numbers
from carecheck.look.probes import probe
from carecheck.structured import shipped_table

PROGRAMS: Final = tuple(f"Microsoft {name}" for name in ("Word", "Excel", "PowerPoint", "Outlook", "OneNote"))
UPDATER: Final = "com.microsoft.autoupdate2"
HOW: Final = "HowToCheck"
BY_ITSELF: Final = {"AutomaticDownload": True, "AutomaticCheck": False, "Manual": False}

SUITE: Final = "com.microsoft.office"
NO_MACROS: Final = "VisualBasicEntirelyDisabled"
MACROS: Final = "VisualBasicMacroExecutionState"
CLOSED: Final = Unknown("blocked", "Office for Mac keeps its own settings to itself")
UNTOLD: Final = Unknown("not_seen", "which licence Office has, and until when it holds, does not show")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The versions below a number that are in no newer line, and the last day of their updates."""

    name: str
    below: str
    ends: date


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/office-for-mac.yaml`."""

    as_at: date
    source: str
    newest: str
    lines: tuple[Line, ...]


@cache
def office_for_mac() -> Table:
    """The table that comes with carecheck."""
    return shipped_table("office-for-mac.yaml", Table)


@probe(Office, on="macos")
def office(machine: Machine) -> Office:
    """Hold the version of each program against the list."""
    here = apps(machine)
    lines = list(_lines(machine, here))
    if not lines and here.gap is None:
        none = Unknown("not_seen", "no program of Office is here")
        return Office(installed=False, names=none, first_to_end=none, support_ends=none, updates_itself=none)
    gap = next((line for line in lines if isinstance(line, Unknown)), here.gap)
    ended = [line for line in lines if isinstance(line, Line)]
    first = min(ended, key=lambda line: line.ends, default=None)
    unseen = UNTOLD if gap is None else gap
    names = {line.name if isinstance(line, Line) else office_for_mac().newest for line in lines}
    return Office(
        installed=True if lines else unseen,
        names=tuple(sorted(names)) if gap is None else gap,
        first_to_end=first.name if first else unseen,
        support_ends=first.ends if first else unseen,
        updates_itself=_updates_itself(machine),
    )


def _lines(machine: Machine, here: Apps) -> Iterator[Line | None | Unknown]:
    """The line of each program; None: one that still gets updates, as far as versions tell."""
    for app in here.named(*PROGRAMS):
        version = version_of(machine, app)
        yield version if isinstance(version, Unknown) else _line(version)


def _line(version: tuple[int, ...]) -> Line | None:
    return next((one for one in office_for_mac().lines if version < (version_numbers(one.below) or ())), None)


def _updates_itself(machine: Machine) -> bool | Unknown:
    how = person_settings(machine, UPDATER).text(HOW)
    if isinstance(how, Unknown):
        return how
    return BY_ITSELF[how] if how in BY_ITSELF else Unknown("not_seen", "nobody has set how Office gets its updates")


@probe(Macros, on="macos")
def macros(machine: Machine) -> Macros:
    """What an organisation has set; Office for Mac treats files from the internet like all others."""
    managed = managed_settings(machine, SUITE)
    if isinstance(managed, Unknown):
        return Macros.all_unknown(managed)
    if managed.flag(NO_MACROS) is True:
        return Macros(internet_runs=False, internet_asks=False, others_run=False)
    match managed.text(MACROS):
        case "DisabledWithoutWarnings":
            return Macros(internet_runs=False, internet_asks=False, others_run=False)
        case "DisabledWithWarnings":
            return Macros(internet_runs=False, internet_asks=True, others_run=False)
        case "EnabledWithoutWarnings":
            return Macros(internet_runs=True, internet_asks=False, others_run=True)
        case _:
            return Macros.all_unknown(CLOSED)
