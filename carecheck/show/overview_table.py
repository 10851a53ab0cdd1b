"""All homes as a workbook: what each home has to do, and what is wrong most often."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from carecheck import words
from carecheck.homes.overview import Overview
from carecheck.lights import LIGHTS
from carecheck.show.home_map import ASKS, name_of
from carecheck.show.overview_page import Steps
from carecheck.show.workbook import LIGHT, Column, Sheet, Value, workbook

_HOMES: Final = (
    *(Column("Home", 30), Column("Computers", 11), Column("Checked", 18), Column("Visit before", 18)),
    *(Column(LIGHTS[light].name, 12) for light in LIGHTS),
    *(Column("Fixed since", 12), Column("New since", 12), Column("Not seen this time", 30), Column("First step", 60)),
)
_COMMON: Final = (
    *(Column(LIGHT, 13), Column("What to do", 50), Column("Who", 16), Column("Homes", 9), Column("Computers", 11)),
    Column("Check", 26),
)
_TO_DO: Final = (
    *(Column("Home", 30), Column(LIGHT, 13), Column("What good looks like", 44), Column("What to do", 44)),
    *(Column("Who", 16), Column("How many", 10), Column("Check", 26)),
)


def overview_workbook(overview: Overview, steps: Mapping[str, Steps], made: datetime) -> bytes:
    """The file: one sheet of homes, one of what is wrong most often, and one of all that is to do."""
    sheets = (
        Sheet("Homes", _HOMES, list(_homes(overview, steps))),
        Sheet("Most often", _COMMON, list(_common(overview))),
        Sheet("To do", _TO_DO, list(_to_do(overview))),
    )
    return workbook("carecheck: all homes", made, sheets)


def _homes(overview: Overview, steps: Mapping[str, Steps]) -> Iterator[Sequence[Value]]:
    for home in overview.homes:
        first = steps[home.id].steps[:1] if home.id in steps else ()
        not_seen = (*home.not_seen, *(one.computer for one in home.missed))
        yield (
            *(name_of(home), home.computers, home.day, home.before),
            *(home.checks_with(light) if home.day else None for light in LIGHTS),
            *(home.changes.get("fixed"), home.changes.get("new")),
            words.listing(not_seen) if not_seen else None,
            first[0] if first else None,
        )


def _common(overview: Overview) -> Iterator[Sequence[Value]]:
    for one in overview.common:
        who = words.WHO[one.who] if one.who else None
        computers = None if one.whole_home else one.computers
        yield LIGHTS[one.light].name, one.action, who, len(one.homes), computers, one.check_id


def _to_do(overview: Overview) -> Iterator[Sequence[Value]]:
    """What is not OK, home by home."""
    for home in overview.homes:
        for light in ASKS:
            for check, cell in home.cells.items():
                if cell.light == light:
                    who = words.WHO[cell.who] if cell.who else None
                    action = cell.action or None
                    yield name_of(home), LIGHTS[light].name, cell.name, action, who, cell.subjects, check
