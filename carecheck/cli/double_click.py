"""What `carecheck.exe` runs in the folder for Windows: the commands, or, when double-clicked, a scan and its page."""

import sys
from typing import Final

from carecheck.cli import main
from carecheck.cli.output import say

_OURS: Final = 2  # carecheck.exe, and the Python that it started


def run() -> None:
    """Run the command that was typed; with none, in a window that closes when we end, scan, open the page, wait."""
    double_clicked = len(sys.argv) == 1 and _window_is_ours()
    code = main.main(["scan", "--open"] if double_clicked else sys.argv[1:])
    if double_clicked:
        say("\nPress any key to close this window.")
        _wait_for_key()
    sys.exit(code)


def _window_is_ours() -> bool:
    """Whether nobody else uses this window: a command line would be one more program in it."""
    if sys.platform == "win32":
        import ctypes

        programs = (ctypes.c_ulong * (_OURS + 1))()
        return 0 < ctypes.windll.kernel32.GetConsoleProcessList(programs, len(programs)) <= _OURS
    else:  # noqa: RET505 (mypy would call the rest unreachable)
        return False


def _wait_for_key() -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.getwch()
