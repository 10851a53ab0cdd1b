"""What a dated table can still tell on a day: a table that is too old leaves Unknown what rests on it."""

from datetime import date

from carecheck.facts.model import Unknown
from carecheck.tables import table


def too_old(name: str, today: date) -> Unknown | None:
    """Why a list in data/ cannot tell any more on that day; it says nothing of days, so a slow clock does no harm."""
    found = table(name)
    if found.is_too_old(today):
        return Unknown("not_listed", f"our list {name} is of {found.as_at}, which is too long ago")
    return None


def cannot_date(name: str, today: date) -> Unknown | None:
    """Why a list of days cannot tell what is past on that day: it is too old, or the computer's clock is behind it."""
    found = table(name)
    if found.is_of_later(today):
        return Unknown("unreadable", f"this computer's clock is behind: our list {name} is of {found.as_at}")
    return too_old(name, today)


def believed_day(day: date, name: str, today: date) -> date | Unknown:
    """A day of a table, unless it cannot be believed; one that had passed when the table was made is past for ever."""
    gap = cannot_date(name, today)
    if gap is None or (gap.reason == "not_listed" and day < table(name).as_at):
        return day
    return gap
