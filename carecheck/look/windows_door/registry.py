"""The registry of this Windows, opened for reading only; errors of the system are left to the caller.

A value may hold a gigabyte, and whoever works here may put it there. So each is measured before it is read.
"""

import sys

assert sys.platform == "win32"

import ctypes
import winreg
from ctypes import wintypes
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple, cast

from carecheck.facts.model import Unknown
from carecheck.look.windows_questions import RegistryKey, RegistryType, RegistryValue, View

# No honest key has as many names, and no honest value is as large.
MOST_NAMES: Final = 50_000
MOST_BYTES: Final = 1_000_000

_LONGEST_NAME: Final = 16_384  # of a value, in letters, with the zero at its end
_FILETIME_BEGINS: Final = datetime(1601, 1, 1, tzinfo=UTC)
_TYPES: Final[dict[int, RegistryType]] = {
    winreg.REG_SZ: "REG_SZ",
    winreg.REG_EXPAND_SZ: "REG_EXPAND_SZ",
    winreg.REG_MULTI_SZ: "REG_MULTI_SZ",
    winreg.REG_DWORD: "REG_DWORD",
    winreg.REG_QWORD: "REG_QWORD",
    winreg.REG_BINARY: "REG_BINARY",
}


class TooLargeError(Exception):
    """More than any honest key or value holds: it was not read."""


class Root(NamedTuple):
    """Where a hive begins."""

    handle: int
    path: str = ""


def local_machine() -> Root:
    """The hive of the computer."""
    return Root(winreg.HKEY_LOCAL_MACHINE)


def person_root(person: str | None, ours: str) -> Root | Unknown:
    """The hive of the person who works here, which is loaded while that person is signed in."""
    if person == ours:
        return Root(winreg.HKEY_CURRENT_USER)
    if person is None:
        return Unknown("wrong_login", "it cannot be told whose settings to read")
    try:
        winreg.OpenKey(winreg.HKEY_USERS, person, 0, winreg.KEY_READ).Close()
    except OSError:
        return Unknown("wrong_login", "the settings of the person who works here cannot be opened")
    return Root(winreg.HKEY_USERS, f"{person}\\")


def read_value(root: Root, key: str, name: str, view: View) -> RegistryValue:
    """A value with its type. Raises TooLargeError."""
    with opened(root, key, view) as handle:
        data, form = value_in(handle, name)
    return RegistryValue(_TYPES.get(form, "other"), _plain(data))


def list_key(root: Root, key: str, view: View) -> RegistryKey:
    """The names in a key; what its values hold is not read. Raises TooLargeError."""
    with opened(root, key, view) as handle:
        key_count, value_count, ticks = winreg.QueryInfoKey(handle)
        if key_count + value_count > MOST_NAMES:
            raise TooLargeError(f"more than {MOST_NAMES:,} names")
        keys = tuple(winreg.EnumKey(handle, number) for number in range(key_count))
        values = value_names(handle, value_count)
    modified = _FILETIME_BEGINS + timedelta(microseconds=ticks // 10)
    return RegistryKey(keys, values, modified, key_count, value_count)


def value_in(handle: winreg.HKEYType, name: str, most_bytes: int = MOST_BYTES) -> tuple[object, int]:
    """What a value of an open key holds, and its type as a number. Raises TooLargeError."""
    size = wintypes.DWORD()
    _check(_advapi32().RegQueryValueExW(handle.handle, name, None, None, None, ctypes.byref(size)))
    if size.value > most_bytes:
        raise TooLargeError(f"more than {most_bytes:,} bytes")
    return winreg.QueryValueEx(handle, name)


def value_names(handle: winreg.HKEYType, count: int) -> tuple[str, ...]:
    """The names of so many values of an open key. `winreg` would read what they hold, too."""
    name, found = ctypes.create_unicode_buffer(_LONGEST_NAME), list[str]()
    for number in range(count):
        size = wintypes.DWORD(_LONGEST_NAME)
        _check(_advapi32().RegEnumValueW(handle.handle, number, name, ctypes.byref(size), None, None, None, None))
        found.append(name.value)
    return tuple(found)


def opened(root: Root, key: str, view: View) -> winreg.HKEYType:
    """A key, opened for reading in that view."""
    seen_by = winreg.KEY_WOW64_64KEY if view == 64 else winreg.KEY_WOW64_32KEY
    return winreg.OpenKey(root.handle, f"{root.path}{key}", 0, winreg.KEY_READ | seen_by)


def _plain(data: Any) -> str | int | bytes | tuple[str, ...]:
    if isinstance(data, list):
        return tuple(str(text) for text in cast(list[object], data))
    if isinstance(data, (str, int, bytes)):
        return data
    return b""


@cache
def _advapi32() -> Any:
    library = ctypes.WinDLL("advapi32")
    numbers = ctypes.POINTER(wintypes.DWORD)
    library.RegQueryValueExW.argtypes = (wintypes.HKEY, wintypes.LPCWSTR, numbers, numbers, ctypes.c_void_p, numbers)
    library.RegEnumValueW.argtypes = (
        *(wintypes.HKEY, wintypes.DWORD, wintypes.LPWSTR, numbers),
        *(numbers, numbers, ctypes.c_void_p, numbers),
    )
    return library


def _check(status: int) -> None:
    if status:
        raise ctypes.WinError(status)
