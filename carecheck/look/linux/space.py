"""The room that is left for this Linux, its updates, and the files of the people who use it.

These may lie on disks or parts of one that fill up each for itself. The fullest decides.
"""

import re
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.facts.space import Space
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

GB: Final = 2**30
PLACES: Final = ("/", "/usr", "/var", "/home")

# These hold a system that nobody writes to (a live session, Fedora Silverblue), or lie in memory: they are no disk.
NO_DISKS: Final = frozenset({"composefs", "cramfs", "erofs", "iso9660", "overlay", "ramfs", "squashfs", "tmpfs"})

_ROW: Final = re.compile(r"(\S+) +(\d{1,19}) +(\d{1,19}) +/\S*")


class Room(NamedTuple):
    """The room in one place, in bytes."""

    total: int
    free: int


@probe(Space, on="linux")
def space(machine: Machine) -> Space:
    """Count what is free in the fullest place, rounded down so that it never looks like more."""
    gap = not_this_computer(machine)
    rooms = gap if gap is not None else rooms_of_system(machine)
    if isinstance(rooms, Unknown):
        return Space.all_unknown(rooms)
    return Space(
        free_gb=min(room.free // GB for room in rooms),
        free_percent=min(room.free * 100 // room.total for room in rooms),
    )


def rooms_of_system(machine: Machine) -> list[Room] | Unknown:
    """The room in each place that lies on a disk; what is kept back for the system itself is not free."""
    told = machine.run("df", "--block-size=1", "--output=fstype,size,avail,target", *PLACES)
    if isinstance(told, Unknown):
        return told
    rows = [_ROW.fullmatch(line) for line in told.text.splitlines()[1:]]
    if told.exit or len(rows) != len(PLACES) or None in rows:
        return Unknown("unreadable", "df did not tell about each place")
    rooms = [Room(int(row[2]), int(row[3])) for row in rows if row and row[1] not in NO_DISKS]
    if not rooms:
        return Unknown("not_possible_here", "this system lies in memory, or on a disk that nobody writes to")
    if any(room.free > room.total or room.total < GB for room in rooms):
        return Unknown("unreadable", "df tells of more free room than there is, or of a disk that is too small")
    return rooms
