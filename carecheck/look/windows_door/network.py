"""Network adapters, the Wi-Fi in use and the organisation that the computer belongs to; nothing is sent.

The functions that take a library are given another one by tests; their structures are those of iptypes.h and wlanapi.h.
"""

import sys

assert sys.platform == "win32"

import ctypes
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ctypes import wintypes
from typing import Any, Final

from carecheck.look.windows_questions import FIRST_BUILD_THAT_ASKS_FOR_WIFI, ApiTopic

_SKIP_OWN_ADDRESSES: Final = 0x1 | 0x2 | 0x4  # GAA_FLAG_SKIP_UNICAST, _ANYCAST and _MULTICAST
_WHAT: Final = _SKIP_OWN_ADDRESSES | 0x80  # GAA_FLAG_INCLUDE_GATEWAYS
_UP: Final = 1  # IfOperStatusUp
_OVERFLOW, _NO_DATA = 111, 232
_INET, _INET6 = 2, 23

_CONNECTED: Final = 1  # wlan_interface_state_connected
_CURRENT_CONNECTION: Final = 7  # wlan_intf_opcode_current_connection
_ACCESS_DENIED: Final = 5


class _Other(ctypes.Structure):
    """IP_ADAPTER_DNS_SERVER_ADDRESS and IP_ADAPTER_GATEWAY_ADDRESS, which have one form."""

    _fields_ = (
        ("alignment", ctypes.c_ulonglong),
        ("next", ctypes.c_void_p),
        ("address", ctypes.c_void_p),
        ("address_length", ctypes.c_int),
    )


class _Adapter(ctypes.Structure):
    """IP_ADAPTER_ADDRESSES, as far as it is read; names and hardware addresses are not."""

    _fields_ = (
        ("alignment", ctypes.c_ulonglong),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_void_p),
        ("unicast", ctypes.c_void_p),
        ("anycast", ctypes.c_void_p),
        ("multicast", ctypes.c_void_p),
        ("dns", ctypes.c_void_p),
        ("dns_suffix", ctypes.c_void_p),
        ("description", ctypes.c_void_p),
        ("friendly_name", ctypes.c_void_p),
        ("physical_address", ctypes.c_ubyte * 8),
        ("physical_address_length", wintypes.DWORD),
        ("flags", wintypes.DWORD),
        ("mtu", wintypes.DWORD),
        ("type", wintypes.DWORD),
        ("status", ctypes.c_int),
        ("index6", wintypes.DWORD),
        ("zones", wintypes.DWORD * 16),
        ("prefix", ctypes.c_void_p),
        ("transmit_speed", ctypes.c_ulonglong),
        ("receive_speed", ctypes.c_ulonglong),
        ("wins", ctypes.c_void_p),
        ("gateway", ctypes.c_void_p),
    )


class _WifiInterface(ctypes.Structure):
    """WLAN_INTERFACE_INFO."""

    _fields_ = (("guid", ctypes.c_ubyte * 16), ("description", wintypes.WCHAR * 256), ("state", ctypes.c_int))


class _WifiConnection(ctypes.Structure):
    """WLAN_CONNECTION_ATTRIBUTES; the name of the network in it is not read."""

    _fields_ = (
        ("state", ctypes.c_int),
        ("mode", ctypes.c_int),
        ("profile", wintypes.WCHAR * 256),
        ("association", ctypes.c_ubyte * 68),
        ("security_enabled", wintypes.BOOL),
        ("one_x_enabled", wintypes.BOOL),
        ("auth", ctypes.c_uint),
        ("cipher", ctypes.c_uint),
    )


