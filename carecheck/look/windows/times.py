"""Times as Windows writes them."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from carecheck.facts.model import Unknown

_FILETIME_BEGINS: Final = datetime(1601, 1, 1, tzinfo=UTC)
_FIRST_YEAR: Final = 2000  # COM writes "never" as a day in 1601 or 1899


def day_of_filetime(ticks: int) -> date | Unknown:
    """The day of a FILETIME: units of 100 ns since 1601, in UTC."""
    try:
        moment = _FILETIME_BEGINS + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return Unknown("unreadable", "a time lies beyond all calendars")
    return moment.date() if moment.year >= _FIRST_YEAR else Unknown("unreadable", "a time lies before this century")


def day_of_text(text: str) -> date | None | Unknown:
    """The day of a time in ISO 8601 with its zone; None: never."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Unknown("unreadable", "a time is no time")
    if moment.tzinfo is None:
        return Unknown("unreadable", "a time does not tell its zone")
    return moment.astimezone(UTC).date() if moment.year >= _FIRST_YEAR else None
