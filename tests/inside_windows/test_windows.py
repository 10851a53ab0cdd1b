"""What the lane stands on: this is genuine Windows Python, with Windows' own libraries and its registry."""

import platform
import struct
import sys
import winreg
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

KEY = r"SOFTWARE\carecheck tests"


def test_this_is_windows_python_in_64_bits() -> None:
    assert sys.version.startswith("3.13.")
    assert "MSC" in sys.version
    assert (struct.calcsize("P"), platform.system()) == (8, "Windows")


def test_time_zones_are_known() -> None:
    assert ZoneInfo("Europe/London").key == "Europe/London"


def test_the_two_views_of_the_registry_are_apart() -> None:
    with winreg.CreateKeyEx(winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_WRITE | winreg.KEY_WOW64_32KEY) as key:
        winreg.SetValueEx(key, "View", 0, winreg.REG_SZ, "32")

    with pytest.raises(FileNotFoundError):
        winreg.OpenKeyEx(winreg.HKEY_LOCAL_MACHINE, KEY, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY)


def test_a_key_that_nobody_may_read_is_refused() -> None:
    import win32api
    import win32con
    import win32security as security

    key = win32api.RegCreateKey(win32con.HKEY_CURRENT_USER, r"Software\carecheck tests\closed")
    acl = security.ACL()
    acl.AddAccessDeniedAce(security.ACL_REVISION, win32con.KEY_READ, security.ConvertStringSidToSid("S-1-1-0"))
    what = security.DACL_SECURITY_INFORMATION
    security.SetSecurityInfo(int(key), security.SE_REGISTRY_KEY, what, None, None, acl, None)

    with pytest.raises(PermissionError):
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\carecheck tests\closed")


def test_a_file_in_use_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("new")

    with (tmp_path / "old").open("w"), pytest.raises(PermissionError):
        (tmp_path / "new").replace(tmp_path / "old")
