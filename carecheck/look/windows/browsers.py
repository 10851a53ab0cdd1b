"""Web browsers on this Windows, held against the dated list of their versions.

Chrome and Edge: what their own updaters say. Firefox: what the list of programs says. Others are not known to us.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from carecheck.facts.browsers import Browsers
from carecheck.facts.model import Unknown
from carecheck.look.browser_releases import Behind, behind_esr, behind_release
from carecheck.look.browsers_together import together
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.installed import Program, installed_programs, version_numbers
from carecheck.look.windows.registry import read_text
from carecheck.look.windows_questions import Hive, View

CHROME: Final = "SOFTWARE\\Google\\Update\\Clients\\{8A69D345-D564-463c-AFF1-A69D9E530F96}"
EDGE: Final = "SOFTWARE\\Microsoft\\EdgeUpdate\\Clients\\{56EB18F8-B008-4CBD-B6D2-8C97FE7E9062}"
PLACES: Final[tuple[tuple[Hive, View], ...]] = (("HKLM", 32), ("HKLM", 64), ("HKCU", 64))
UPDATERS: Final[Mapping[str, str]] = {"chrome": CHROME, "edge": EDGE}
LISTED_AS: Final[Mapping[str, str]] = {
    "chrome": "Google Chrome",
    "edge": "Microsoft Edge",
    "firefox": "Mozilla Firefox",
}


class _Seen(NamedTuple):
    """A browser that is installed here, and its version."""

    key: str
    version: str | None
    slow: bool = False


@probe(Browsers, on="windows")
def browsers(machine: Machine) -> Browsers:
    """Put together how far each browser is behind; the worst counts."""
    found: list[Behind] = []
    gaps: list[Unknown] = []
    for seen in _installed(machine):
        behind = seen if isinstance(seen, Unknown) else _behind(seen, machine.about.today)
        if isinstance(behind, Unknown):
            gaps.append(behind)
        else:
            found.append(behind)
    return together(found, gaps)


def edge_is_here(machine: Machine) -> bool | Unknown:
    """Whether Edge is installed, by its own updater."""
    versions = list(_by_updater(machine, "edge"))
    gaps = [version for version in versions if isinstance(version, Unknown)]
    return gaps[0] if gaps and len(gaps) == len(versions) else bool(versions)


def _installed(machine: Machine) -> Iterator[_Seen | Unknown]:
    programs = installed_programs(machine)
    if isinstance(programs, Unknown):
        yield programs
    for key in LISTED_AS:
        listed = [] if isinstance(programs, Unknown) else [one for one in programs if _is(one, key)]
        told = list(_by_updater(machine, key))
        yield from told
        if not told:
            yield from (_Seen(key, one.version, " ESR" in one.name) for one in listed)


def _is(program: Program, key: str) -> bool:
    """Whether a program is that browser itself, and none of its parts or trial versions."""
    if key == "firefox":
        return program.begins_with(LISTED_AS[key])
    return program.name.casefold() == LISTED_AS[key].casefold()


def _by_updater(machine: Machine, key: str) -> Iterator[_Seen | Unknown]:
    """The versions that a browser's own updater has installed: for everyone, and for the person who works here."""
    for hive, view in PLACES if key in UPDATERS else ():
        version = read_text(machine, hive, UPDATERS[key], "pv", view)
        if isinstance(version, Unknown):
            yield version
        elif version is not None and version != "0.0.0.0":  # what an updater writes before it has installed
            yield _Seen(key, version)


def _behind(seen: _Seen, today: date) -> Behind | Unknown:
    numbers = version_numbers(seen.version)
    if numbers is None:
        return Unknown("not_seen", f"{LISTED_AS[seen.key]} does not tell its version")
    return behind_esr(numbers, today) if seen.slow else behind_release(seen.key, numbers[0], today)
