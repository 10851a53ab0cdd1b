"""The made-up Windows computers behave as the tests of this folder take for granted."""

from pathlib import Path

import pytest

from tests.windows.conftest import StartPc
from tests.windows.lane import compile_dll
from tests.windows.pc import WindowsPc
from tests.windows.registry import Expand, Qword, Value

KEY = r"HKLM\SOFTWARE\carecheck tests"
READ_IT = rf"""
import winreg
with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"{KEY.removeprefix("HKLM" + chr(92))}") as key:
    print(ascii(winreg.QueryValueEx(key, "it")))
"""


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ('St Anne\'s "\u00a3\u00e9" C:\\', ('St Anne\'s "\u00a3\u00e9" C:\\', 1)),
        (Expand("%WINDIR%"), ("%WINDIR%", 2)),
        (b"\x00\xff", (b"\x00\xff", 3)),
        (4355, (4355, 4)),
        (["a", "\u00e9"], (["a", "\u00e9"], 7)),
        (Qword(2**40), (2**40, 11)),
    ],
)
def test_every_kind_of_value_arrives(pc: WindowsPc, value: Value, read: object) -> None:
    pc.seed({KEY: {"it": value}})

    assert pc.python("-c", READ_IT).out == f"{read!a}\n"


def test_the_build_of_windows_is_the_one_in_the_registry(windows_pc: StartPc) -> None:
    version = {"CurrentVersion": "10.0", "CurrentBuild": "26100", "CurrentBuildNumber": "26100"}
    pc = windows_pc(registry={r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion": version})

    ran = pc.python("-c", "import sys; print(*sys.getwindowsversion()[:3])")

    assert ran.out == "10 0 26100\n"


def test_each_computer_has_a_registry_and_a_disk_of_its_own(pc: WindowsPc, windows_pc: StartPc) -> None:
    pc.seed({KEY: {"it": "mine"}})
    pc.here(r"C:\mine.txt").write_text("mine")

    other = windows_pc()

    assert other.python("-c", READ_IT).code == 1
    assert not other.here(r"C:\mine.txt").exists()


def test_no_folder_of_a_person_is_one_of_the_real_computer(pc: WindowsPc) -> None:
    links = [path for path in (pc.drive_c / "users").rglob("*") if path.is_symlink()]

    assert links == []


def test_much_output_comes_whole(pc: WindowsPc) -> None:
    ran = pc.python("-c", "print('x' * 3_000_000)")

    assert len(ran.out) == 3_000_001


def test_a_program_that_does_not_end_is_ended(pc: WindowsPc) -> None:
    with pytest.raises(TimeoutError, match="still here"):
        pc.python("-uc", "import time; print('still here'); time.sleep(600)", seconds=3)


def test_a_window_shows_every_letter_and_takes_keys(pc: WindowsPc) -> None:
    reads_a_key = "import msvcrt; print('caf\\u00e9 \\u2714 ready'); print('got', msvcrt.getwch())"
    window = pc.start_in_window(pc.lane.python, "-c", reads_a_key)
    window.wait_for("caf\u00e9 \u2714 ready")

    window.press("q")

    assert "got q" in window.finish().out


def test_the_file_of_a_stand_in_can_be_compiled_and_called(pc: WindowsPc, tmp_path: Path) -> None:
    source = tmp_path / "five.c"
    source.write_text("#include <windows.h>\n__declspec(dllexport) DWORD WINAPI Five(void) { return 5; }\n")
    compile_dll(source, pc.here(r"C:\five.dll"))

    assert pc.python("-c", r"import ctypes; print(ctypes.WinDLL(r'C:\five.dll').Five())").out == "5\n"
