"""The ports on which programs wait for connections, as the tables of Windows list them."""

import sys

assert sys.platform == "win32"

import socket
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any, Final

import psutil

from carecheck.look.windows_questions import ApiTopic

_ACCESS_DENIED: Final = 5


def listening(connections: Callable[[], list[Any]] = lambda: psutil.net_connections("inet")) -> dict[str, Any]:
    """Every TCP port that waits for connections and every UDP port that is open, once for each program."""
    try:
        found = connections()
    except psutil.AccessDenied:
        raise OSError(0, "the list of ports is refused", None, _ACCESS_DENIED) from None
    waiting = [one for one in found if one.laddr and (one.type == socket.SOCK_DGRAM or one.status == "LISTEN")]
    rows = {_row(one) for one in waiting}
    names = ("protocol", "port", "loopback", "program")
    return {"count": len(rows), "rows": [dict(zip(names, row, strict=True)) for row in sorted(rows)]}


def _row(one: Any) -> tuple[str, int, bool, str]:
    protocol = "UDP" if one.type == socket.SOCK_DGRAM else "TCP"
    return protocol, int(one.laddr.port), _is_loopback(str(one.laddr.ip)), _program(one.pid)


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False  # what we cannot read may be reached by others


def _program(pid: int | None) -> str:
    """The name of a program, without the folder in which it lies; empty where this login may not see it."""
    try:
        return psutil.Process(pid).name() if pid else ""
    except (psutil.Error, OSError):
        return ""


TOPICS: Final[Mapping[ApiTopic, Callable[[], dict[str, Any]]]] = {"listening": listening}
