"""The shares of this Windows and who has which right to them; their names and places are read and dropped at once.

A test gives another library for `netapi`; the structure is SHARE_INFO_502 of lmshare.h.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from dataclasses import asdict
from typing import Any, Final

from carecheck.look.security_descriptor import Entry, access_list
from carecheck.look.windows_questions import ApiTopic

_LEVEL: Final = 502
_ALL_IN_ONE: Final = 0xFFFFFFFF  # MAX_PREFERRED_LENGTH
_NOT_WHOLE: Final = 234  # ERROR_MORE_DATA
_KIND: Final = 0xFF
_SPECIAL: Final = 0x80000000  # STYPE_SPECIAL: the shares for administrators, such as C$
# Shares that Windows makes for printers and for the sign-in of a domain, which everyone must be able to read.
_OF_WINDOWS: Final = frozenset({"print$", "netlogon", "sysvol"})


class ShareInfo502(ctypes.Structure):
    """SHARE_INFO_502."""

    _fields_ = (
        ("name", wintypes.LPWSTR),
        ("type", wintypes.DWORD),
        ("remark", ctypes.c_void_p),
        ("permissions", wintypes.DWORD),
        ("most_uses", wintypes.DWORD),
        ("uses", wintypes.DWORD),
        ("path", ctypes.c_void_p),
        ("password", ctypes.c_void_p),
        ("reserved", wintypes.DWORD),
        ("descriptor", ctypes.c_void_p),
    )


def shares(netapi: Any = None) -> dict[str, Any]:
    """All shares. Raises OSError."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    buffer = ctypes.c_void_p()
    read, total = wintypes.DWORD(), wintypes.DWORD()
    size = wintypes.DWORD(_ALL_IN_ONE)
    numbers = ctypes.byref(read), ctypes.byref(total)
    status = netapi.NetShareEnum(None, _LEVEL, ctypes.byref(buffer), size, *numbers, None)
    if status:
        raise OSError(0, "NetShareEnum failed", None, status)
    try:
        if read.value != total.value:
            raise OSError(0, "the list of shares is not whole", None, _NOT_WHOLE)
        # With a null pointer there are no rows to read.
        listed = (ShareInfo502 * read.value).from_address(buffer.value) if buffer.value else ()
        rows = [_row(share) for share in listed]
    finally:
        netapi.NetApiBufferFree(buffer)
    return {"count": int(total.value), "rows": rows}


def _row(share: Any) -> dict[str, Any]:
    kind = int(share.type)
    return {
        "kind": kind & _KIND,
        "own": bool(kind & _SPECIAL) or str(share.name or "").casefold() in _OF_WINDOWS,
        "described": bool(share.descriptor),
        "entries": _entries(share.descriptor) if share.descriptor else [],
    }


def _entries(descriptor: int) -> list[dict[str, Any]] | None:
    try:
        entries = access_list(_bytes(descriptor))
    except ValueError:
        entries = [Entry("", 0, "other")]
    return None if entries is None else [asdict(entry) for entry in entries]


def _bytes(address: int) -> bytes:
    """The bytes of a security descriptor in memory, which is in one piece."""
    length = ctypes.WinDLL("advapi32").GetSecurityDescriptorLength
    length.argtypes = (ctypes.c_void_p,)
    return ctypes.string_at(address, length(address))


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"shares": shares}
