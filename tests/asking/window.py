"""A real terminal, in which a person types and of which we read what stands on the screen."""

import subprocess
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

LONG_ENOUGH: Final = 30.0
TMUX: Final = "/usr/bin/tmux"


@dataclass(frozen=True, slots=True)
class Window:
    """A terminal of tmux with one program in it."""

    socket: Path

    def types(self, *keys: str) -> None:
        """Press keys, by the names that tmux has for them: Enter, C-c, C-d."""
        self._tmux("send-keys", "-t", "0", *keys)

    def answers(self, text: str) -> None:
        """Type a line."""
        self._tmux("send-keys", "-t", "0", "-l", text)
        self.types("Enter")

    def text(self) -> str:
        """Everything that was shown so far; a line that the window had to break is one line again."""
        return self._tmux("capture-pane", "-p", "-J", "-t", "0", "-S", "-").rstrip() + "\n"

    def until(self, text: str) -> str:
        """What is shown as soon as this text is a part of it."""
        return self.until_there_are(1, text)

    def until_there_are(self, amount: int, text: str) -> str:
        """What is shown as soon as this text is a part of it so many times."""
        end = time.monotonic() + LONG_ENOUGH
        while time.monotonic() < end:
            shown = self.text()
            if shown.count(text) >= amount:
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{text!r} was not shown:\n{self.text()}")

    def _tmux(self, *arguments: str) -> str:
        command = [TMUX, "-S", str(self.socket), *arguments]
        return subprocess.run(command, capture_output=True, check=True, timeout=LONG_ENOUGH, text=True).stdout


@contextmanager
def open_window(
    folder: Path, command: Sequence[str | Path], environment: Mapping[str, str], columns: int = 80
) -> Generator[Window]:
    """A terminal of that width in which a command runs; it stays open when the command has ended, and says how."""
    settings = "".join(f"export {name}='{value}'\n" for name, value in environment.items())
    line = " ".join(f"'{part}'" for part in command)
    script = f"trap : INT\nunset COLUMNS LINES\n{settings}cd '{folder}'\n{line}\necho \"ended with $?.\"\nsleep 600\n"
    with TemporaryDirectory() as own:  # the name of a socket must be short
        window = Window(Path(own) / "tmux")
        server = (TMUX, "-S", str(window.socket))
        start = ("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", "40", "sh", "-c", script)
        subprocess.run([*server, *start], check=True, timeout=LONG_ENOUGH)
        try:
            yield window
        finally:
            subprocess.run([*server, "kill-server"], check=False, timeout=LONG_ENOUGH)
