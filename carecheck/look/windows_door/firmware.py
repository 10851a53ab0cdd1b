"""What started this Windows: the old BIOS or UEFI, and what the maker of the computer says that it can do.

The maker's table (SMBIOS) also holds serial numbers: that of the computer leaves this module only when somebody asks
for just that. The functions that take `kernel32` are given another library by tests.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from ctypes import wintypes
from typing import Any, Final

from carecheck.look.smbios import can_uefi, serial_number
from carecheck.look.windows_questions import ApiTopic

_SMBIOS: Final = 0x52534D42  # 'RSMB'
_HEADER: Final = 8  # of RawSMBIOSData, in front of the table itself


def firmware(kernel32: Any = None) -> dict[str, Any]:
    """How Windows was started, and whether the computer could start it through UEFI."""
    kernel32 = kernel32 or ctypes.WinDLL("kernel32", use_last_error=True)
    kind = wintypes.DWORD()
    if not kernel32.GetFirmwareType(ctypes.byref(kind)):
        raise ctypes.WinError(ctypes.get_last_error())
    return {"type": kind.value, "can_uefi": can_uefi(_table(kernel32))}


def serial(kernel32: Any = None) -> dict[str, Any]:
    """The serial number of this computer."""
    return {"serial": serial_number(_table(kernel32 or ctypes.WinDLL("kernel32", use_last_error=True)))}


def _table(kernel32: Any) -> bytes:
    size = int(kernel32.GetSystemFirmwareTable(_SMBIOS, 0, None, 0))
    buffer = ctypes.create_string_buffer(size)
    read = int(kernel32.GetSystemFirmwareTable(_SMBIOS, 0, buffer, size)) if size else 0
    return buffer.raw[_HEADER:size] if 0 < read <= size else b""


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"firmware": firmware, "serial": serial}