def adapters(iphlpapi: Any = None) -> dict[str, Any]:
    """All network adapters, with the addresses of whom each asks for names, and of their gateways."""
    iphlpapi = iphlpapi or ctypes.WinDLL("iphlpapi")
    size, status, buffer = wintypes.ULONG(65536), _OVERFLOW, ctypes.create_string_buffer(0)
    for _ in range(4):  # the list may grow between two calls
        if status == _OVERFLOW:
            buffer = ctypes.create_string_buffer(size.value)
            status = iphlpapi.GetAdaptersAddresses(0, _WHAT, None, buffer, ctypes.byref(size))
    if status == _NO_DATA:
        return {"count": 0, "rows": []}
    _check(status, "GetAdaptersAddresses")
    rows = [
        {
            "type": int(one.type),
            "up": one.status == _UP,
            "dns": [_address(other) for other in _chain(_Other, one.dns)],
            "gateways": [_address(other) for other in _chain(_Other, one.gateway)],
        }
        for one in _chain(_Adapter, ctypes.addressof(buffer))
    ]
    return {"count": len(rows), "rows": rows}


def wifi(wlanapi: Any = None, build: int | None = None) -> dict[str, Any]:
    """The Wi-Fi adapters and how each connection is protected; never where Windows would ask the person for leave."""
    if (build or sys.getwindowsversion().build) >= FIRST_BUILD_THAT_ASKS_FOR_WIFI:
        return {"shown": False, "count": 0, "rows": []}
    wlanapi = wlanapi or ctypes.WinDLL("wlanapi")
    version, handle = wintypes.DWORD(), wintypes.HANDLE()
    _check(wlanapi.WlanOpenHandle(2, None, ctypes.byref(version), ctypes.byref(handle)), "WlanOpenHandle")
    try:
        with _taken(wlanapi, "WlanEnumInterfaces", handle, None) as place:
            count = wintypes.DWORD.from_address(place).value
            interfaces = (_WifiInterface * count).from_address(place + 8)
            rows = [_connection(wlanapi, handle, one) for one in interfaces]
    except PermissionError:
        return {"shown": False, "count": 0, "rows": []}
    finally:
        wlanapi.WlanCloseHandle(handle, None)
    return {"shown": True, "count": count, "rows": rows}


def _connection(wlanapi: Any, handle: Any, interface: _WifiInterface) -> dict[str, Any]:
    row: dict[str, Any] = {"state": int(interface.state), "auth": None, "cipher": None}
    if interface.state != _CONNECTED:
        return row
    size = wintypes.DWORD()
    guid = ctypes.byref(interface, _WifiInterface.guid.offset)
    asked = (handle, guid, _CURRENT_CONNECTION, None, ctypes.byref(size))
    with _taken(wlanapi, "WlanQueryInterface", *asked, after=(None,)) as place:
        if size.value < ctypes.sizeof(_WifiConnection):
            raise OSError(0, "WlanQueryInterface told too little", None, 13)
        found = _WifiConnection.from_address(place)
        return row | {"auth": int(found.auth), "cipher": int(found.cipher)}


@contextmanager
def _taken(wlanapi: Any, name: str, *arguments: object, after: tuple[object, ...] = ()) -> Iterator[int]:
    """The place of what a function of wlanapi gives, freed when it was read."""
    place = ctypes.c_void_p()
    _check(getattr(wlanapi, name)(*arguments, ctypes.byref(place), *after), name)
    try:
        if not place.value:
            raise OSError(0, f"{name} gave nothing", None, 13)
        yield place.value
    finally:
        wlanapi.WlanFreeMemory(place)


def _chain(form: Any, place: int | None) -> Iterator[Any]:
    while place:
        one = form.from_address(place)
        yield one
        place = one.next


def _address(other: _Other) -> str:
    """The text of a socket address; nothing where it is of another kind."""
    raw = ctypes.string_at(other.address, other.address_length) if other.address else b""
    family = int.from_bytes(raw[:2], "little")
    if family == _INET and len(raw) >= 8:
        return str(ipaddress.IPv4Address(raw[4:8]))
    if family == _INET6 and len(raw) >= 24:
        return str(ipaddress.IPv6Address(raw[8:24]))
    return ""


def _check(status: int, name: str) -> None:
    if status:
        raise OSError(0, f"{name} failed", None, status)


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"adapters": adapters, "wifi": wifi}
