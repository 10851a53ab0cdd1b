"""The local logins of this Windows, its administrators and its rules for passwords, as the Win32 API tells them.

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
_FOR_EVER: Final = 0xFFFFFFFF  # TIMEQ_FOREVER


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


def sign_ins(netapi: Any = None, kernel: Any = None) -> dict[str, Any]:
    """When each local login last signed in, how old its password is, and for how long Windows has been running."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    kernel = kernel or ctypes.WinDLL("kernel32")
    names = [row.name for row in _listed(netapi, _UserInfo0, netapi.NetUserEnum, None, 0, _NORMAL_ACCOUNTS)]
    rows: list[dict[str, Any]] = []
    for name in names:
        with _UserInfo(netapi, name, 4, _UserInfo4) as user:
            rows.append({"sid": _sid(user.sid), "last": int(user.last), "password_age": int(user.password_age)})
    ticks = kernel.GetTickCount64
    ticks.restype = ctypes.c_ulonglong
    return {"running": int(ticks()) // 1000, "count": len(names), "rows": rows}


def password_rules(netapi: Any = None) -> dict[str, Any]:
    """The rules for the passwords of local logins, and after how many wrong ones a login is locked."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    with _Modals(netapi, 0, _Modals0) as modals:
        shortest, longest_age = int(modals.shortest), int(modals.longest_age)
    with _Modals(netapi, 3, _Modals3) as modals:
        tries = int(modals.tries)
    return {"shortest": shortest, "longest_age": None if longest_age == _FOR_EVER else longest_age, "tries": tries}


class _UserInfo0(ctypes.Structure):
    """USER_INFO_0."""

    _fields_ = (("name", wintypes.LPWSTR),)


class _UserInfo4(ctypes.Structure):
    """USER_INFO_4, as far as the id; texts in it are not read."""

    _fields_ = (
        ("name", ctypes.c_void_p),
        ("password", ctypes.c_void_p),
        ("password_age", wintypes.DWORD),
        ("privilege", wintypes.DWORD),
        ("home", ctypes.c_void_p),
        ("comment", ctypes.c_void_p),
        ("flags", wintypes.DWORD),
        ("script", ctypes.c_void_p),
        ("operator", wintypes.DWORD),
        ("full_name", ctypes.c_void_p),
        ("user_comment", ctypes.c_void_p),
        ("parameters", ctypes.c_void_p),
        ("workstations", ctypes.c_void_p),
        ("last", wintypes.DWORD),
        ("last_logoff", wintypes.DWORD),
        ("expires", wintypes.DWORD),
        ("most_storage", wintypes.DWORD),
        ("units_per_week", wintypes.DWORD),
        ("hours", ctypes.c_void_p),
        ("wrong_passwords", wintypes.DWORD),
        ("sign_ins", wintypes.DWORD),
        ("server", ctypes.c_void_p),
        ("country", wintypes.DWORD),
        ("code_page", wintypes.DWORD),
        ("sid", ctypes.c_void_p),
    )


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


class _Modals0(ctypes.Structure):
    """USER_MODALS_INFO_0."""

    _fields_ = (
        ("shortest", wintypes.DWORD),
        ("longest_age", wintypes.DWORD),
        ("least_age", wintypes.DWORD),
        ("force_logoff", wintypes.DWORD),
        ("history", wintypes.DWORD),
    )


class _Modals3(ctypes.Structure):
    """USER_MODALS_INFO_3."""

    _fields_ = (("locked_for", wintypes.DWORD), ("counted_for", wintypes.DWORD), ("tries", wintypes.DWORD))


class _Member(ctypes.Structure):
    """LOCALGROUP_MEMBERS_INFO_2; the name is not read."""

    _fields_ = (("sid", ctypes.c_void_p), ("use", ctypes.c_int), ("name", ctypes.c_void_p))


class _Told:
    """What a function of netapi32 tells into a buffer of its own, freed when it was read. Raises OSError."""

    def __init__(self, netapi: Any, form: Any, function: Any, *arguments: object) -> None:
        self._netapi = netapi
        self._buffer = ctypes.c_void_p()
        self._form = form
        _check(function(*arguments, ctypes.byref(self._buffer)), self._buffer)

    def __enter__(self) -> Any:
        return self._form.from_address(self._buffer.value)

    def __exit__(self, *_: object) -> None:
        self._netapi.NetApiBufferFree(self._buffer)


class _UserInfo(_Told):
    """A login's own entry."""

    def __init__(self, netapi: Any, name: str, level: int, form: Any) -> None:
        super().__init__(netapi, form, netapi.NetUserGetInfo, None, name, level)


class _Modals(_Told):
    """Rules that hold for all local logins."""

    def __init__(self, netapi: Any, level: int, form: Any) -> None:
        super().__init__(netapi, form, netapi.NetUserModalsGet, None, level)


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
    "password_rules": password_rules,
    "sign_ins": sign_ins,
}
