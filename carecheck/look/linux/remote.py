"""Remote-control programs on this Linux: by its packages, its services, and the places where such programs lie.

A program that somebody only downloaded and ran leaves none of these, so "none" always means none of those we know,
installed. Names of services may hold those of logins, and stay here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.remote import Remote
from carecheck.look.linux.packages import FLATPAKS, package_versions
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.linux.systemd import Service, services
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.remote_tools import LinuxTool, matches, remote_tools

# Services that start with the computer have a link here.
STARTED: Final = ("/etc/systemd/system/multi-user.target.wants", "/etc/systemd/system/graphical.target.wants")


@dataclass(frozen=True, slots=True)
class _Here:
    """What is on this computer, as far as it could be read."""

    packages: frozenset[str]
    started: frozenset[str]
    services: dict[str, Service]
    gaps: tuple[Unknown, ...]


@probe(Remote, on="linux")
def remote(machine: Machine) -> Remote:
    """A tool is here when one of the places has it; only all of them, read whole, show that no other is."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Remote.all_unknown(gap)
    known = remote_tools()
    here = _here(machine, known.linux)
    gaps = list(here.gaps)
    too_old = known.too_old(machine.about.today)
    if too_old is not None:
        gaps.append(too_old)
    seen: list[LinuxTool] = []
    for tool in known.linux:
        answer = _is_here(machine, tool, here)
        if answer is True:
            seen.append(tool)
        elif isinstance(answer, Unknown):
            gaps.append(answer)
    unattended = {tool.name: _unattended(tool, here) for tool in seen}
    open_ones = [answer for answer in unattended.values() if isinstance(answer, Unknown)]
    return Remote(
        tools_seen=_at_least((tool.name for tool in seen), gaps),
        unattended_seen=_at_least((name for name, answer in unattended.items() if answer is True), [*gaps, *open_ones]),
        looked_everywhere=gaps[0] if gaps else True,
    )


def _at_least(names: Iterable[str], gaps: list[Unknown]) -> tuple[str, ...] | Unknown:
    """The names that are certain; none of them and a gap leave it open."""
    certain = tuple(names)
    return gaps[0] if gaps and not certain else certain


def _here(machine: Machine, tools: tuple[LinuxTool, ...]) -> _Here:
    gaps: list[Unknown] = []
    packages = _packages(machine)
    if isinstance(packages, Unknown):
        gaps.append(packages)
        packages = frozenset[str]()
    started: set[str] = set()
    for folder in STARTED:
        entries = machine.list_folder(folder)
        if isinstance(entries, Unknown):
            gaps.append(entries)
        else:
            started |= {entry.name for entry in entries or ()}
    names = [name for tool in tools for name in tool.services if "*" not in name]
    found = services(machine, *names)
    if isinstance(found, Unknown):
        gaps.append(found)
        found = {}
    return _Here(packages, frozenset(started), found or {}, tuple(gaps))


def _packages(machine: Machine) -> frozenset[str] | Unknown:
    found = package_versions(machine)
    return found if isinstance(found, Unknown) else frozenset(found)


def _is_here(machine: Machine, tool: LinuxTool, here: _Here) -> bool | Unknown:
    by_package = any(matches(name, (*tool.packages, *tool.unattended_packages)) for name in here.packages)
    known = {name for name, service in here.services.items() if service.load != "not-found"}
    by_service = any(matches(name, tool.services) for name in (*known, *here.started))
    return True if by_package or by_service else any_of(_lies_here(machine, tool))


def _lies_here(machine: Machine, tool: LinuxTool) -> Iterator[bool | Unknown]:
    for place in tool.places:
        folder, _, name = place.rpartition("/")
        if "*" in name:
            entries = machine.list_folder(folder)
            yield entries if isinstance(entries, Unknown) else any(matches(one.name, (name,)) for one in entries or ())
        else:
            yield _is_folder(machine, place)
    for flatpak in tool.flatpaks:
        yield from (_is_folder(machine, f"{folder}/{flatpak}") for folder in FLATPAKS)


def _is_folder(machine: Machine, path: str) -> bool | Unknown:
    seen = machine.look_at(path)
    if seen is None or isinstance(seen, Unknown):
        return False if seen is None else seen
    return True if seen.kind == "folder" else Unknown("unreadable", "what lies at the place of a program is no folder")


def _unattended(tool: LinuxTool, here: _Here) -> bool | Unknown:
    """Whether others can come in with it while nobody is there: its service must run or start by itself."""
    if any(matches(name, tool.unattended_packages) for name in here.packages):
        return True
    if not tool.unattended:
        return False
    if any(matches(name, tool.services) for name in here.started):
        return True
    its_own = [service for name, service in here.services.items() if matches(name, tool.services)]
    if its_own:
        return any_of(service.runs_or_starts for service in its_own)
    if here.gaps:
        return here.gaps[0]
    return Unknown("not_seen", "how the program starts is not told") if not here.services else False
