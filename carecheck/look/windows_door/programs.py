"""The programs that Windows lists for removal."""

import sys

assert sys.platform == "win32"

import winreg
from collections.abc import Iterator
from typing import Any, Final

from carecheck.look.windows_door.registry import Root, TooLargeError, list_key, local_machine, opened, value_in
from carecheck.look.windows_questions import View

MOST_PROGRAMS: Final = 10_000
MOST_BYTES: Final = 20_000  # of a name, a version or a publisher
UNINSTALL: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall"


def installed_programs(person: Root) -> dict[str, Any]:
    """The programs that Windows lists for removal, for everyone and for the person who works here.

    Raises TooLargeError where a list or a text is larger than an honest one.
    """
    places: tuple[tuple[Root, View, bool], ...] = (
        (local_machine(), 64, False),
        (local_machine(), 32, False),
        (person, 64, True),
    )
    rows = [
        {**program, "bits": view, "for_person": for_person}
        for root, view, for_person in places
        for program in _programs(root, view)
    ]
    return {"count": len(rows), "rows": rows}


def _programs(root: Root, view: View) -> Iterator[dict[str, str | None]]:
    try:
        listed = list_key(root, UNINSTALL, view)
    except FileNotFoundError:
        return  # nothing was ever installed there
    if len(listed.keys) > MOST_PROGRAMS:
        raise TooLargeError(f"more than {MOST_PROGRAMS:,} programs")
    for key in listed.keys:
        try:
            with opened(root, f"{UNINSTALL}\\{key}", view) as handle:
                name = _text(handle, "DisplayName")
                part = _known(handle, "SystemComponent") == 1 or _known(handle, "ParentKeyName") is not None
                if name and not part:
                    version, publisher = _text(handle, "DisplayVersion"), _text(handle, "Publisher")
                    yield {"name": name, "version": version, "publisher": publisher}
        except FileNotFoundError:
            continue  # removed while we looked


def _text(handle: winreg.HKEYType, name: str) -> str | None:
    data = _known(handle, name)
    return (data.strip() or None) if isinstance(data, str) else None


def _known(handle: winreg.HKEYType, name: str) -> object:
    try:
        return value_in(handle, name, MOST_BYTES)[0]
    except FileNotFoundError:
        return None
