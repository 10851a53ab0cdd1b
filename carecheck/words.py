"""Dates, counts, lists, times and costs in plain English, and the cleaning of text from outside."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final, Literal

from carecheck.lights import Light

Who = Literal["you", "it", "supplier"]
Harm = Literal["loss", "break-in", "spread"]
Per = Literal["once", "computer", "person"]
CostBand = Literal["free", "often_free", "about", "ask"]

WHO: Final[Mapping[Who, str]] = MappingProxyType(
    {"you": "You", "it": "Your IT person", "supplier": "Your supplier"},
)

POSSIBLE_YEARS: Final = range(1900, 2200)  # of whatever carecheck made, also on a computer whose clock is wrong
MOST_NAMED: Final = 6  # of places or of checks; more are only counted
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PEOPLE: Final[Mapping[str, str]] = MappingProxyType({"person": "people", "child": "children"})
_MOST_DAYS: Final = 60  # an age up to this is told in days, then in months
_MOST_MONTHS: Final = 24


def clean(text: str, most: int = 200) -> str:
    """Text from outside made harmless: one line, no control or invisible characters, at most `most` characters."""
    kept = text[: most * 4]
    if not kept.isprintable():
        kept = "".join(" " if letter in "\t\r\n" else letter for letter in kept)
        kept = "".join(letter for letter in kept if not unicodedata.category(letter).startswith("C"))
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else kept[: most - 3] + "..."


def number(value: int | float) -> str:
    """A number with digits: 3, 1,250, 2.5."""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}"


def count(amount: int | float, noun: str) -> str:
    """A number with its noun, which is given for one: "1 thing", "3 things", "2 people"."""
    return f"{number(amount)} {noun if amount == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """A noun, or words that end with one, for several: things, copies, boxes, people."""
    first, space, last = noun.rpartition(" ")
    return first + space + _plural_word(last)


def listing(parts: Iterable[str]) -> str:
    """Names as one would say them: "a", "a and b", "a, b and c"; "none" when there is none."""
    names = list(parts)
    if not names:
        return "none"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def places(where: Sequence[str]) -> str:
    """Some places by name; of many, the first and how many more."""
    named = listing(where[:MOST_NAMED])
    return named if len(where) <= MOST_NAMED else f"{', '.join(where[:MOST_NAMED])} and {len(where) - MOST_NAMED} more"


def long_date(day: date) -> str:
    """A day with its month in full: 22 November 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock(moment: datetime | time) -> str:
    """A time of day: 9.30am, 2pm, midday, midnight."""
    if moment.minute == 0 and moment.hour % 12 == 0:
        return "midday" if moment.hour else "midnight"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, with the day: "41 days ago, on 12 October 2026"; "today"; a later day is only named.

    One day ahead is today, for that is only another time zone.
    """
    days = (today - day).days
    if days in (0, -1):
        return "today"
    if days < 0:
        return f"on {long_date(day)}"
    return f"{_age(day, today)} ago, on {long_date(day)}"


def time_needed(minutes: int, per: Per = "once", *, waiting: bool = False) -> str:
    """Hands-on time: "10 minutes for each person", "1 hour, mostly waiting", "half a day"."""
    each = "" if per == "once" else f" for each {per}"
    return f"{_duration(minutes)}{each}{', mostly waiting' if waiting else ''}"


def cost(band: CostBand, about: str | None = None) -> str:
    """What a fix costs; `about` is the price in words, "£500 for a new computer"."""
    match band:
        case "free":
            return "Free"
        case "often_free":
            return "Often free"
        case "about" if about:
            return f"About {about}"
        case "about" | "ask":
            return "Ask your supplier"


def do_by_day(light: Light, harm: Harm, today: date) -> date | None:
    """The day by which to do it; None for lights that ask for nothing."""
    match light, harm:
        case "red", "loss":
            return today
        case "red", _:
            return today + timedelta(days=7)
        case "amber", "spread":
            return months_later(today, 3)
        case (("amber" | "unknown"), _):
            return months_later(today, 1)
        case _:
            return None


def do_by(light: Light, harm: Harm, today: date) -> str:
    """Until when to do it: "today" or "by 29 November 2026"; nothing for lights that ask for nothing."""
    day = do_by_day(light, harm, today)
    if day is None:
        return ""
    return "today" if day == today else f"by {long_date(day)}"


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - timedelta(days=1)).day))


def _plural_word(word: str) -> str:
    if word in _PEOPLE:
        return _PEOPLE[word]
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _age(day: date, today: date) -> str:
    days = (today - day).days
    if days <= _MOST_DAYS:
        return count(days, "day")
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < _MOST_MONTHS:
        return count(max(months, 2), "month")  # July and August have 62 days, which is more than 60 and no 2 months
    return count(months // 12, "year")


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    match hours, rest:
        case 0, _:
            return count(rest, "minute")
        case 4, 0:
            return "half a day"
        case 8, 0:
            return "1 day"
        case _, 0:
            return count(hours, "hour")
        case _:
            return f"{count(hours, 'hour')} {count(rest, 'minute')}"
