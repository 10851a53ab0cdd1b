"""When this Windows turns the screen off or sleeps, and whether it asks who is there on waking.

The functions that take `powrprof` are given another library by tests; structures and ids are those of winnt.h.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any, Final
from uuid import UUID

from carecheck.look.windows_questions import ApiTopic

_CAPABILITIES: Final = 4  # SystemPowerCapabilities
_NOT_FOUND: Final = 2

# Each setting with the group in which it lies.
_SETTINGS: Final[Mapping[str, tuple[str, str]]] = {
    "screen_off": ("7516b95f-f776-4464-8c53-06167f40cc99", "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e"),
    "sleep": ("238c9fa8-0aad-41ed-83f4-97be242c8f20", "29f6c1db-86da-48c5-9fdb-f2b67b1f44da"),
    "ask_on_waking": ("fea3413e-7e05-4911-9a71-700331f1c294", "0e796bdb-100d-47d6-a2d5-f7d2daa51f51"),
}


class Capabilities(ctypes.Structure):
    """SYSTEM_POWER_CAPABILITIES; what is not needed is kept together."""

    _fields_ = (
        ("buttons", ctypes.c_ubyte * 3),
        ("s1", ctypes.c_ubyte),
        ("s2", ctypes.c_ubyte),
        ("s3", ctypes.c_ubyte),
        ("others", ctypes.c_ubyte * 14),
        ("modern_standby", ctypes.c_ubyte),  # AoAc
        ("more", ctypes.c_ubyte * 9),
        ("batteries", ctypes.c_ubyte),  # SystemBatteriesPresent
        ("rest", ctypes.c_ubyte * 45),
    )


class _Guid(ctypes.Structure):
    """GUID."""

    _fields_ = (("bytes", ctypes.c_ubyte * 16),)


def power(powrprof: Any = None) -> dict[str, Any]:
    """What the computer can do, and the settings of the power plan that is in use."""
    powrprof = powrprof or ctypes.WinDLL("powrprof")
    able = Capabilities()
    status = powrprof.CallNtPowerInformation(_CAPABILITIES, None, 0, ctypes.byref(able), ctypes.sizeof(able))
    _check(int(status))
    plan = ctypes.POINTER(_Guid)()
    _check(int(powrprof.PowerGetActiveScheme(None, ctypes.byref(plan))))
    try:
        rows = [_row(powrprof, plan, name) for name in _SETTINGS]
    finally:
        _local_free(plan)
    return {
        "battery": bool(able.batteries),
        "modern_standby": bool(able.modern_standby),
        "can_sleep": bool(able.s1 or able.s2 or able.s3),
        "count": len(rows),
        "rows": rows,
    }


def _row(powrprof: Any, plan: Any, name: str) -> dict[str, Any]:
    group, setting = (_guid(text) for text in _SETTINGS[name])
    return {
        "setting": name,
        "plugged_in": _value(powrprof.PowerReadACValueIndex, plan, group, setting),
        "on_battery": _value(powrprof.PowerReadDCValueIndex, plan, group, setting),
    }


def _value(function: Any, plan: Any, group: _Guid, setting: _Guid) -> int | None:
    value = wintypes.DWORD()
    status = int(function(None, plan, ctypes.byref(group), ctypes.byref(setting), ctypes.byref(value)))
    if status == _NOT_FOUND:
        return None
    _check(status)
    return value.value


def _check(status: int) -> None:
    if status:
        raise OSError(0, "a function of powrprof failed", None, status)


def _guid(text: str) -> _Guid:
    return _Guid.from_buffer_copy(UUID(text).bytes_le)


def _local_free(pointer: Any) -> None:
    free = ctypes.WinDLL("kernel32").LocalFree
    free.argtypes = (ctypes.c_void_p,)
    free(ctypes.cast(pointer, ctypes.c_void_p))


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"power": power}
