"""Programs on this Windows whose makers have given them up, of those on our list."""

from datetime import date
from functools import cache

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.programs import Programs
from carecheck.facts.table_age import cannot_date
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.installed import Program, installed_programs, version_numbers
from carecheck.structured import shipped_table
from carecheck.words import clean


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table: what a program's name begins with, which versions, and the last day of updates."""

    name: str
    starts: str
    ends: date
    below: str | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `data/dead-software.yaml`."""

    as_at: date
    source: str
    programs: tuple[Listed, ...]


@cache
def dead_software() -> Table:
    """The table that comes with carecheck."""
    return shipped_table("dead-software.yaml", Table)


@probe(Programs, on="windows")
def programs(machine: Machine) -> Programs:
    """Hold each installed program against the list."""
    installed, today = installed_programs(machine), machine.about.today
    if isinstance(installed, Unknown):
        return Programs.all_unknown(installed)
    rows: list[Listed] = []
    gap = cannot_date("dead-software", today)  # an old list still finds what had ended
    for program in installed:
        for row in dead_software().programs:
            meant = _is_meant(program, row)
            if isinstance(meant, Unknown):
                gap = meant if gap is None else gap
            elif meant:
                rows.append(row)
    certain_until = today if gap is None else min(today, dead_software().as_at)
    ended = tuple(sorted({row.name for row in rows if row.ends < certain_until}))
    if gap is not None:
        return Programs(ended or gap, gap, gap)
    coming = min((row for row in rows if row.ends >= today), key=lambda row: row.ends, default=None)
    return Programs(ended, coming.name if coming else None, coming.ends if coming else None)


def _is_meant(program: Program, row: Listed) -> bool | Unknown:
    if not program.begins_with(row.starts):
        return False
    if row.below is None:
        return True
    version, below = version_numbers(program.version), version_numbers(row.below)
    if version is None or below is None:
        return Unknown("not_seen", f"{clean(program.name, 60)} does not tell its version")
    return version < below
