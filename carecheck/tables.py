"""The dated tables in data/ that looking, judging and reports rest on; each names its own date and source.

Every table begins with the same lines, whatever it holds:

    as_at: 2026-08-22                 # the day on which all of it was right
    used_for: Until when Windows gets security updates.
    believed_days: 183                # how long it can be used; null: no age of it makes a light OK or a fact wrong
    when_old: A system whose last day lies ahead is Not checked.
    source: where it comes from
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, Literal, cast, get_args

import msgspec

from carecheck.shipped import shipped
from carecheck.structured import shipped_document, shipped_head
from carecheck.systems import Release

A_DAY: Final = timedelta(days=1)

Strength = Literal["partial", "support", "none"]


class Table(msgspec.Struct, frozen=True):
    """What a table says of itself. `believed_for` is None where nothing in it can go wrong with its age."""

    name: str
    used_for: str
    as_at: date
    source: str
    believed_for: timedelta | None
    when_old: str
    version: str | None = None

    @property
    def believed_for_days(self) -> int:
        """The same in days; 0 where it is None."""
        return self.believed_for.days if self.believed_for else 0

    def is_too_old(self, today: date) -> bool:
        """Whether it cannot be judged with any more on that day."""
        return self.believed_for is not None and today - self.as_at > self.believed_for

    def is_of_later(self, today: date) -> bool:
        """Whether the day is before the table was made, so that the clock of a computer must be wrong."""
        return today < self.as_at - A_DAY


@cache
def tables() -> Mapping[str, Table]:
    """What each table says of itself, by its name."""
    return {path.stem: table(path.stem) for path in sorted(shipped("data").glob("*.yaml"))}


@cache
def table(name: str) -> Table:
    """What one table says of itself."""
    head = _head(name)
    days = head["believed_days"]
    return Table(
        name,
        used_for=head["used_for"],
        as_at=head["as_at"],
        source=" ".join(head["source"].split()),
        believed_for=None if days is None else timedelta(days=days),
        when_old=head["when_old"],
        version=head.get("version"),
    )


class DsptItem(msgspec.Struct, frozen=True):
    """A question of the DSPT, how sure we are of it, and the strongest claim that a scan may make for it.

    `mandatory` is for Standards Met, and None where nobody knows; `older` is its number in older guides, or empty.
    """

    number: str
    topic: str
    strength: Strength
    mandatory: bool | None
    mandatory_seen: bool
    number_seen: bool
    older: str
    plus_fills_it: bool


@cache
def dspt_table() -> Mapping[str, DsptItem]:
    """Every item of the DSPT that we know of, in the order of its numbers."""
    return {
        number: DsptItem(
            number,
            row["topic"],
            row["strength"],
            mandatory=row["mandatory"] if isinstance(row["mandatory"], bool) else None,
            mandatory_seen=row.get("mandatory_seen", True),
            number_seen=row["number_seen"],
            older=row.get("older", ""),
            plus_fills_it=row.get("plus_fills_it", False),
        )
        for number, row in _content("dspt")["items"].items()
    }


@cache
def dspt_items() -> Mapping[str, str]:
    """The strongest claim that a scan may make for each DSPT item: partial, support or none."""
    return {number: item.strength for number, item in dspt_table().items()}


@cache
def mandatory_dspt_items() -> Mapping[str, str]:
    """The topics of the items that every care provider must answer for Standards Met, by item."""
    return {number: item.topic for number, item in dspt_table().items() if item.mandatory}


@cache
def cyber_essentials_questions() -> Mapping[str, str]:
    """What each question of Cyber Essentials is about, by number."""
    return {number: row["topic"] for number, row in _content("cyber-essentials")["questions"].items()}


def dspt_version() -> str:
    """The version of the DSPT whose numbers are used."""
    return str(_head("dspt")["version"])


def newer_dspt_year() -> str:
    """The year of a newer DSPT that appears to be in use: "2026-27"."""
    return str(_content("dspt")["newer"])


@cache
def prices() -> Mapping[str, str]:
    """The dated prices by their names, in words: "£500 for a new computer"."""
    return {name: price["text"] for name, price in _content("prices")["prices"].items()}


@cache
def menus() -> Mapping[str, Mapping[Release, str]]:
    """The ways through the menus by their names, for each release whose screens differ."""
    releases: tuple[Release, ...] = get_args(Release)
    ways = _content("menus")["menus"]
    return {name: {release: ways_of[release] for release in releases} for name, ways_of in ways.items()}


@cache
def meanings() -> Mapping[str, str]:
    """The words that a manager may not know, and what each means, in the order of the alphabet."""
    return cast(Mapping[str, str], shipped_document("words/meanings.yaml").content)


class Habit(msgspec.Struct, frozen=True):
    """What everyone at a home can do, how, and the checks (with `*`) that tell if it matters there."""

    habit: str
    how: str
    about: tuple[str, ...]


@cache
def habits() -> tuple[Habit, ...]:
    """The habits for the wall of the staff room, in their order."""
    rows = cast(Iterable[dict[str, Any]], shipped_document("words/habits.yaml").content)
    return tuple(Habit(row["habit"], row["how"], tuple(row["about"])) for row in rows)


class Figure(msgspec.Struct, frozen=True):
    """A figure of the sector in a sentence, with who found it and when."""

    text: str
    source: str
    year: int


@cache
def figures() -> Mapping[str, Figure]:
    """The dated figures by their names."""
    rows = _content("sector-figures")["figures"].items()
    return {name: Figure(row["text"], row["source"], row["year"]) for name, row in rows}


def table_dates() -> Mapping[str, str]:
    """The version of each table: its own, or the day as at which it was right."""
    return {name.replace("-", "_"): one.version or str(one.as_at) for name, one in tables().items()}


def _content(name: str) -> dict[str, Any]:
    return cast(dict[str, Any], shipped_document(f"{name}.yaml").content)


def _head(name: str) -> dict[str, Any]:
    return cast(dict[str, Any], shipped_head(f"{name}.yaml").content)
