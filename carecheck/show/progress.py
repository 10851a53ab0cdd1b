"""A sign of life on standard error while a scan takes longer than people wait in silence."""

import contextlib
import sys
import threading
from collections.abc import Generator
from typing import Final, TextIO

SILENT_SECONDS: Final = 3.0

_TEXT: Final = "Still checking. This can take up to a minute."


@contextlib.contextmanager
def waiting(*, quiet: bool, stream: TextIO | None = None) -> Generator[None]:
    """Say once, after some seconds, that the work goes on; the line is erased when it is done.

    Nothing is said when `quiet`, or when nobody watches: the stream is not a terminal.
    """
    where = stream or sys.stderr
    if quiet or not where.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(where, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(where: TextIO, done: threading.Event) -> None:
    if done.wait(SILENT_SECONDS):
        return
    where.write(_TEXT)
    where.flush()
    done.wait()
    where.write("\r" + " " * len(_TEXT) + "\r")
    where.flush()
