"""Whether this Windows waits for a restart, and since when.

Files that wait to be renamed are no sign: programs leave them behind all the time. Shutting down is no restart here
(Fast Startup), and the signs stay until one.
"""

from typing import Final

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.restart import Restart
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_key
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskCom, RegistryKey

KEYS: Final = (
    "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending",
    "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired",
)


class _Restart(msgspec.Struct):
    """What Windows Update itself says."""

    required: bool


@probe(Restart, on="windows")
def restart(machine: Machine) -> Restart:
    """One sign settles that a restart waits, and only all of them settle that none does."""
    keys = [read_key(machine, "HKLM", key) for key in KEYS]
    update = ask(machine, AskCom("update.restart"), _Restart)
    signs: list[bool | Unknown] = [key if isinstance(key, Unknown) else key is not None for key in keys]
    waiting = any_of([*signs, update if isinstance(update, Unknown) else update.required])
    if isinstance(waiting, Unknown):
        return Restart(waiting, waiting)
    if not waiting:
        return Restart(waiting=False, waiting_since=None)
    # A key may have changed again since it came, and a sign that could not be read could only show an earlier day.
    days = [key.modified.date() for key in keys if isinstance(key, RegistryKey)]
    return Restart(waiting=True, waiting_since=min(days, default=Unknown("not_seen", "no sign tells since when")))
