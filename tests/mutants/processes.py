"""Processes in which a mutant is tried, with an end to time and memory."""

import json
import os
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, Literal

Outcome = Literal["killed", "survived", "too long", "no test"]

CPU_SECONDS: Final = 40
SECONDS: Final = 180
MEMORY: Final = 3 << 30


def forked(is_noticed: Callable[[], bool]) -> Outcome:
    """The outcome of a trial in a process of its own. One that never ends or takes all memory has been noticed, too."""
    child = os.fork()
    if not child:
        try:
            _bounded()
            os._exit(1 if is_noticed() else 0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what the tests had started
    if os.WIFSIGNALED(status):
        return "too long"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def result_of(make: Callable[[], Any]) -> Any:
    """What a function gives in a process of its own, so that nothing of it stays in this one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as told:
            json.dump(make(), told)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        result = json.load(told)
    os.waitpid(child, 0)
    return result


def silenced() -> None:
    """Say nothing from here on; MUTANTS_LOG names a file in which it can be read why tests are not collected."""
    nothing = os.open(os.environ.get("MUTANTS_LOG", os.devnull), os.O_RDWR | os.O_CREAT | os.O_APPEND)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)


def _bounded() -> None:
    os.setsid()
    silenced()
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
