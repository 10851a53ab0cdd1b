"""A made-up Windows computer with Python and carecheck on it, for tests that look at it from outside."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tests.cli.running import Ran
from tests.windows.lane import Lane
from tests.windows.supplies import ROOT
from tests.windows.wine import Prefix, windows_path

DOCUMENTS: Final = "users/*/Documents/carecheck"
OF_WINE: Final = "\\Control\\Video\\"  # Wine itself writes about the display whenever a program starts


class WindowsPc(Prefix):
    """A Windows computer with this checkout's carecheck, on which somebody types commands."""

    def __init__(self, folder: Path, lane: Lane) -> None:
        super().__init__(folder)
        self.lane = lane

    def python(self, *arguments: str | Path, **how: Any) -> Ran:
        """Run Windows Python; `how` is that of `Prefix.run`."""
        return self.run(self.lane.python, *arguments, **how)

    def carecheck(self, *arguments: str | Path, encoding: str = "utf-8", **how: Any) -> Ran:
        """Run carecheck with its output in a pipe, in that encoding."""
        environment = {"PYTHONIOENCODING": encoding, **how.pop("environment", {})}
        return self.python("-m", "carecheck", *arguments, encoding=encoding, environment=environment, **how)

    def kept(self, pattern: str = "*.json") -> list[Path]:
        """The kept results of scans whose results went to Documents."""
        return sorted(path for folder in self.drive_c.glob(DOCUMENTS) for path in folder.rglob(pattern))

    def warm_up(self) -> None:
        """Let Wine do what it does once: when a program first has to do with windows, it writes about the display."""
        self.python("-c", "import ctypes; ctypes.WinDLL('user32').GetDesktopWindow()")

    def state(self) -> dict[str, object]:
        """Every key of the registry with its values, and every file with its size and time."""
        registry = self.registry("HKLM") | self.registry("HKCU")
        return {**{name: values for name, values in registry.items() if OF_WINE not in name}, **self.files()}

    def environment(self) -> dict[str, str]:
        """What a program finds: also where carecheck lies, and where to keep it compiled."""
        ours = {"PYTHONPATH": windows_path(ROOT), "PYTHONPYCACHEPREFIX": windows_path(self.lane.compiled)}
        return super().environment() | ours


def changed(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """The names that came, went or have another value between two states."""
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
