"""The dated lists that come with carecheck, as text for a window: how old each is, and what an old one means."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from carecheck.show.paper import Paper
from carecheck.tables import Table
from carecheck.words import count, long_date

NEWER: Final = "Get the newest carecheck. It brings new lists."
NEVER_FETCHED: Final = "New lists come only with a new carecheck. It never gets them by itself."


def render_data(tables: Iterable[Table], today: date, columns: int, encoding: str) -> str:
    """Every list with its day, those that are too old first."""
    ordered = sorted(tables, key=lambda one: (not one.is_too_old(today), one.name))
    paper = Paper(columns, colour=False, encoding=encoding)
    paper.say(headline(ordered, today))
    if any(one.is_of_later(today) for one in ordered):
        paper.say("Check the date of this computer. Some lists are of a later day.")
    for one in ordered:
        paper.blank()
        paper.say(f"{one.name}: {one.used_for}", rest="  ")
        for line in _about(one, today):
            paper.say(line, first="  ")
    paper.blank()
    paper.say(NEVER_FETCHED)
    return paper.text()


def ages(tables: Iterable[Table], today: date) -> str:
    """How old each list is, a line each, the oldest first and named before all others."""
    ordered = sorted(tables, key=lambda one: (one.as_at, one.name))
    lines = [f"The oldest of our lists of dates: {_aged(ordered[0], today)}", headline(ordered, today), ""]
    lines += [f"  {_aged(one, today)}" for one in ordered]
    return "\n".join(lines) + "\n"


def _aged(one: Table, today: date) -> str:
    return f"{one.name}, from {_age(one, today)}."


def headline(tables: Iterable[Table], today: date) -> str:
    """Whether all lists can be used, and what to do where not."""
    old = [one for one in tables if one.is_too_old(today)]
    if not old:
        return "None of our lists is too old to use."
    return f"{count(len(old), 'list')} {'is' if len(old) == 1 else 'are'} too old to use. {NEWER}"


def data_for_programs(tables: Iterable[Table], today: date) -> dict[str, Any]:
    """The same for programs, with the source of each list."""
    return {
        "kind": "carecheck.data",
        "today": today.isoformat(),
        "tables": [
            {
                "name": one.name,
                "version": one.version,
                "used_for": one.used_for,
                "as_at": one.as_at.isoformat(),
                "age_days": (today - one.as_at).days,
                "believed_days": one.believed_for.days if one.believed_for else None,
                "too_old": one.is_too_old(today),
                "when_old": one.when_old,
                "source": one.source,
            }
            for one in tables
        ],
    }


def _about(one: Table, today: date) -> Iterable[str]:
    age = _age(one, today)
    if one.is_too_old(today):
        yield f"From {age}. It is too old to use after {count(one.believed_for_days, 'day')}."
        yield f"What this means: {one.when_old}"
    elif one.believed_for is None:
        yield f"From {age}. If it is old: {one.when_old}"
    else:
        yield f"From {age}. It is too old to use after {count(one.believed_for_days, 'day')}. Then: {one.when_old}"


def _age(one: Table, today: date) -> str:
    days = (today - one.as_at).days
    return long_date(one.as_at) + (f", {count(days, 'day')} old" if days > 0 else "")
