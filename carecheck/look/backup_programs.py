"""The dated list of backup programs, and of programs that only sync folders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.structured import shipped_table

FILE: Final = "backup-programs.yaml"


@dataclass(frozen=True, slots=True)
class BackupPrograms:
    """Services by their own names with the program behind each, and beginnings of names of programs.

    A service that is `set_up` is a backup when it runs; one that `may_be_idle` leaves it open, unless there is a
    scheduled task of its program, whose name begins as `tasks` tells. Those for macOS are names of what it starts, with
    * for any text, and names of programs.
    """

    as_at: date
    source: str
    set_up: Mapping[str, str]
    may_be_idle: Mapping[str, str]
    tasks: Mapping[str, str]
    installed: tuple[str, ...]
    synced: tuple[str, ...]
    macos_set_up: Mapping[str, str]
    macos_installed: tuple[str, ...]


@cache
def backup_programs() -> BackupPrograms:
    """The list that comes with carecheck."""
    return shipped_table(FILE, BackupPrograms)
