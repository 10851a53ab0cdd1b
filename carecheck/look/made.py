"""What a computer tells of its maker, in a form in which it can be kept."""

from typing import Final

import msgspec

from carecheck.words import clean

MOST_LETTERS: Final = 80

# What makers of boards leave where a name belongs.
_NO_NAMES: Final = (
    *("", "none", "n/a", "not applicable", "not available", "not specified", "unknown", "invalid", "oem", "o.e.m."),
    *("default string", "default", "undefined", "empty", "type1productconfigid", "chassis serial number"),
    *("system manufacturer", "system product name", "system version", "system serial number", "serial number"),
    *("to be filled by o.e.m.", "to be filled by oem", "123456789", "1234567890", "0123456789"),
)


class Made(msgspec.Struct, frozen=True):
    """What the maker wrote into a computer; None where it tells nothing of use."""

    make: str | None = None
    model: str | None = None
    serial: str | None = None


NOT_MADE: Final = Made()


def useful(text: object) -> str | None:
    """A name as its maker wrote it, on one line; None where it is only a filler."""
    if not isinstance(text, str):
        return None
    name = clean(text, MOST_LETTERS)
    return None if name.casefold().strip(" .") in {one.strip(" .") for one in _NO_NAMES} else name
