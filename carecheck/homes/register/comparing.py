"""Whether what a person wrote and what carecheck saw are the same thing in other words."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from carecheck.homes.register.columns import SheetName, plain
from carecheck.homes.register.seen import Cell
from carecheck.homes.register.sheets import Content
from carecheck.words import clean, long_date

# People know more of these than a scan sees, so what they wrote stands: a number that they gave, another backup.
NEVER_TOLD: Final[Mapping[SheetName, frozenset[str]]] = {
    "hardware": frozenset(("asset_number", "backup")),
    "software": frozenset(("name", "supplier", "used_for")),
}

_FORMS: Final = ("desktop", "laptop", "tablet", "server")
_YES_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "on"), "yes"),
    **dict.fromkeys(("no", "n", "false", "0", "off"), "no"),
}
_DAY_FORMS: Final = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%y")
_FIRST_DAY: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_MOST_DAYS: Final = 100_000  # after which a number in a cell is no day of our time
_LETTERS_OF_DAY: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")


def day_in(content: Content, *, from_1904: bool = False) -> date | None:
    """The day in a cell, also one that is written as text in the British way; None: there is none."""
    if isinstance(content, float) and 1 <= content < _MOST_DAYS:
        return _FIRST_DAY[from_1904] + timedelta(days=int(content))
    if not isinstance(content, str):
        return None
    text = _LETTERS_OF_DAY.sub(r"\1", " ".join(content.split()))[:40]
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def differs(key: str, theirs: Content, ours: Cell, *, from_1904: bool = False) -> bool:
    """Whether a person would say that these two are not the same."""
    if theirs is None or not str(theirs).strip():
        return False
    if isinstance(ours, date):
        day = day_in(theirs, from_1904=from_1904)
        if key == "last_seen" and day is not None:
            return day < ours
        return day != ours and plain(long_date(ours)) != plain(theirs)
    if isinstance(ours, int):
        return not (isinstance(theirs, float) and theirs == float(ours)) and str(theirs).strip() != str(ours)
    return _other_words(key, theirs, ours)


def as_shown(cell: Cell) -> str:
    """A cell in a sentence."""
    return long_date(cell) if isinstance(cell, date) else clean(str(cell), 120)


def _other_words(key: str, theirs: Content, ours: str) -> bool:
    written = str(int(theirs)) if isinstance(theirs, float) and theirs.is_integer() else str(theirs)
    mine, other = plain(ours), plain(written)
    if key == "encrypted":
        return _YES_NO.get(other, "?" if mine == "no" else mine) != mine
    if key == "type":
        named = [form for form in _FORMS if form in other]
        return bool(named) and mine in _FORMS and mine not in named
    if key in ("name", "serial", "device_id"):
        return mine.replace(" ", "") != other.replace(" ", "")
    few, many = sorted((set(mine.split()), set(other.split())), key=len)
    return not few <= many
