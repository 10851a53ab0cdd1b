"""The room that is left on the disk of this Mac, where its updates and all files of people go."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.space import Space
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

DF: Final = "/bin/df"
PLACE: Final = "/System/Volumes/Data"
KB_OF_GB: Final = 2**20

_ROW: Final = re.compile(rf"/dev/\S+ +(\d{{1,15}}) +(\d{{1,15}}) +(\d{{1,15}}) +\d{{1,3}}% +{PLACE}")


@probe(Space, on="macos")
def space(machine: Machine) -> Space:
    """Count what is free, rounded down so that it never looks like more; what macOS could throw away is not free."""
    told = words_of(machine, DF, "-P", "-k", PLACE)
    if isinstance(told, Unknown):
        return Space.all_unknown(told)
    rows = [row for line in told.text.splitlines() if (row := _ROW.fullmatch(line.rstrip()))]
    total, free = (int(rows[0][1]), int(rows[0][3])) if len(rows) == 1 else (0, 0)
    if total < KB_OF_GB or free > total:
        return Space.all_unknown(unclear(DF))
    return Space(free_gb=free // KB_OF_GB, free_percent=free * 100 // total)
