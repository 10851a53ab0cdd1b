"""The registry of this Windows, opened for reading only; errors of the system are left to the caller."""

import sys

assert sys.platform == "win32"

import errno
import winreg
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple, cast

from carecheck.facts.model import Unknown
from carecheck.look.windows_questions import RegistryKey, RegistryType, RegistryValue, View

MOST_NAMES: Final = 50_000  # in one key; no honest one has as many

_FILETIME_BEGINS: Final = datetime(1601, 1, 1, tzinfo=UTC)
_TYPES: Final[dict[int, RegistryType]] = {
    winreg.REG_SZ: "REG_SZ",
    winreg.REG_EXPAND_SZ: "REG_EXPAND_SZ",
    winreg.REG_MULTI_SZ: "REG_MULTI_SZ",
    winreg.REG_DWORD: "REG_DWORD",
    winreg.REG_QWORD: "REG_QWORD",
    winreg.REG_BINARY: "REG_BINARY",
}


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
    """A value with its type."""
    with opened(root, key, view) as handle:
        data, form = winreg.QueryValueEx(handle, name)
    return RegistryValue(_TYPES.get(form, "other"), _plain(data))


def list_key(root: Root, key: str, view: View) -> RegistryKey:
    """The names in a key. What its values hold is dropped at once."""
    with opened(root, key, view) as handle:
        key_count, value_count, ticks = winreg.QueryInfoKey(handle)
        if key_count + value_count > MOST_NAMES:
            raise OSError(errno.E2BIG, "too many names")
        keys = tuple(winreg.EnumKey(handle, number) for number in range(key_count))
        values = tuple(winreg.EnumValue(handle, number)[0] for number in range(value_count))
    modified = _FILETIME_BEGINS + timedelta(microseconds=ticks // 10)
    return RegistryKey(keys, values, modified, key_count, value_count)


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
