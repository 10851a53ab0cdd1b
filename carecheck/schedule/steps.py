"""Commands of the system by which it takes up what was written, each run without a shell and without questions."""

import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from carecheck.errors import CannotRun
from carecheck.words import clean

SECONDS: Final = 60
PAUSE_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One command; `may_fail` where it ends what may not be running, `tries` where the system may be busy."""

    argv: tuple[str, ...]
    may_fail: bool = False
    tries: int = 1

    def __str__(self) -> str:
        return subprocess.list2cmdline(self.argv) if sys.platform == "win32" else shlex.join(self.argv)


def run_all(steps: Iterable[Step]) -> None:
    """Run one step after the other. Raises CannotRun with what the program said, where one fails."""
    for step in steps:
        _run(step)


def answer_of(argv: Sequence[str]) -> tuple[int, bytes]:
    """The exit code of a command, and what it printed. Raises CannotRun where it cannot be run."""
    try:
        ran = subprocess.run(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise CannotRun(
            f"There is no program {argv[0]} on this computer, so it cannot run carecheck by itself."
        ) from None
    except subprocess.TimeoutExpired:
        raise CannotRun(f"{argv[0]} gave no answer in {SECONDS} seconds. Try again later.") from None
    return ran.returncode, ran.stdout


def _run(step: Step) -> None:
    for left in reversed(range(step.tries)):
        code, told = answer_of(step.argv)
        if code == 0 or step.may_fail:
            return
        if left:
            time.sleep(PAUSE_SECONDS)
            continue
        raise CannotRun(f"This did not work: {step}\nThe computer said: {_words(told) or f'code {code}'}")


def _words(told: bytes) -> str:
    text = told.decode("oem" if sys.platform == "win32" else "utf-8", errors="replace")
    return clean(" ".join(text.split()))
