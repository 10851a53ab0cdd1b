"""The drives of this Windows, their room, and whether they are encrypted.

The functions that take `kernel32` are given another library by tests.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any, Final

from carecheck.look.windows_door.com_object import ComObject
from carecheck.look.windows_questions import ApiTopic, ComTopic

FIXED: Final = 3  # DRIVE_FIXED
PROTECTION: Final = "System.Volume.BitLockerProtection"

_MOST_LETTERS: Final = 260


def drives(kernel32: Any = None) -> dict[str, Any]:
    """Each drive with a letter."""
    kernel32 = kernel32 or _kernel32()
    system = _system_letter(kernel32)
    rows = [
        {
            "letter": letter,
            "type": int(kernel32.GetDriveTypeW(f"{letter}:\\")),
            "system": letter == system,
            "on": _on(kernel32, letter),
        }
        for letter in _letters(kernel32)
    ]
    return {"count": len(rows), "rows": rows}


def space(kernel32: Any = None) -> dict[str, Any]:
    """The room on the drive on which Windows lies."""
    kernel32 = kernel32 or _kernel32()
    ours, total, free = ctypes.c_ulonglong(), ctypes.c_ulonglong(), ctypes.c_ulonglong()
    root = f"{_system_letter(kernel32)}:\\"
    if not kernel32.GetDiskFreeSpaceExW(root, ctypes.byref(ours), ctypes.byref(total), ctypes.byref(free)):
        raise ctypes.WinError(ctypes.get_last_error())
    # Where each login has a quota, it may use less than is free.
    return {"total": total.value, "free": min(ours.value, free.value)}


def protection(kernel32: Any = None) -> dict[str, Any]:
    """What the shell says of the encryption of each fixed drive, as it shows it to everyone."""
    listed = drives(kernel32)["rows"]
    letters = [row["letter"] for row in listed if row["type"] == FIXED]
    shell = ComObject.named("Shell.Application")
    rows = [{"letter": letter, "protection": _protection(shell, letter)} for letter in letters]
    return {"count": len(rows), "rows": rows}


def _protection(shell: ComObject, letter: str) -> int | None:
    """The number of one drive; one that is not told leaves the others as they are."""
    import pywintypes

    try:
        folder = shell.get("NameSpace", f"{letter}:\\")
        found = None if folder is None else ComObject(folder).inner("Self").get("ExtendedProperty", PROTECTION)
    except pywintypes.com_error:
        return None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _letters(kernel32: Any) -> list[str]:
    mask = int(kernel32.GetLogicalDrives())
    if not mask:
        raise ctypes.WinError(ctypes.get_last_error())
    return [chr(ord("A") + number) for number in range(26) if mask >> number & 1]


def _on(kernel32: Any, letter: str) -> str:
    """What a drive lies on: a disk, a folder that somebody gave a letter (subst), or what another program makes up."""
    device = ctypes.create_unicode_buffer(_MOST_LETTERS)
    if not kernel32.QueryDosDeviceW(f"{letter}:", device, _MOST_LETTERS):
        return "other"
    name = device.value.casefold()
    if name.startswith("\\??\\"):
        return "path"
    return "disk" if name.startswith("\\device\\harddisk") else "other"


def _system_letter(kernel32: Any) -> str:
    folder = ctypes.create_unicode_buffer(_MOST_LETTERS)
    size = int(kernel32.GetSystemWindowsDirectoryW(folder, _MOST_LETTERS))
    if not 0 < size < _MOST_LETTERS or folder.value[1:2] != ":":
        raise OSError(0, "Windows does not tell where it lies", None, 2)
    return folder.value[0].upper()


def _kernel32() -> Any:
    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel32.GetDiskFreeSpaceExW.argtypes = (wintypes.LPCWSTR, *(ctypes.POINTER(ctypes.c_ulonglong),) * 3)
    kernel32.GetLogicalDrives.restype = wintypes.DWORD
    return kernel32


API_TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"drives": drives, "space": space}
COM_TOPICS: Final[Mapping[ComTopic, Callable[[], dict[str, Any]]]] = {"disk.protection": protection}
