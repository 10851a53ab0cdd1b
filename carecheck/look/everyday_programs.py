"""Programs of many offices that open the firewall by themselves: browsers, and programs for calls."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.structured import shipped_table

FILE: Final = "everyday-programs.yaml"

_FOLDERS: Final = re.compile(r"([a-z]:\\program files( \(x86\))?|%programfiles(\(x86\))?%)\\")


@dataclass(frozen=True, slots=True)
class EverydayPrograms:
    """The list of names of files, with its date."""

    as_at: date
    source: str
    programs: frozenset[str]


@cache
def everyday_programs() -> EverydayPrograms:
    """The list that comes with carecheck."""
    return shipped_table(FILE, EverydayPrograms)


def is_everyday(path: str) -> bool:
    """Whether a program of Windows is on the list and lies where only an administrator can put it."""
    plain = path.casefold()
    folder, _, name = plain.rpartition("\\")
    return _FOLDERS.match(f"{folder}\\") is not None and ".." not in folder and name in everyday_programs().programs
