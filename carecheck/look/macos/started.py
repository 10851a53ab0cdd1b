"""What macOS starts by itself for programs of others: with the Mac, or with somebody's login."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

DAEMONS: Final = "/Library/LaunchDaemons"
AGENTS: Final = "/Library/LaunchAgents"
ENDING: Final = ".plist"


def started(machine: Machine, folder: str) -> tuple[str, ...] | Unknown:
    """The labels of what is started, by the names of the files. The folders are there on every Mac."""
    entries = machine.list_folder(folder)
    if entries is None:
        return Unknown("not_seen", f"there is no {folder}")
    if isinstance(entries, Unknown):
        return entries
    return tuple(entry.name.removesuffix(ENDING) for entry in entries if entry.name.endswith(ENDING))
