"""Shares and open ports as Windows' own functions give them: a library that lists made-up shares, and real sockets."""

import ctypes
import socket
import sys
from typing import Any

import pytest

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

from carecheck.look.windows_door.listening import listening  # noqa: E402
from carecheck.look.windows_door.shares import ShareInfo502, shares  # noqa: E402

EVERYONE_READS = "D:(A;;0x1200a9;;;WD)"


class Netapi:
    """Lists shares whose rights Windows itself has put into bytes."""

    def __init__(self, *rows: tuple[str, int, str | None], status: int = 0, total: int | None = None) -> None:
        self.freed = 0
        self._status = status
        self._total = len(rows) if total is None else total
        self._rights = [None if text is None else ctypes.create_string_buffer(_bytes(text)) for _, _, text in rows]
        self._rows = (ShareInfo502 * len(rows))()
        for row, rights, (name, kind, _) in zip(self._rows, self._rights, rows, strict=True):
            row.name, row.type, row.path = name, kind, None
            row.descriptor = None if rights is None else ctypes.addressof(rights)

    def NetShareEnum(self, server: None, level: int, buffer: Any, size: Any, read: Any, total: Any, _: None) -> int:  # noqa: N802
        assert (server, level) == (None, 502)
        buffer._obj.value = ctypes.addressof(self._rows) if len(self._rows) else None
        read._obj.value, total._obj.value = len(self._rows), self._total
        return self._status

    def NetApiBufferFree(self, _: Any) -> int:  # noqa: N802
        self.freed += 1
        return 0


def _bytes(text: str) -> bytes:
    import win32security

    descriptor: Any = win32security.ConvertStringSecurityDescriptorToSecurityDescriptor(text, 1)
    return bytes(memoryview(descriptor))


def test_shares_come_with_their_rights_and_without_their_names() -> None:
    netapi = Netapi(
        ("IPC$", 0x80000003, None),
        ("C$", 0x80000000, None),
        ("print$", 0, EVERYONE_READS),
        ("Mrs Jones", 0, "D:(D;;FA;;;AN)(A;;0x1301bf;;;WD)"),
        ("open", 0, "O:BAG:BA"),
    )

    told = shares(netapi)

    assert told["count"] == 5
    assert [(row["kind"], row["own"], row["described"]) for row in told["rows"]] == [
        (3, True, False),
        (0, True, False),
        (0, True, True),
        (0, False, True),
        (0, False, True),
    ]
    assert told["rows"][3]["entries"] == [
        {"sid": "S-1-5-7", "mask": 0x1F01FF, "kind": "deny"},
        {"sid": "S-1-1-0", "mask": 0x1301BF, "kind": "allow"},
    ]
    assert told["rows"][4]["entries"] is None
    assert "Jones" not in repr(told)
    assert netapi.freed == 1


def test_shares_that_did_not_all_come_are_refused_and_freed() -> None:
    netapi = Netapi(("IPC$", 0x80000003, None), total=2)

    with pytest.raises(OSError, match="not whole"):
        shares(netapi)

    assert netapi.freed == 1


def test_a_server_that_does_not_run_is_an_error_with_its_number() -> None:
    with pytest.raises(OSError, match="failed") as error:
        shares(Netapi(status=2114))

    assert error.value.winerror == 2114


def test_a_port_that_waits_is_listed_and_one_on_loopback_says_so() -> None:
    with socket.socket() as everywhere, socket.socket() as here, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        everywhere.bind(("0.0.0.0", 0))
        everywhere.listen()
        here.bind(("127.0.0.1", 0))
        here.listen()
        datagrams.bind(("127.0.0.1", 0))
        told = listening()
        ports = [one.getsockname()[1] for one in (everywhere, here, datagrams)]

    found = {(row["protocol"], row["port"]): row["loopback"] for row in told["rows"]}
    assert told["count"] == len(told["rows"])
    assert [found.get(("TCP", ports[0])), found.get(("TCP", ports[1])), found.get(("UDP", ports[2]))] == [
        False,
        True,
        True,
    ]
