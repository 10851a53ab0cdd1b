"""The programs that Windows lists for removal. Those of other people, and programs without an installer, are not."""

import re
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

_VERSION: Final = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,9})(?![\w.])", re.ASCII)


class Program(msgspec.Struct, frozen=True):
    """An installed program, as it names itself; `for_person`: not for everyone who works here."""

    name: str
    version: str | None = None
    publisher: str | None = None
    for_person: bool = False

    def begins_with(self, words: str) -> bool:
        """Whether its name begins with those words, the last one whole: Java 7 is no beginning of Java 70."""
        name, start = self.name.casefold(), words.casefold()
        return name.startswith(start) and not name[len(start) : len(start) + 1].isalnum()


class _Programs(msgspec.Struct):
    """All installed programs."""

    count: int
    rows: list[Program]


def installed_programs(machine: Machine) -> tuple[Program, ...] | Unknown:
    """All of them, for everyone and for the person who works here."""
    found = ask(machine, AskApi("programs"), _Programs)
    if isinstance(found, Unknown):
        return found
    told = "".join(f"{row.name}{row.version}{row.publisher}" for row in found.rows)
    if "\ufffd" in told:
        return Unknown("unreadable", "a name in the list of programs is no text")
    return tuple(found.rows)


def version_numbers(text: str | None) -> tuple[int, ...] | None:
    """The numbers of a version such as 8.0.2020.8; None: it is no version."""
    read = _VERSION.match(text.strip()) if text else None
    return tuple(int(number) for number in read[1].split(".")) if read else None
