"""Microsoft Office on this Windows, and until when it gets security updates.

All since 2016 call themselves 16.0, so the ids of what is installed decide, and for older ways of installing the names
in the list of programs.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, NamedTuple

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.office import Office
from carecheck.facts.table_age import believed_day
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.installed import installed_programs
from carecheck.look.windows.registry import read_number, read_text
from carecheck.look.windows_questions import View
from carecheck.structured import shipped_table
from carecheck.words import clean

OFFICE: Final = "SOFTWARE\\Microsoft\\Office"
CONFIGURATION: Final = f"{OFFICE}\\ClickToRun\\Configuration"
CONFIGURATION_2013: Final = f"{OFFICE}\\15.0\\ClickToRun\\Configuration"
UPDATE_RULES: Final = "SOFTWARE\\Policies\\Microsoft\\office\\16.0\\common\\officeupdate"
FOLDERS_OF: Final = ("16.0", "15.0", "14.0")
VIEWS: Final[tuple[View, View]] = (64, 32)

_PROGRAM: Final = re.compile(
    r"microsoft (office|word|excel|powerpoint|outlook|access|publisher|onenote|project|visio)\b", re.IGNORECASE
)
_SUBSCRIPTION: Final = re.compile(r"microsoft (office )?365\b|office 365\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
# Parts and helpers that are installed beside Office, or without it.
_PART: Final = re.compile(
    r"proof|language|viewer|interop|mui|compatib|component|engine|add-in|convert|sdk|tool|server|connector|live|validation",
    re.IGNORECASE,
)


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of Office: the last day of its updates, and whether ids without a year mean it."""

    ends: date
    plain: bool = False


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/office-versions.yaml`."""

    as_at: date
    source: str
    versions: dict[str, Version]
    programs: tuple[str, ...]
    always_newest: dict[str, str]

    @property
    def plain(self) -> str:
        """The version that ids without a year mean."""
        return next(year for year, version in self.versions.items() if version.plain)


class Here(NamedTuple):
    """What of Office is here: versions by year or as a subscription, and what could not be told."""

    years: frozenset[str]
    subscriptions: frozenset[str]
    gaps: tuple[Unknown, ...]

    @property
    def installed(self) -> bool | Unknown:
        """Whether any is here; one that is certain settles it."""
        if self.years or self.subscriptions:
            return True
        return self.gaps[0] if self.gaps else False


@cache
def office_versions() -> Table:
    """The table that comes with carecheck."""
    return shipped_table("office-versions.yaml", Table)


@probe(Office, on="windows")
def office(machine: Machine) -> Office:
    """Name what is here, and look up the end that comes first."""
    here = office_here(machine)
    installed = here.installed
    if isinstance(installed, Unknown):
        return Office.all_unknown(installed)
    names = (*here.subscriptions, *(f"Office {year}" for year in here.years))
    first, ends = _first_to_end(here, machine.about.today)
    return Office(installed, tuple(sorted(names)), first, ends, _updates_itself(machine))


def office_here(machine: Machine) -> Here:
    """Every sign of Office: its own list of what is installed, the list of programs, and folders it has left."""
    years: set[str] = set()
    subscriptions: set[str] = set()
    gaps: list[Unknown] = []
    for sign in _signs(machine):
        if isinstance(sign, Unknown):
            gaps.append(sign)
        elif sign in office_versions().versions:
            years.add(sign)
        else:
            subscriptions.add(sign)
    if not years and not subscriptions and not gaps:
        gaps.extend(_left_folders(machine))
    return Here(frozenset(years), frozenset(subscriptions), tuple(gaps))


def version_of_id(product: str, plain: str) -> str | Unknown:
    """The year of a product id such as ProPlus2021Volume, or the name of what never gets old; `plain`: without year."""
    table = office_versions()
    for start, name in table.always_newest.items():
        if product.casefold().startswith(start.casefold()):
            return name
    read = re.fullmatch(r"([a-z]+?)(\d{4})?(retail|volume)", product.casefold())
    if read and read[1] in {program.casefold() for program in table.programs}:
        year = read[2] or plain
        if year in table.versions:
            return year
    return Unknown("not_listed", f"our list of Office versions has no {clean(product, 60)}")


def version_of_name(name: str) -> str | None | Unknown:
    """The year in the name of an installed program; None: it is no Office, or one that its ids tell about."""
    if not _PROGRAM.match(name) or _PART.search(name):
        return None
    years = _YEAR.findall(name)
    if not years:
        return None
    return years[0] if years[0] in office_versions().versions else Unknown("not_listed", f"Office {years[0]}")


def _signs(machine: Machine) -> Iterator[str | Unknown]:
    by_id = list(_by_id(machine))
    yield from by_id
    programs = installed_programs(machine)
    if isinstance(programs, Unknown):
        yield programs
        return
    for program in programs:
        version = version_of_name(program.name)
        if version is not None:
            yield version
        elif _SUBSCRIPTION.match(program.name) and not by_id:
            yield Unknown("not_seen", "Microsoft 365 is in the list of programs, and does not say so itself")


def _by_id(machine: Machine) -> Iterator[str | Unknown]:
    for key, plain in ((CONFIGURATION, office_versions().plain), (CONFIGURATION_2013, "2013")):
        products = read_text(machine, "HKLM", key, "ProductReleaseIds")
        if isinstance(products, Unknown):
            yield products
        elif products is not None:
            yield from (version_of_id(one.strip(), plain) for one in products.split(",") if one.strip())


def _left_folders(machine: Machine) -> Iterator[Unknown]:
    for version in FOLDERS_OF:
        for view in VIEWS:
            path = read_text(machine, "HKLM", f"{OFFICE}\\{version}\\Common\\InstallRoot", "Path", view)
            if isinstance(path, Unknown):
                yield path
            elif path is not None:
                yield Unknown("not_seen", f"Office {version} has a folder here, and is in no list")


def _first_to_end(here: Here, today: date) -> tuple[str | None | Unknown, date | None | Unknown]:
    """The earliest end. What could not be told might end earlier, which no longer matters when one has ended."""
    table = office_versions()
    year = min(here.years, key=lambda one: (table.versions[one].ends, one), default=None)
    ends = None if year is None else believed_day(table.versions[year].ends, "office-versions", today)
    if here.gaps and not (isinstance(ends, date) and ends < today):
        return here.gaps[0], here.gaps[0]
    return (None if year is None else f"Office {year}"), ends


def _updates_itself(machine: Machine) -> bool | Unknown:
    """A rule beats the own setting of Office, which is on unless somebody has turned it off."""
    rule = read_number(machine, "HKLM", UPDATE_RULES, "enableautomaticupdates")
    if isinstance(rule, Unknown):
        return rule
    if rule is not None:
        return bool(rule) if rule in (0, 1) else Unknown("unreadable", f"a rule for updates of Office is {rule}")
    own = read_text(machine, "HKLM", CONFIGURATION, "UpdatesEnabled")
    if own is None or isinstance(own, Unknown):
        return True if own is None else own
    known = {"true": True, "false": False}
    return known.get(own.casefold(), Unknown("unreadable", "Office says neither that it updates itself nor not"))
