"""Hides what a property list of macOS tells: each name and each text in it, in the form that it had."""

import plistlib
from collections.abc import Callable
from typing import Any, Final, cast

PACKED: Final = b"bplist00"
START: Final = b"<?xml"
MARK: Final = b"<plist"
LEFT_OUT: Final = b"hidden"

Hide = Callable[[str, str], str]  # the name of the field in which a text stands, and the text


def plist_in(raw: bytes) -> Any:
    """The content of a property list, also of one that stands behind a line of words; None: there is none."""
    start = 0 if raw.startswith(PACKED) else raw.find(START)
    if start < 0 or not (raw.startswith(PACKED) or MARK in raw[start:]):
        return None
    try:
        return plistlib.loads(raw[start:])
    except Exception:  # a broken one is hidden like any other text
        return None


def with_plist_hidden(raw: bytes, hide: Hide) -> bytes | None:
    """The same property list with its texts hidden, and bytes left out; None: it is none."""
    content = plist_in(raw)
    if content is None:
        return None
    hidden = cast(Any, _hidden(content, "", hide))
    if raw.startswith(PACKED):
        return plistlib.dumps(hidden, fmt=plistlib.FMT_BINARY, sort_keys=False)
    before = hide("", raw[: raw.find(START)].decode(errors="replace")).encode()
    return before + plistlib.dumps(hidden, sort_keys=False)


def _hidden(value: object, field: str, hide: Hide) -> object:
    match value:
        case str():
            return hide(field, value)
        case bytes():
            return LEFT_OUT if value else value
        case list():
            return [_hidden(one, field, hide) for one in cast(list[object], value)]
        case dict():
            return {
                hide("", str(key)): _hidden(one, str(key), hide)
                for key, one in cast(dict[object, object], value).items()
            }
        case _:
            return value
