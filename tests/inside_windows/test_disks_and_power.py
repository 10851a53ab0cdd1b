"""What Windows' own libraries say of drives, firmware and power arrives as plain data, also when they fail."""

# ruff: noqa: N802 - the names of the functions are Windows' own

import sys
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import pytest

from carecheck.look.windows_door import com_object, disks, firmware, power

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

DEVICES = {
    "C:": "\\Device\\HarddiskVolume3",
    "D:": "\\??\\C:\\Homes",
    "G:": "\\Device\\Volume{0b0c}",
}


class Kernel:
    """kernel32 of a computer with three drives, started through UEFI."""

    mask = 0b1001100  # C, D, G
    started = 1
    table = bytes(8) + bytes([0, 0x14, 0, 0]) + bytes(0x13 - 4) + b"\x08" + b"maker\0\0"

    def GetLogicalDrives(self) -> int:
        return self.mask

    def GetDriveTypeW(self, root: str) -> int:
        assert root.endswith(":\\")
        return 3

    def QueryDosDeviceW(self, drive: str, buffer: Any, size: int) -> int:
        buffer.value = DEVICES[drive]
        return len(DEVICES[drive]) + 2

    def GetSystemWindowsDirectoryW(self, buffer: Any, size: int) -> int:
        buffer.value = "C:\\WINDOWS"
        return 10

    def GetDiskFreeSpaceExW(self, root: str, ours: Any, total: Any, free: Any) -> int:
        assert root == "C:\\"
        ours._obj.value, total._obj.value, free._obj.value = 5, 100, 7
        return 1

    def GetFirmwareType(self, kind: Any) -> int:
        kind._obj.value = 2
        return self.started

    def GetSystemFirmwareTable(self, provider: int, table: int, buffer: Any, size: int) -> int:
        assert provider.to_bytes(4, "big") == b"RSMB"
        if buffer is not None:
            buffer.raw = self.table
        return len(self.table)


class Power:
    """powrprof of a laptop; each setting is told by its group and its own id."""

    settings: Final[Mapping[tuple[str, ...], tuple[int, int]]] = {
        ("7516b95f-f776-4464-8c53-06167f40cc99", "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e"): (600, 300),
        ("fea3413e-7e05-4911-9a71-700331f1c294", "0e796bdb-100d-47d6-a2d5-f7d2daa51f51"): (1, 0),
    }
    status = 0

    def CallNtPowerInformation(self, level: int, _in: Any, _size: int, out: Any, size: int) -> int:
        assert (level, size) == (4, 76)
        out._obj.s3, out._obj.batteries = 1, 1
        return self.status

    def PowerGetActiveScheme(self, key: None, plan: Any) -> int:
        return 0

    def PowerReadACValueIndex(self, key: None, plan: Any, group: Any, setting: Any, value: Any) -> int:
        return self._read(0, group, setting, value)

    def PowerReadDCValueIndex(self, key: None, plan: Any, group: Any, setting: Any, value: Any) -> int:
        return self._read(1, group, setting, value)

    def _read(self, kind: int, group: Any, setting: Any, value: Any) -> int:
        place = tuple(str(UUID(bytes_le=bytes(guid._obj.bytes))) for guid in (group, setting))
        if place not in self.settings:
            return 2
        value._obj.value = self.settings[place][kind]
        return 0


def test_each_drive_is_told_with_what_it_lies_on() -> None:
    told = disks.drives(Kernel())

    rows = [(row["letter"], row["type"], row["system"], row["on"]) for row in told["rows"]]
    assert rows == [("C", 3, True, "disk"), ("D", 3, False, "path"), ("G", 3, False, "other")]
    assert told["count"] == 3


def test_room_that_a_login_may_not_use_is_not_free() -> None:
    assert disks.space(Kernel()) == {"total": 100, "free": 5}


def test_the_maker_s_table_leaves_only_one_answer_behind() -> None:
    assert firmware.firmware(Kernel()) == {"type": 2, "can_uefi": True}


def test_the_serial_number_comes_only_to_its_own_question() -> None:
    assert firmware.serial(Kernel()) == {"serial": None}


@pytest.mark.parametrize(("change", "call"), [("mask", disks.drives), ("started", firmware.firmware)])
def test_a_function_that_fails_is_an_error(change: str, call: Any) -> None:
    kernel = Kernel()
    setattr(kernel, change, 0)

    with pytest.raises(OSError, match="WinError"):
        call(kernel)


def test_power_settings_are_told_for_both_sources_and_none_where_there_is_none() -> None:
    told = power.power(Power())

    assert told == {
        "battery": True,
        "modern_standby": False,
        "can_sleep": True,
        "count": 3,
        "rows": [
            {"setting": "screen_off", "plugged_in": 600, "on_battery": 300},
            {"setting": "sleep", "plugged_in": None, "on_battery": None},
            {"setting": "ask_on_waking", "plugged_in": 1, "on_battery": 0},
        ],
    }


def test_power_that_is_not_told_is_an_error() -> None:
    refusing = Power()
    refusing.status = -1073741790  # STATUS_ACCESS_DENIED

    with pytest.raises(OSError, match="powrprof failed"):
        power.power(refusing)


def test_this_windows_tells_its_real_drives() -> None:
    assert "C" in {row["letter"] for row in disks.drives()["rows"] if row["system"]}
    assert 0 < disks.space()["free"] <= disks.space()["total"]


class Shell:
    """Shell.Application, as COM asks it: C: is encrypted, and of the others nothing is told."""

    NAMES = ("NameSpace", "Self", "ExtendedProperty")

    def __init__(self, drive: str = "") -> None:
        self._drive = drive

    def GetIDsOfNames(self, _: int, name: str) -> int:
        return self.NAMES.index(name)

    def Invoke(self, number: int, _language: int, _kind: int, _result: bool, *arguments: Any) -> Any:
        import pywintypes

        match self.NAMES[number], arguments:
            case "NameSpace", (drive,):
                return None if drive == "D:\\" else Shell(drive)
            case "Self", ():
                return self
            case _:
                assert arguments == ("System.Volume.BitLockerProtection",)
                if self._drive == "G:\\":
                    raise pywintypes.com_error(-2147467263, "not implemented", None, None)
                return 1


def test_a_drive_of_which_the_shell_tells_nothing_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(com_object.ComObject, "named", lambda name: com_object.ComObject(Shell()))

    told = disks.protection(Kernel())

    rows = [(row["letter"], row["protection"]) for row in told["rows"]]
    assert rows == [("C", 1), ("D", None), ("G", None)]
