"""Which Windows this is, and on what kind of computer."""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any, Final

from carecheck.look.windows_questions import ApiTopic


class _Version(ctypes.Structure):
    """RTL_OSVERSIONINFOEXW."""

    _fields_ = (
        ("size", wintypes.DWORD),
        ("major", wintypes.DWORD),
        ("minor", wintypes.DWORD),
        ("build", wintypes.DWORD),
        ("platform", wintypes.DWORD),
        ("service_pack", wintypes.WCHAR * 128),
        ("service_pack_major", wintypes.WORD),
        ("service_pack_minor", wintypes.WORD),
        ("suites", wintypes.WORD),
        ("product_type", wintypes.BYTE),
        ("reserved", wintypes.BYTE),
    )


def _version() -> dict[str, Any]:
    version = _Version(size=ctypes.sizeof(_Version))
    status = ctypes.WinDLL("ntdll").RtlGetVersion(ctypes.byref(version))
    if status:
        raise OSError(0, "RtlGetVersion failed", None, status)
    return {"major": version.major, "build": version.build, "product_type": version.product_type}


def _form() -> dict[str, Any]:
    return {"role": int(ctypes.WinDLL("powrprof").PowerDeterminePlatformRoleEx(2))}


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"form": _form, "version": _version}
