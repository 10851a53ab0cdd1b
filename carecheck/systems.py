"""The systems that a computer can have, and the releases of them whose screens differ."""

import sys
from typing import Final, Literal

SystemName = Literal["windows", "macos", "linux"]

# Whose menus a computer has; see data/menus.yaml. A Windows Server has those of the Windows of its time.
Release = Literal["windows_10", "windows_11"]

FIRST_BUILD_OF_WINDOWS_11: Final = 22000
NEWEST_WINDOWS: Final[Release] = "windows_11"


def windows_release(build: int) -> Release:
    """The release by the build of a Windows."""
    return "windows_11" if build >= FIRST_BUILD_OF_WINDOWS_11 else "windows_10"


def this_system() -> SystemName:
    """The system on which carecheck runs; any other kind of Unix is taken for a Linux."""
    return "windows" if sys.platform == "win32" else "macos" if sys.platform == "darwin" else "linux"
