"""Programs on this Mac whose makers have given them up, of those on our list."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.facts.programs import Programs
from carecheck.facts.table_age import cannot_date
from carecheck.look.machine import Machine
from carecheck.look.macos.apps import Apps, apps, version_of
from carecheck.look.macos.version import version_numbers
from carecheck.look.probes import probe
from carecheck.structured import shipped_table

NAME: Final = "dead-software-macos"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table; see the file for what its parts mean."""

    name: str
    ends: date
    app: str = ""
    below: str = ""
    folder: str = ""
    path: str = ""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table."""

    as_at: date
    source: str
    programs: tuple[Row, ...]


@cache
def dead_software() -> Table:
    """The table that comes with carecheck."""
    return shipped_table(f"{NAME}.yaml", Table)


@probe(Programs, on="macos")
def programs(machine: Machine) -> Programs:
    """Look for each program of the list."""
    today, table = machine.about.today, dead_software()
    found = list(_here(machine))
    gap = next((one for one in [cannot_date(NAME, today), *found] if isinstance(one, Unknown)), None)
    rows = [one for one in found if isinstance(one, Row)]
    certain_until = today if gap is None else min(today, table.as_at)
    ended = tuple(sorted({row.name for row in rows if row.ends < certain_until}))
    if gap is not None:
        return Programs(ended or gap, gap, gap)
    coming = min((row for row in rows if row.ends >= today), key=lambda row: row.ends, default=None)
    return Programs(ended, coming.name if coming else None, coming.ends if coming else None)


def _here(machine: Machine) -> Iterator[Row | Unknown]:
    here = apps(machine)
    if here.gap is not None:
        yield here.gap
    for row in dead_software().programs:
        if row.app:
            yield from _as_app(machine, here, row)
        elif row.folder:
            yield from [row] if row.folder in here.folders else []
        else:
            yield from _at_its_place(machine, row)


def _as_app(machine: Machine, here: Apps, row: Row) -> Iterator[Row | Unknown]:
    """The row, once for each program that it means: of several versions, the oldest line that it is below counts."""
    for app in here.named(row.app):
        if not row.below:
            yield row
            continue
        version = version_of(machine, app)
        if isinstance(version, Unknown):
            yield version
        elif row == _first_above(row.app, version):
            yield row


def _at_its_place(machine: Machine, row: Row) -> Iterator[Row | Unknown]:
    there = machine.look_at(row.path)
    if isinstance(there, Unknown):
        yield there
    elif there is not None:
        yield row if there.kind == "folder" else Unknown("unreadable", f"{row.name} is no folder")


def _first_above(app: str, version: tuple[int, ...]) -> Row | None:
    rows = [row for row in dead_software().programs if row.app == app and row.below]
    above = [row for row in rows if version < (version_numbers(row.below) or ())]
    return min(above, key=lambda row: version_numbers(row.below) or (), default=None)
