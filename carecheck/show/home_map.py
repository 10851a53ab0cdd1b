"""The map of every home and every check: tables that are not too wide, and of many homes not too long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carecheck import words
from carecheck.homes.overview import Home, Overview
from carecheck.lights import LIGHTS, Light
from carecheck.words import clean

MOST_LETTERS: Final = 80
MOST_COLUMNS: Final = 40  # of one table; more are shown as a table for each part
MOST_LINES: Final = 60  # of one table; more are folded up in blocks
BLOCK: Final = 50
# The parts of the map, each a table of its own, with the topics of the checks in them.
PARTS: Final = (
    ("Computers", ("system", "antivirus", "firewall", "disk", "usb", "screen", "device", "software")),
    ("Logins and networks", ("logins", "network", "remote", "sharing")),
    ("Backups", ("backup",)),
    ("Email and websites", ("email", "domain", "website")),
    ("Suppliers", ("supplier",)),
    ("People and plans", ("people", "plan", "policy", "home", "care", "devices")),
)
OTHERS: Final = "Other checks"
ASKS: Final[tuple[Light, ...]] = ("red", "amber", "unknown")  # lights with which there is something to do


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the map: a light, its words for a screen reader, and behind them how many computers it is about."""

    light: Light
    spoken: str
    number: str


@dataclass(frozen=True, slots=True)
class Line:
    """One home in a part of the map; `to_fix_now` counts all parts, for by that the homes are in order."""

    name: str
    link: str
    computers: int
    squares: tuple[Square, ...]
    to_fix_now: int


@dataclass(frozen=True, slots=True)
class Block:
    """Some homes that follow one another; its title is empty where there is no other block."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together."""

    title: str
    columns: int


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the map."""

    id: str
    title: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    blocks: tuple[Block, ...]


def map_of(overview: Overview, links: Mapping[str, str]) -> Iterator[Part]:
    """One table where it is not too wide, else one for each part; `links` are the pages of homes by the home's id."""
    shown = {title: [one for one in checks if asks_anywhere(overview, one)] for title, checks in _checks_of(overview)}
    wide = sum(map(len, shown.values())) > MOST_COLUMNS
    tables = [{title: checks} for title, checks in shown.items()] if wide else [shown]
    for number, groups in enumerate(tables, start=1):
        columns = [check for checks in groups.values() for check in checks]
        if columns:
            yield Part(
                f"part-{number}",
                next(iter(groups)) if wide else "All checks",
                tuple(Group(name, len(checks)) for name, checks in groups.items() if checks),
                tuple(clean(overview.checks[check], MOST_LETTERS) for check in columns),
                tuple(_blocks(overview.homes, columns, links)),
            )


def asks_anywhere(overview: Overview, check: str) -> bool:
    """Whether there is something to do in any home; a check that a home did not have leaves something open there."""
    return any(_light(home, check) in ASKS for home in overview.homes)


def name_of(home: Home) -> str:
    """What a home is called here."""
    return clean(home.name, MOST_LETTERS)


def _checks_of(overview: Overview) -> Iterator[tuple[str, list[str]]]:
    """The checks of each part, in an order that is the same in every overview."""
    named = {topic for _, topics in PARTS for topic in topics}
    others = tuple(sorted({check.partition(".")[0] for check in overview.checks} - named))
    for title, topics in (*PARTS, (OTHERS, others)):
        yield title, [check for topic in topics for check in overview.checks if check.partition(".")[0] == topic]


def _blocks(homes: Sequence[Home], checks: Sequence[str], links: Mapping[str, str]) -> Iterator[Block]:
    size = BLOCK if len(homes) > MOST_LINES else MOST_LINES
    for start in range(0, len(homes), size):
        block = homes[start : start + size]
        title = f"Homes {words.number(start + 1)} to {words.number(start + len(block))}" if size == BLOCK else ""
        yield Block(title, tuple(_line(home, checks, links) for home in block))


def _line(home: Home, checks: Sequence[str], links: Mapping[str, str]) -> Line:
    squares = tuple(_square(home, check) for check in checks)
    return Line(name_of(home), links.get(home.id, ""), home.computers, squares, home.checks_with("red"))


def _light(home: Home, check: str) -> Light:
    """A check that this home did not have is Not checked there."""
    cell = home.cells.get(check)
    return cell.light if cell else "unknown"


def _square(home: Home, check: str) -> Square:
    cell, light = home.cells.get(check), _light(home, check)
    counted = cell is not None and light in ASKS and (cell.on_computers or cell.subjects > 1)
    number = str(cell.subjects) if cell and counted else ""
    name = LIGHTS[light].name
    return Square(light, f"{name}:" if number else name, number)
