"""The number that a Mac has from its maker, which stays the same when macOS is set up anew."""

import ctypes
import uuid
from typing import Any

_BYTES = 16


class _NoWait(ctypes.Structure):
    """How long to wait for an answer: not at all."""

    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


def hardware_id(library: Any = None) -> str:
    """The number in capital letters; empty where the system does not tell. `library` is the one that comes with it."""
    raw = (ctypes.c_ubyte * _BYTES)()
    try:
        found = (library or ctypes.CDLL(None)).gethostuuid(raw, ctypes.byref(_NoWait(0, 0)))
    except (AttributeError, OSError):
        return ""
    return str(uuid.UUID(bytes=bytes(raw))).upper() if found == 0 and any(raw) else ""
