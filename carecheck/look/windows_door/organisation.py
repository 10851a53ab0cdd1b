"""Whether this Windows belongs to an organisation: a domain, or one in the cloud (Microsoft Entra).

The functions that take `netapi` are given another library by tests; their structure is that of lmjoin.h.
"""

import sys

assert sys.platform == "win32"

import ctypes
from collections.abc import Callable, Mapping
from typing import Any, Final

from carecheck.look.windows_questions import ApiTopic


class _JoinInfo(ctypes.Structure):
    """The beginning of DSREG_JOIN_INFO; names and addresses follow, and are not read."""

    _fields_ = (("kind", ctypes.c_int),)


def domain_join(netapi: Any = None) -> dict[str, Any]:
    """Whether this Windows belongs to a domain; the name of it is not kept."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    name, status = ctypes.c_void_p(), ctypes.c_int()
    code = netapi.NetGetJoinInformation(None, ctypes.byref(name), ctypes.byref(status))
    if name.value:
        netapi.NetApiBufferFree(name)
    if code:
        raise OSError(0, "NetGetJoinInformation failed", None, code)
    return {"status": status.value}


def cloud_join(netapi: Any = None) -> dict[str, Any]:
    """What has joined an organisation in the cloud: this device, or only a login on it."""
    netapi = netapi or ctypes.WinDLL("netapi32")
    info = ctypes.c_void_p()
    result = netapi.NetGetAadJoinInformation(None, ctypes.byref(info))  # an HRESULT
    try:
        if result:
            raise OSError(0, "NetGetAadJoinInformation failed", None, result & 0xFFFF)
        return {"kind": _JoinInfo.from_address(info.value).kind if info.value else None}
    finally:
        if info.value:
            netapi.NetFreeAadJoinInformation(info)


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {
    "cloud_join": cloud_join,
    "domain_join": domain_join,
}
