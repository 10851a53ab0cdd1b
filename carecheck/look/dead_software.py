"""The dated list of programs whose makers have given them up, and what follows from the rows that fit."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.programs import Programs
from carecheck.facts.table_age import cannot_date
from carecheck.structured import shipped_table


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table: what a program's name begins with, which versions, and the last day of updates."""

    name: str
    starts: str
    ends: date
    below: str | None = None


class LinuxListed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row for Linux: the packages as which a program comes (`*` stands for anything), also from its shops."""

    name: str
    ends: date
    packages: tuple[str, ...] = ()
    snaps: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/dead-software.yaml`."""

    as_at: date
    source: str
    programs: tuple[Listed, ...]
    linux: tuple[LinuxListed, ...]


@cache
def dead_software() -> Table:
    """The table that comes with carecheck."""
    return shipped_table("dead-software.yaml", Table)


def judged_by_list(rows: Sequence[Listed | LinuxListed], gap: Unknown | None, today: date) -> Programs:
    """The facts, from the rows whose programs are here; `gap` says why there may be more of them."""
    gap = cannot_date("dead-software", today) if gap is None else gap  # an old list still finds what had ended
    certain_until = today if gap is None else min(today, dead_software().as_at)
    ended = tuple(sorted({row.name for row in rows if row.ends < certain_until}))
    if gap is not None:
        return Programs(ended or gap, gap, gap)
    coming = min((row for row in rows if row.ends >= today), key=lambda row: row.ends, default=None)
    return Programs(ended, coming.name if coming else None, coming.ends if coming else None)
