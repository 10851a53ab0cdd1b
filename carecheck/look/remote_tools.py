"""The dated list of programs with which others can work on a computer from afar."""

import re
from dataclasses import dataclass
from datetime import date
from fnmatch import translate
from functools import cache
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.table_age import too_old
from carecheck.structured import shipped_table

FILE: Final = "remote-tools.yaml"


@dataclass(frozen=True, slots=True)
class RemoteTool:
    """One program, and the names under which Windows lists it; see the file for what they mean."""

    name: str
    services: tuple[str, ...]
    programs: tuple[str, ...]
    unattended: bool
    unattended_programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinuxTool:
    """One program, and the names under which a Linux has it."""

    name: str
    unattended: bool
    packages: tuple[str, ...] = ()
    unattended_packages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MacosTool:
    """One program, and the names under which a Mac has it."""

    name: str
    unattended: bool
    apps: tuple[str, ...] = ()
    unattended_apps: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemoteTools:
    """The list, with its date."""

    as_at: date
    source: str
    tools: tuple[RemoteTool, ...]
    linux: tuple[LinuxTool, ...]
    macos: tuple[MacosTool, ...]

    def too_old(self, today: date) -> Unknown | None:
        """Why "none of those that we know" would say too little on that day."""
        return too_old("remote-tools", today)


@cache
def remote_tools() -> RemoteTools:
    """The list that comes with carecheck."""
    return shipped_table(FILE, RemoteTools)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a name is one of those of the list."""
    return _one_of(patterns).match(name.strip().casefold()) is not None


@cache
def _one_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    # A computer has hundreds of services, and each is compared with every tool.
    return re.compile("|".join(translate(pattern.casefold()) for pattern in patterns) or r"(?!)")
