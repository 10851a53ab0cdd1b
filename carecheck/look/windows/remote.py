"""Remote-control programs on this Windows: by its services and by its list of installed programs.

A program that somebody only downloaded and ran leaves neither, so "none" always means none of those we know, installed.
"""

from collections.abc import Iterable

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.remote import Remote
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.remote_tools import RemoteTool, matches, remote_tools
from carecheck.look.windows.services import Installed, installed_services, runs_or_starts
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi


class _Program(msgspec.Struct):
    """An installed program."""

    name: str


class _Programs(msgspec.Struct):
    """All installed programs."""

    count: int
    rows: list[_Program]


@probe(Remote, on="windows")
def remote(machine: Machine) -> Remote:
    """A tool is here when one of the two lists has it; only both of them, read whole, show that no other is."""
    known = remote_tools()
    services = installed_services(machine)
    programs = _programs(machine)
    service_names = () if isinstance(services, Unknown) else services.names
    program_names = () if isinstance(programs, Unknown) else programs
    seen = [tool for tool in known.tools if _is_here(tool, service_names, program_names)]
    names = tuple(tool.name for tool in seen)
    gaps = [one for one in (services, programs, known.too_old(machine.about.today)) if isinstance(one, Unknown)]
    unattended = {tool.name: _unattended(machine, tool, services, program_names) for tool in seen}
    open_ones = [answer for answer in unattended.values() if isinstance(answer, Unknown)]
    return Remote(
        tools_seen=_at_least(names, gaps),
        unattended_seen=_at_least((name for name, answer in unattended.items() if answer is True), [*gaps, *open_ones]),
        looked_everywhere=gaps[0] if gaps else True,
    )


def _at_least(names: Iterable[str], gaps: list[Unknown]) -> tuple[str, ...] | Unknown:
    """The names that are certain; none of them and a gap leave it open."""
    certain = tuple(names)
    return gaps[0] if gaps and not certain else certain


def _programs(machine: Machine) -> tuple[str, ...] | Unknown:
    told = ask(machine, AskApi("programs"), _Programs)
    if isinstance(told, Unknown):
        return told
    names = tuple(program.name for program in told.rows)
    if any("\ufffd" in name for name in names):
        return Unknown("unreadable", "the list of programs holds names that are no text")
    return names


def _is_here(tool: RemoteTool, services: tuple[str, ...], programs: tuple[str, ...]) -> bool:
    in_services = any(matches(name, tool.services) for name in services)
    return in_services or any(matches(name, (*tool.programs, *tool.unattended_programs)) for name in programs)


def _unattended(
    machine: Machine, tool: RemoteTool, services: Installed | Unknown, programs: tuple[str, ...]
) -> bool | Unknown:
    """Whether others can come in with it while nobody is there: its service must run or start by itself."""
    if any(matches(name, tool.unattended_programs) for name in programs):
        return True
    if not tool.unattended:
        return False
    if isinstance(services, Unknown):
        return services
    its_own = [name for name in services.names if matches(name, tool.services)]
    return any_of(runs_or_starts(machine, name, services) for name in its_own)
