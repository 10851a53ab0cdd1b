"""The programs that Windows lists for removal."""

import sys

assert sys.platform == "win32"

import winreg
from collections.abc import Iterator
from typing import Any, Final

from carecheck.look.windows_door.registry import Root, list_key, local_machine, opened
from carecheck.look.windows_questions import View

UNINSTALL: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall"


def program_names(person: Root) -> dict[str, Any]:
    """The programs that Windows lists for removal, for everyone and for the person who works here."""
    places: tuple[tuple[Root, View], ...] = ((local_machine(), 64), (local_machine(), 32), (person, 64))
    rows = [{"name": name} for root, view in places for name in _programs(root, view)]
    return {"count": len(rows), "rows": rows}


def _programs(root: Root, view: View) -> Iterator[str]:
    try:
        listed = list_key(root, UNINSTALL, view)
    except FileNotFoundError:
        return  # nothing was ever installed there
    for key in listed.keys:
        try:
            with opened(root, f"{UNINSTALL}\\{key}", view) as handle:
                name = _known(handle, "DisplayName")
                part = _known(handle, "SystemComponent") == 1 or _known(handle, "ParentKeyName") is not None
        except FileNotFoundError:
            continue  # removed while we looked
        if isinstance(name, str) and name and not part:
            yield name


def _known(handle: winreg.HKEYType, name: str) -> object:
    try:
        return winreg.QueryValueEx(handle, name)[0]
    except FileNotFoundError:
        return None
