"""How the program ends: when it is told to, and although something in it is stuck."""

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Final, NoReturn

# Whoever closes the window, or a time limit of a scheduled task, ends us as Ctrl+C does.
_LIKE_CTRL_C: Final = ("SIGTERM", "SIGHUP")


def heed_signals() -> None:
    """Let the signals that end a program stop the work in good order; one that somebody has us ignore stays ignored."""
    for name in _LIKE_CTRL_C:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def leave(code: int) -> NoReturn:
    """Leave with that exit code. A thread that waits at a dead disk, perhaps for ever, keeps nobody waiting."""
    waited_for = [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    if not waited_for:
        sys.exit(code)
    programs = sys.modules.get("carecheck.look.programs")  # where it was not needed, no program was started
    if programs is not None:
        programs.end_all()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
