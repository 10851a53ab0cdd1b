"""A registry that somebody made to fill the memory: each value is measured before it is read."""

# ruff: noqa: E402 - the assertion below is for type checkers
import sys
import winreg
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

assert sys.platform == "win32"  # elsewhere these tests are not collected

from carecheck.facts.model import Unknown
from carecheck.look.machine import Answer
from carecheck.look.windows_door.machine import WindowsMachine
from carecheck.look.windows_door.programs import UNINSTALL
from carecheck.look.windows_door.registry import MOST_BYTES
from carecheck.look.windows_questions import AskApi, ListKey, ReadValue, RegistryKey, RegistryValue

KEY: Final = "Software\\carecheck tests\\large"
TOO_MUCH: Final = Unknown("unreadable", "ReadValue: more than 1,000,000 bytes")


@pytest.fixture
def large() -> Iterator[winreg.HKEYType]:
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, KEY, 0, winreg.KEY_ALL_ACCESS) as key:
        yield key
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, KEY)


def ask(name: str) -> Answer:
    return WindowsMachine().ask(ReadValue("HKCU", KEY, name))


@pytest.mark.parametrize(
    ("form", "data"),
    [
        (winreg.REG_BINARY, b"\1" * (MOST_BYTES + 1)),
        (winreg.REG_SZ, "a" * (MOST_BYTES // 2)),  # and the zero at its end
        (winreg.REG_MULTI_SZ, ["a" * 99_999] * 6),
    ],
    ids=["bytes", "text", "texts"],
)
def test_a_value_that_is_too_large_is_not_read(large: winreg.HKEYType, form: int, data: Any) -> None:
    winreg.SetValueEx(large, "it", 0, form, data)

    assert ask("it") == TOO_MUCH


def test_the_largest_values_are_read_whole(large: winreg.HKEYType) -> None:
    winreg.SetValueEx(large, "bytes", 0, winreg.REG_BINARY, b"\1" * MOST_BYTES)
    winreg.SetValueEx(large, "text", 0, winreg.REG_SZ, "é" * (MOST_BYTES // 2 - 1))

    assert ask("bytes") == RegistryValue("REG_BINARY", b"\1" * MOST_BYTES)
    assert ask("text") == RegistryValue("REG_SZ", "é" * (MOST_BYTES // 2 - 1))


def test_a_key_with_a_value_that_is_too_large_is_listed(large: winreg.HKEYType) -> None:
    names = {"": b"", "é" * 200: b"\1" * (MOST_BYTES + 1), "Zwei": b"2"}
    for name, data in names.items():
        winreg.SetValueEx(large, name, 0, winreg.REG_BINARY, data)

    listed = WindowsMachine().ask(ListKey("HKCU", KEY))

    assert isinstance(listed, RegistryKey)
    assert set(listed.values) == names.keys()


@pytest.mark.parametrize("values", [{"DisplayName": "a" * 20_000}, {"DisplayName": "It", "Publisher": "a" * 20_000}])
def test_a_program_with_a_text_that_is_too_large_hides_the_list(values: Mapping[str, str]) -> None:
    with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, f"{UNINSTALL}\\large", 0, winreg.KEY_WRITE) as key:
        for name, data in values.items():
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ, data)

    told = WindowsMachine().ask(AskApi("programs"))

    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, f"{UNINSTALL}\\large")
    assert told == Unknown("unreadable", "programs: more than 20,000 bytes")
