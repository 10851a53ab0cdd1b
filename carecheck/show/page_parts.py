"""What the page of a home consists of: each part as its template shows it, in words and in order."""

import msgspec

from carecheck.show.badge import Badge
from carecheck.show.findings import Effort
from carecheck.show.it_sheet import ItSheet
from carecheck.show.since import Since
from carecheck.show.view import Line
from carecheck.show.wall_sheet import WallSheet


class Count(msgspec.Struct, frozen=True):
    """How many things have a light."""

    amount: str
    light: Badge


class Row(msgspec.Struct, frozen=True):
    """One line of the plan; `id` is that of the card with the whole finding."""

    number: int
    id: str
    light: Badge
    action: str
    where: str
    effort: Effort
    do_by: str


class Card(msgspec.Struct, frozen=True):
    """One finding in full."""

    id: str
    number: int
    light: Badge
    title: str
    why: tuple[str, ...]
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    effort: Effort
    where: str
    do_by: str
    for_it: tuple[str, ...]


class Section(msgspec.Struct, frozen=True):
    """The findings of one light under a heading; `small` ones take less room, `command` is a line to run."""

    id: str
    title: str
    intro: tuple[str, ...]
    cards: tuple[Card, ...]
    small: bool = False
    command: str = ""


class Lines(msgspec.Struct, frozen=True):
    """Things that ask for nothing, one line each."""

    id: str
    light: Badge
    title: str
    lines: tuple[Line, ...]


class Risk(msgspec.Struct, frozen=True):
    """A risk that the home accepted."""

    light: Badge
    title: str
    where: str
    sentence: str


class Word(msgspec.Struct, frozen=True):
    """A word that a manager may not know."""

    name: str
    means: str


class Page(msgspec.Struct, frozen=True):
    """All that the page of a home shows, in words and in order; `mark` stands before each part of a made-up one."""

    name: str
    about: tuple[str, ...]
    headline: tuple[str, ...]
    counts: tuple[Count, ...]
    plan_title: str
    plan: tuple[Row, ...]
    after_plan: tuple[str, ...]
    since: Since | None
    sections: tuple[Section, ...]
    accepted: tuple[Risk, ...]
    lists: tuple[Lines, ...]
    for_supplier: str
    for_it: ItSheet | None
    for_wall: WallSheet | None
    mark: str
    made_up: str
    words: tuple[Word, ...]
    foot: tuple[str, ...]
