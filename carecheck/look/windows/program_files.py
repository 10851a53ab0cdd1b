"""Whether a program is still there, by the path that Windows has of it."""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import read_text
from carecheck.look.windows.version import CURRENT

FOLDERS: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion"

_KEPT_IN: Final[Mapping[str, tuple[str, str]]] = {
    "programfiles": (FOLDERS, "ProgramFilesDir"),
    "programfiles(x86)": (FOLDERS, "ProgramFilesDir (x86)"),
    "systemroot": (CURRENT, "SystemRoot"),
    "windir": (CURRENT, "SystemRoot"),
}
_VARIABLE: Final = re.compile(r"^%([^%]+)%")
_WHOLE_PATH: Final = re.compile(r"[A-Za-z]:\\[^\ufffd%]+")


def program_is_there(machine: Machine, written: str) -> bool | Unknown:
    """Whether a program's file is there; that it is not must be seen in its folder, too."""
    path = _whole(machine, written.strip().strip('"'))
    if isinstance(path, Unknown):
        return path
    seen = machine.look_at(path)
    if isinstance(seen, Unknown):
        return seen
    if seen is not None:
        return True if seen.kind == "file" and seen.size > 0 else Unknown("unreadable", "a program is no file")
    folder, _, name = path.rpartition("/")
    listed = machine.list_folder(folder)
    if isinstance(listed, Unknown):
        return listed
    if any(entry.name.casefold() == name.casefold() for entry in listed or ()):
        return Unknown("unreadable", "a folder contradicts itself about a program")
    return False


def _whole(machine: Machine, path: str) -> str | Unknown:
    """The path with slashes, and with the folder of a variable such as %ProgramFiles%."""
    variable = _VARIABLE.match(path)
    if variable:
        place = _KEPT_IN.get(variable[1].casefold())
        folder = read_text(machine, "HKLM", *place) if place else None
        if isinstance(folder, Unknown):
            return folder
        path = f"{folder or '?'}{path[variable.end() :]}"
    if not _WHOLE_PATH.fullmatch(path):
        return Unknown("unreadable", "the path of a program is not whole")
    return path.replace("\\", "/")
