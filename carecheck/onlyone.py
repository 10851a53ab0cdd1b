"""One carecheck at a time: what reads a file and then writes it anew must not lose what another wrote meanwhile."""

import contextlib
import errno
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun

LOCK_FILE: Final = ".carecheck-lock"  # only on Windows, which cannot lock a folder; gone when nobody holds it
WAIT_SECONDS: Final = 10.0
_TRY_EACH_SECONDS: Final = 0.05
_TAKEN: Final = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextlib.contextmanager
def only_one(folder: Path, says: str, wait_seconds: float = WAIT_SECONDS) -> Generator[None]:
    """Hold a folder for ourselves; the system lets go of it however we end.

    Raises CannotRun with what it `says` when another carecheck holds it for too long. Where a disk knows no locks, we
    go on without.
    """
    handle = _handle(folder)
    if handle is None:
        yield
        return
    try:
        _lock(handle, says, wait_seconds)
        yield
    finally:
        os.close(handle)


def _handle(folder: Path) -> int | None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            return os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_TEMPORARY, 0o600)
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    return None


def _lock(handle: int, says: str, wait_seconds: float) -> None:
    last = time.monotonic() + wait_seconds
    while True:
        try:
            _try_to_lock(handle)
        except OSError as error:
            if error.errno not in _TAKEN:
                return
            if time.monotonic() >= last:
                raise CannotRun(says) from None
            time.sleep(_TRY_EACH_SECONDS)
        else:
            return


def _try_to_lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
