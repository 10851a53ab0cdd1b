"""Programs of this computer, run so that they cannot do harm and leave nothing behind.

A program gets fixed arguments and no shell; no input; only the environment that is given; a limit of time and of
output; and a process group of its own, which is ended whole. What has left that group is known by a mark in its
environment, and is ended before carecheck itself ends.
"""

import atexit
import contextlib
import errno
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import IO, Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.machine import Ran, RunProgram

MARK: Final = "CARECHECK_STARTED_THIS"
MOST_ENVIRONMENT: Final = 100_000  # bytes; ours is far shorter

SECONDS_TO_START: Final = 1.0

_own_mark: Final = secrets.token_hex(8)
_starting: Final[set[object]] = set()
_running: Final[set[subprocess.Popen[bytes]]] = set()
_over: Final = Event()  # carecheck is about to end: nothing starts any more


class Ids(NamedTuple):
    """The login and groups whose rights a program gets; None: our own."""

    user: int | None
    group: int | None
    more_groups: list[int] | None


OUR_OWN: Final = Ids(None, None, None)


def run_to_the_end(path: str, question: RunProgram, environment: Mapping[str, str], rights: Ids) -> Ran | Unknown:
    """Run the program at `path` with the question's arguments and limits. Raises OSError when it cannot be started."""
    process = _started(path, question.argv[1:], environment, rights)
    readers = [_Reader(process, pipe, question.most_bytes) for pipe in (process.stdout, process.stderr)]
    late = not _ends_within(process, question.seconds)
    _end(process)
    gone = _ends_within(process, 1)  # a program that waits for a dead disk cannot be ended
    _running.discard(process)
    for reader in readers:
        reader.join(1)
    holds_on = any(reader.is_alive() for reader in readers)  # a child that left the group may still hold the pipe
    if holds_on:
        _end_left_behind()
    name = question.argv[0]
    if any(reader.too_much for reader in readers):
        return Unknown("unreadable", f"{name} printed more than {question.most_bytes:,} bytes")
    if late or not gone:
        return Unknown("timed_out", f"{name} took more than {question.seconds:g} s")
    if holds_on:
        return Unknown("unreadable", f"{name} left a program behind that holds its output")
    return Ran(process.returncode, readers[0].raw, readers[1].raw)


def _started(
    path: str, arguments: Sequence[str], environment: Mapping[str, str], rights: Ids
) -> subprocess.Popen[bytes]:
    ticket = object()
    _starting.add(ticket)
    try:
        if _over.is_set():
            raise InterruptedError(errno.EINTR, "carecheck ends")
        process = subprocess.Popen(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd="/",
            env={**environment, MARK: _own_mark},
            start_new_session=True,
            user=rights.user,
            group=rights.group,
            extra_groups=rights.more_groups,
        )
        _running.add(process)
    finally:
        _starting.discard(ticket)
    return process


class _Reader(Thread):
    """Reads one output of a program to its end, and ends the program when it says too much."""

    def __init__(self, process: subprocess.Popen[bytes], pipe: IO[bytes] | None, most_bytes: int) -> None:
        super().__init__(daemon=True)
        self.raw = b""
        self.too_much = False
        self._process = process
        self._pipe = pipe
        self._most_bytes = most_bytes
        self.start()

    def run(self) -> None:
        if self._pipe is None:
            return
        parts: list[bytes] = []
        room = self._most_bytes
        with self._pipe as pipe:
            while part := os.read(pipe.fileno(), 65_536):
                room -= len(part)
                if room < 0:
                    self.too_much = True
                    _end(self._process)
                    break
                parts.append(part)
        self.raw = b"".join(parts)


def _ends_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError as error:
        if error.errno not in (errno.ESRCH, errno.EPERM):  # it has ended, or runs with other rights than ours
            raise


@atexit.register
def end_all() -> None:
    """End whatever was started here, for good: a scan that is over or stopped leaves no program running."""
    _over.set()
    until = time.monotonic() + SECONDS_TO_START
    while _starting and time.monotonic() < until:  # what is half started is not to be found yet
        time.sleep(0.005)
    for process in tuple(_running):
        _end(process)
    _end_left_behind()


def _end_left_behind() -> None:
    """End the programs that have left the group in which they were started (Linux tells of them, macOS does not)."""
    for number in _left_behind():
        with contextlib.suppress(OSError):  # it has ended meanwhile, or has other rights than ours
            os.kill(number, signal.SIGKILL)


def _left_behind() -> Iterator[int]:
    wanted = f"{MARK}={_own_mark}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError), (folder / "environ").open("rb") as file:
            if wanted in file.read(MOST_ENVIRONMENT).split(b"\0"):
                yield int(folder.name)
