"""Which macOS this is, by its own file: Python's own answer may be that of an older one."""

import re
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import read_plist

FILE: Final = "/System/Library/CoreServices/SystemVersion.plist"
_VERSION: Final = re.compile(r"\d{1,5}(?:\.\d{1,5}){0,3}")


@dataclass(frozen=True, slots=True)
class Version:
    """The version of macOS, as numbers."""

    numbers: tuple[int, ...]

    @property
    def release(self) -> str:
        """The release as our list has it: 15, and 10.15 before there was an 11."""
        return ".".join(map(str, self.numbers[: 2 if self.numbers[0] == 10 else 1]))

    @property
    def major(self) -> int:
        """The first number."""
        return self.numbers[0]


def version(machine: Machine) -> Version | Unknown:
    """The version that the system tells of itself."""
    told = read_plist(machine, FILE)
    if told is None or isinstance(told, Unknown):
        return Unknown("not_seen", "the file with the version of macOS is not there") if told is None else told
    name, number = told.text("ProductName"), told.text("ProductVersion")
    numbers = version_numbers(number)
    if not isinstance(name, str) or name not in ("macOS", "Mac OS X") or numbers is None:
        return Unknown("unreadable", "the file with the version of macOS has another form")
    return Version(numbers)


def version_numbers(text: object) -> tuple[int, ...] | None:
    """A version such as 15.7.9 as numbers; None: it is none."""
    if not isinstance(text, str) or not _VERSION.fullmatch(text) or not text.isascii():
        return None
    return tuple(map(int, text.split(".")))
