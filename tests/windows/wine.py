"""Windows computers in Wine prefixes: cloned, seeded, run in, looked at, and switched off.

Rules that hold here, each learnt from a test that hung or died:

- The three standard streams are pipes, /dev/null or a window, never files: Windows Python 3.13 on Wine 8 dies at start
  on a file.
- We wait for the program, never for the end of its output: Wine's background programs keep the pipes open for ever.
- Everything has a limit of time, and is ended by its own wineserver, never by name.
- Wine's debugger is off: a crash ends the program instead of opening a window.
"""

import os
import pty
import re
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import Any, Final, Self

from tests.cli.running import Ran
from tests.windows.registry import Registry, keys_of, registry_file

RUN_SECONDS: Final = 120.0
BOOT_SECONDS: Final = 180.0
SERVER_STAYS_SECONDS: Final = 600
WINE_CRASHED: Final = "wine: Unhandled page fault"
WINE_SAYS: Final = "Read access denied for device"
SHARED: Final = (".dll", ".exe", ".sys", ".drv", ".nls", ".ttf")

_WINDOW_CODES: Final = re.compile(r"\x1b\[[?\d;]*[A-Za-z]")

Output = Callable[[bytes], object]


class Running:
    """A program that runs in Windows; `outputs` are the ends of its output and error that we read."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", outputs: tuple[int, ...], on_output: Output | None, encoding: str
    ) -> None:
        self.process = process
        self._on_output = on_output
        self._encoding = encoding
        self._read = {output: bytearray() for output in outputs}
        self._selector = selectors.DefaultSelector()
        for output in outputs:
            os.set_blocking(output, False)
            self._selector.register(output, selectors.EVENT_READ)

    def finish(self, seconds: float = RUN_SECONDS) -> Ran:
        """What it gave back, once it has ended. Raises TimeoutError, and ends it, when it takes too long."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > until:
                self._end()
                raise TimeoutError(f"It did not end in {seconds:g} s.\n{self._told()}")
            self._take(0.05)
        while self._take(0):  # all that it wrote is there by now
            pass
        self._close()
        out, *err = self._told()
        return Ran(self.process.returncode, out, "".join(err))

    def wait_for(self, text: str, seconds: float = RUN_SECONDS) -> None:
        """Wait until it has written this. Raises TimeoutError, and ends it, when it does not."""
        until = time.monotonic() + seconds
        while not any(text in told for told in self._told()):
            if time.monotonic() > until or self.process.poll() is not None:
                self._end()
                raise TimeoutError(f"It did not say {text!r}.\n{self._told()}")
            self._take(0.05)

    def press(self, keys: str) -> None:
        """Press keys in its window."""
        (window,) = self._read
        os.write(window, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl+C."""
        self.process.send_signal(signal.SIGINT)  # Wine makes it Windows' own event

    def _end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._close()

    def _close(self) -> None:
        self._selector.close()
        for output in self._read:
            os.close(output)

    def _take(self, seconds: float) -> bool:
        taken = False
        for key, _ in self._selector.select(seconds):
            part = b""
            with suppress(OSError):  # a window that is closed
                part = os.read(key.fd, 65_536)
            if not part:
                self._selector.unregister(key.fd)
                continue
            taken = True
            self._read[key.fd] += part
            if self._on_output:
                self._on_output(part)
        return taken

    def _told(self) -> list[str]:
        return [_readable(bytes(read).decode(self._encoding, "replace")) for read in self._read.values()]


class Prefix:
    """A Windows computer: its disk, its registry, and what runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.switch_off()

    @property
    def drive_c(self) -> Path:
        """Where drive C: lies on this computer."""
        return self.folder / "drive_c"

    @property
    def system32(self) -> Path:
        """Windows' own libraries."""
        return self.drive_c / "windows" / "system32"

    def here(self, path: str) -> Path:
        r"""Where a file of drive C: (C:\...) lies on this computer."""
        return self.drive_c.joinpath(*PureWindowsPath(path).parts[1:])

    def clone_to(self, folder: Path) -> None:
        """Make another computer like this one. Libraries and programs are shared with it, all other files copied."""

        def link_or_copy(source: str, target: str) -> None:
            (os.link if source.endswith(SHARED) else shutil.copy2)(source, target)

        shutil.copytree(self.folder, folder, symlinks=True, copy_function=link_or_copy)

    def switch_on(self, *how: str) -> None:
        """Start what runs in the background, so that it holds none of our pipes."""
        self.quietly("wineserver", f"-p{SERVER_STAYS_SECONDS}")
        self.quietly("wine", "wineboot", *how)

    def switch_off(self) -> None:
        """End everything that runs on it, and write the registry to the disk."""
        self.quietly("wineserver", "-k")
        self.quietly("wineserver", "-w")

    def run(self, *command: str | Path, seconds: float = RUN_SECONDS, **how: Any) -> Ran:
        """Run a Windows program and wait until it has ended; `how` is that of `start`."""
        return self.start(*command, **how).finish(seconds)

    def start(
        self,
        *command: str | Path,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        on_output: Output | None = None,
    ) -> Running:
        """Start a Windows program, with pipes for what it writes. The command is its path here, and its arguments."""
        (out, write_out), (err, write_err) = os.pipe(), os.pipe()
        process = self._open(command, cwd, environment, (subprocess.DEVNULL, write_out, write_err))
        return Running(process, (out, err), on_output, encoding)

    def start_in_window(
        self, *command: str | Path, cwd: Path | None = None, environment: Mapping[str, str] | None = None
    ) -> Running:
        """Start a Windows program in a console window of its own, in which `press` types."""
        window, inside = pty.openpty()
        process = self._open(command, cwd, {"TERM": "xterm", **(environment or {})}, (inside, inside, inside))
        return Running(process, (window,), None, "utf-8")

    def seed(self, registry: Registry) -> None:
        """Write these values into the registry."""
        file = self.drive_c / "seed.reg"
        file.write_bytes(registry_file(registry))
        self.quietly("wine", "reg", "import", r"C:\seed.reg")
        file.unlink()

    def registry(self, root: str) -> dict[str, str]:
        """All keys under a root or key, each with its values as text."""
        file = self.drive_c / "export.reg"
        self.quietly("wine", "reg", "export", root, r"C:\export.reg", "/y")
        keys = keys_of(file.read_bytes())
        file.unlink()
        return keys

    def files(self) -> dict[str, tuple[int, int]]:
        """Every file and folder of drive C: with its size and the time of its last change."""
        found = {str(path.relative_to(self.drive_c)): path.lstat() for path in self.drive_c.rglob("*")}
        return {name: (status.st_size, status.st_mtime_ns) for name, status in found.items()}

    def quietly(self, *command: str) -> None:
        """Run one of Wine's own programs to its end. Raises when it fails."""
        nothing = subprocess.DEVNULL
        environment = self.environment()
        subprocess.run(
            command, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, timeout=BOOT_SECONDS, check=True
        )

    def environment(self) -> dict[str, str]:
        """What a program finds: nothing of the settings of this computer, but where programs are."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self.folder),
            "WINEPREFIX": str(self.folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "winedbg.exe=d;winemenubuilder.exe=d",
            "DISPLAY": "",
        }

    def _open(
        self,
        command: Sequence[str | Path],
        cwd: Path | None,
        environment: Mapping[str, str] | None,
        streams: tuple[int, int, int],
    ) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            ["wine", *map(str, command)],
            cwd=cwd or self.drive_c,
            env=self.environment() | dict(environment or {}),
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            start_new_session=True,
        )
        for stream in {stream for stream in streams if stream >= 0}:
            os.close(stream)
        return process


def windows_path(path: Path) -> str:
    """How Windows names a file of this computer."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def _readable(text: str) -> str:
    lines = _WINDOW_CODES.sub("", text).replace("\r", "").splitlines(keepends=True)
    return "".join(line for line in lines if WINE_SAYS not in line)
