"""The local logins of this Windows and its administrators, as the Win32 API lists them.

The functions that take `netapi` are given another library by tests; their structures are those of lmaccess.h.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Iterator, Mapping
from ctypes import wintypes
from typing import Any, Final

import win32security

from carecheck.look.windows_questions import ApiTopic

ADMINISTRATORS: Final = "S-1-5-32-544"

_NORMAL_ACCOUNTS: Final = 2
_ALL_IN_ONE: Final = 0xFFFFFFFF  # MAX_PREFERRED_LENGTH


def accounts(netapi: Any = None) -> dict[str, Any]:
    """All local logins, and whether a Microsoft account stands behind each."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    names = [row.name for row in _listed(netapi, _UserInfo0, netapi.NetUserEnum, None, 0, _NORMAL_ACCOUNTS)]
    rows: list[dict[str, Any]] = []
    for name in names:
        with _UserInfo(netapi, name, 23, _UserInfo23) as user:
            row = {
                "sid": _sid(user.sid),
                "name": str(user.name or ""),
                "full_name": str(user.full_name or ""),
                "flags": int(user.flags),
            }
        rows.append(row | {"microsoft": _is_microsoft(netapi, name)})
    return {"count": len(names), "rows": rows}


def administrators(netapi: Any = None) -> dict[str, Any]:
    """The members of the group of administrators, whatever this Windows calls it."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    group, _, _ = win32security.LookupAccountSid(None, win32security.ConvertStringSidToSid(ADMINISTRATORS))
    members = _listed(netapi, _Member, netapi.NetLocalGroupGetMembers, None, str(group), 2)
    rows = [{"sid": _sid(member.sid), "use": int(member.use)} for member in members]
    return {"count": len(rows), "rows": rows}


class _UserInfo0(ctypes.Structure):
    """USER_INFO_0."""

    _fields_ = (("name", wintypes.LPWSTR),)


class _UserInfo23(ctypes.Structure):
    """USER_INFO_23."""

    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("full_name", wintypes.LPWSTR),
        ("comment", wintypes.LPWSTR),
        ("flags", wintypes.DWORD),
        ("sid", ctypes.c_void_p),
    )


class _UserInfo24(ctypes.Structure):
    """USER_INFO_24; the names in it are an address of email, and are not read."""

    _fields_ = (
        ("internet_identity", wintypes.BOOL),
        ("flags", wintypes.DWORD),
        ("provider_name", ctypes.c_void_p),
        ("principal_name", ctypes.c_void_p),
        ("sid", ctypes.c_void_p),
    )


class _Member(ctypes.Structure):
    """LOCALGROUP_MEMBERS_INFO_2; the name is not read."""

    _fields_ = (("sid", ctypes.c_void_p), ("use", ctypes.c_int), ("name", ctypes.c_void_p))


class _UserInfo:
    """A login's own entry, freed when it was read. Raises OSError."""

    def __init__(self, netapi: Any, name: str, level: int, form: Any) -> None:
        self._netapi = netapi
        self._buffer = ctypes.c_void_p()
        self._form = form
        _check(netapi.NetUserGetInfo(None, name, level, ctypes.byref(self._buffer)), self._buffer)

    def __enter__(self) -> Any:
        return self._form.from_address(self._buffer.value)

    def __exit__(self, *_: object) -> None:
        self._netapi.NetApiBufferFree(self._buffer)


def _listed(netapi: Any, form: Any, function: Any, *arguments: object) -> Iterator[Any]:
    """The rows of a function that lists; all come at once, and one that keeps some back is an error."""
    buffer = ctypes.c_void_p()
    read, total = wintypes.DWORD(), wintypes.DWORD()
    size = wintypes.DWORD(_ALL_IN_ONE)
    status = function(*arguments, ctypes.byref(buffer), size, ctypes.byref(read), ctypes.byref(total), None)
    _check(status, buffer)
    try:
        if read.value != total.value:
            raise OSError(0, "the list is not whole", None, 234)
        yield from (form * read.value).from_address(buffer.value or 0)
    finally:
        netapi.NetApiBufferFree(buffer)


def _check(status: int, buffer: ctypes.c_void_p) -> None:
    if status or not buffer.value:
        raise OSError(0, "a function of netapi32 failed", None, status or 13)


def _is_microsoft(netapi: Any, name: str) -> bool | None:
    try:
        with _UserInfo(netapi, name, 24, _UserInfo24) as user:
            return bool(user.internet_identity)
    except OSError:
        return None


def _sid(pointer: int | None) -> str:
    """The text of an id that lies in memory."""
    text = wintypes.LPWSTR()
    convert = ctypes.WinDLL("advapi32").ConvertSidToStringSidW
    convert.argtypes = (ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR))
    if not convert(pointer, ctypes.byref(text)):
        return ""
    found = str(text.value)
    free = ctypes.WinDLL("kernel32").LocalFree
    free.argtypes = (ctypes.c_void_p,)
    free(ctypes.cast(text, ctypes.c_void_p))
    return found


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {
    "accounts": accounts,
    "administrators": administrators,
}
