"""The room that is left on the drive on which Windows lies."""

from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.space import Space
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

GB: Final = 2**30  # so Windows counts, and shows "GB"


class _Space(msgspec.Struct):
    """The room on the drive of the system, in bytes."""

    total: int
    free: int


@probe(Space, on="windows")
def space(machine: Machine) -> Space:
    """Count what is free, rounded down so that it never looks like more."""
    room = ask(machine, AskApi("space"), _Space)
    if isinstance(room, Unknown):
        return Space.all_unknown(room)
    if not 0 <= room.free <= room.total or room.total < GB:  # no Windows fits on less
        return Space.all_unknown(Unknown("unreadable", f"{room.free} of {room.total} bytes are free"))
    return Space(free_gb=room.free // GB, free_percent=room.free * 100 // room.total)
