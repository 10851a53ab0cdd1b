"""CPU time of programs under Wine. They leave their parents, so this process adopts them to count their time.

The wineserver, which does what the kernel does on a Windows, is not counted: it outlives every program.
"""

import ctypes
import os
import resource
import statistics
import time
from collections.abc import Callable
from contextlib import suppress

RUNS = 11
PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
SECONDS_TO_SETTLE = 0.2


def adopt() -> None:
    """Become the parent of what our children leave behind."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)


def cpu_of(run: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """CPU seconds of a run: the median of several, after one that warms the disk; and the best of them."""
    spent: list[float] = []
    for _ in range(runs + 1):
        before = _spent()
        run()
        time.sleep(SECONDS_TO_SETTLE)
        _bury()
        spent.append(_spent() - before)
    return statistics.median(spent[1:]), min(spent[1:])


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bury() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
