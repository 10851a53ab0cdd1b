"""What the door to the network tells: from a made-up library of Wi-Fi, and from the functions that this Windows has."""

import ctypes
import sys
from typing import Any

import pytest

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

from carecheck.look.windows_door.network import adapters, wifi  # noqa: E402
from carecheck.look.windows_door.organisation import domain_join  # noqa: E402

BEFORE_WINDOWS_ASKS = 19045


class Wlan:
    """A library of Wi-Fi: each adapter with its state, and authentication and cipher where it is connected."""

    def __init__(self, *found: tuple[int, int, int], opens: int = 0, tells: int = 0) -> None:
        self.found, self.opens, self.tells = found, opens, tells
        self.kept: list[Any] = []
        self.freed = self.closed = 0

    def __getattr__(self, name: str) -> Any:
        functions = {
            "WlanOpenHandle": self.open_handle,
            "WlanEnumInterfaces": self.enumerate_interfaces,
            "WlanQueryInterface": self.query_interface,
            "WlanFreeMemory": self.free_memory,
            "WlanCloseHandle": self.close_handle,
        }
        if name not in functions:
            raise AttributeError(name)
        return functions[name]

    def open_handle(self, version: int, reserved: None, negotiated: Any, handle: Any) -> int:
        return self.opens

    def enumerate_interfaces(self, handle: Any, reserved: None, place: Any) -> int:
        rows = b"".join(bytes([number]) * 16 + bytes(512) + _number(row[0]) for number, row in enumerate(self.found))
        return self._give(place, _number(len(self.found)) + _number(0) + rows)

    def query_interface(
        self, handle: Any, guid: Any, opcode: int, reserved: None, size: Any, place: Any, kind: None
    ) -> int:
        assert opcode == 7
        if self.tells:
            return self.tells
        which = ctypes.string_at(ctypes.addressof(guid._obj), 1)[0]
        state, auth, cipher = self.found[which]
        size._obj.value = 604
        flags = _number(1) + _number(0)
        return self._give(
            place, _number(state) + _number(0) + bytes(512 + 68) + flags + _number(auth) + _number(cipher)
        )

    def free_memory(self, place: Any) -> None:
        self.freed += 1

    def close_handle(self, handle: Any, reserved: None) -> int:
        self.closed += 1
        return 0

    def _give(self, place: Any, raw: bytes) -> int:
        self.kept.append(ctypes.create_string_buffer(raw, len(raw)))
        place._obj.value = ctypes.addressof(self.kept[-1])
        return 0


def _number(value: int) -> bytes:
    return value.to_bytes(4, "little")


def test_each_connected_adapter_tells_how_it_is_protected() -> None:
    library = Wlan((4, 0, 0), (1, 7, 4), (1, 0x80000000, 0x101))

    told = wifi(library, BEFORE_WINDOWS_ASKS)

    assert told == {
        "shown": True,
        "count": 3,
        "rows": [
            {"state": 4, "auth": None, "cipher": None},
            {"state": 1, "auth": 7, "cipher": 4},
            {"state": 1, "auth": 0x80000000, "cipher": 0x101},
        ],
    }
    assert (library.freed, library.closed) == (3, 1)


def test_a_refusal_says_that_nothing_is_shown() -> None:
    library = Wlan((1, 7, 4), tells=5)

    assert wifi(library, BEFORE_WINDOWS_ASKS)["shown"] is False
    assert (library.freed, library.closed) == (1, 1)


@pytest.mark.parametrize("library", [Wlan((1, 7, 4), opens=1062), Wlan((1, 7, 4), tells=5023)])
def test_every_other_error_is_one(library: Wlan) -> None:
    with pytest.raises(OSError, match="failed"):
        wifi(library, BEFORE_WINDOWS_ASKS)


@pytest.mark.parametrize("build", [26100, 26200, 28000])
def test_a_windows_that_would_ask_the_person_is_not_asked(build: int) -> None:
    class Untouched:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"{name} was called")

    assert wifi(Untouched(), build) == {"shown": False, "count": 0, "rows": []}


def test_the_adapters_of_this_windows_are_told_with_the_one_that_leads_to_itself() -> None:
    told = adapters()

    assert told["count"] == len(told["rows"])
    assert 24 in [row["type"] for row in told["rows"]]


def test_this_windows_says_if_it_belongs_to_a_domain() -> None:
    assert domain_join()["status"] in (1, 2, 3)
