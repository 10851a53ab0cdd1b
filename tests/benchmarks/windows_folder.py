"""How much CPU time the Windows folder takes to start, beside carecheck in Windows Python as people install it.

    .venv/bin/python -m tests.benchmarks.windows_folder        (from the project's folder, on a quiet machine)

Both run in the same made-up Windows. Its processes leave their parents, so this process adopts them to count their time.
"""

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.windows.lane import make_lane
from tests.windows.pc import WindowsPc
from tests.windows.supplies import ROOT
from tests.windows.wine import Prefix

RUNS = 11
PR_SET_CHILD_SUBREAPER = 36  # prctl(2)
SECONDS_TO_SETTLE = 0.2


def cpu_of(run: Callable[[], object]) -> float:
    """CPU seconds of a run: the median of several, after one that warms the disk."""
    spent: list[float] = []
    for _ in range(RUNS + 1):
        before = _spent()
        run()
        time.sleep(SECONDS_TO_SETTLE)
        _bury()
        spent.append(_spent() - before)
    return statistics.median(spent[1:])


def main() -> None:
    """Measure and print."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    lane = make_lane()
    with tempfile.TemporaryDirectory() as scratch:
        pc = WindowsPc(Path(scratch) / "pc", lane)
        Prefix(lane.template).clone_to(pc.folder)
        build = (sys.executable, ROOT / ".ci" / "windows" / "build_folder.py", pc.drive_c)
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        program = pc.here(r"C:\carecheck-windows\carecheck.exe")
        with pc:
            bare = cpu_of(lambda: pc.python("-c", "pass"))
            for words in (["--help"], ["scan", "--offline", "--results", r"C:\results"]):
                installed = cpu_of(partial(pc.carecheck, *words))
                folder = cpu_of(partial(pc.run, program, *words))
                sys.stdout.write(f"carecheck {words[0]:7} installed {installed:.2f} s, folder {folder:.2f} s, ")
                sys.stdout.write(f"{folder / installed:.2f} times; bar 1.5\n")
    sys.stdout.write(f"python -c pass    {bare:.2f} s\n")


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bury() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    main()
