"""The list of programs, read from a real registry: each place in which Windows keeps it, and what is left out."""

# ruff: noqa: E402 - the assertion below is for type checkers
import sys
import winreg
from collections.abc import Mapping

assert sys.platform == "win32"  # elsewhere these tests are not collected

from carecheck.look.windows.browsers import CHROME, browsers
from carecheck.look.windows_door.machine import WindowsMachine
from carecheck.look.windows_door.programs import UNINSTALL, installed_programs
from carecheck.look.windows_door.registry import Root

EVERYONE, PERSON = winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER
Values = Mapping[str, str | int]


def write(hive: int, key: str, values: Values, view: int = winreg.KEY_WOW64_64KEY) -> None:
    with winreg.CreateKeyEx(hive, key, 0, winreg.KEY_WRITE | view) as handle:
        for name, data in values.items():
            form = winreg.REG_DWORD if isinstance(data, int) else winreg.REG_SZ
            winreg.SetValueEx(handle, name, 0, form, data)


def test_programs_are_listed_from_each_place_and_parts_are_left_out() -> None:
    suite = {"DisplayName": "Example Suite", "DisplayVersion": "1.2", "Publisher": "Example Ltd"}
    write(EVERYONE, f"{UNINSTALL}\\suite", suite)
    write(EVERYONE, f"{UNINSTALL}\\old", {"DisplayName": "Example Old", "DisplayVersion": " "}, winreg.KEY_WOW64_32KEY)
    write(PERSON, f"{UNINSTALL}\\own", {"DisplayName": "Example Own"})
    write(EVERYONE, f"{UNINSTALL}\\part", {"DisplayName": "Example Part", "SystemComponent": 1})
    write(EVERYONE, f"{UNINSTALL}\\language", {"DisplayName": "Example Language", "ParentKeyName": "suite"})
    write(EVERYONE, f"{UNINSTALL}\\nameless", {"DisplayVersion": "3"})

    told = installed_programs(Root(PERSON))

    assert told["count"] == len(told["rows"])
    assert [row for row in told["rows"] if row["name"].startswith("Example")] == [
        {"name": "Example Suite", "version": "1.2", "publisher": "Example Ltd", "bits": 64, "for_person": False},
        {"name": "Example Old", "version": None, "publisher": None, "bits": 32, "for_person": False},
        {"name": "Example Own", "version": None, "publisher": None, "bits": 64, "for_person": True},
    ]


def test_a_browser_that_is_only_the_persons_own_is_seen() -> None:
    write(PERSON, CHROME, {"pv": "147.0.7600.20"})
    write(PERSON, f"{UNINSTALL}\\Google Chrome", {"DisplayName": "Google Chrome", "DisplayVersion": "147.0.7600.20"})

    assert browsers(WindowsMachine()).most_behind == "Chrome"
