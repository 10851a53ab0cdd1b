"""How much CPU time a whole scan of a made-up Windows computer takes, beside what Python alone takes there.

    .venv/bin/python -m tests.benchmarks.windows_scan [NAME...]        (from the project's folder, on a quiet machine)

Each name is a computer of tests/windows_facts/recordings; registry, files, services, COM and Win32 functions answer with
its rows. The stand-ins for COM are Python, too, so real Windows has less to do.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.wine_cpu import adopt, cpu_of
from tests.windows.lane import make_lane
from tests.windows.seeding import SeededPc
from tests.windows_facts.pcs import load_pc

USUAL = ("good_11_pro", "ltsc_2021")
BAR = 2.5


def main(names: list[str]) -> None:
    """Measure and print."""
    adopt()
    lane = make_lane()
    for name in names or USUAL:
        with tempfile.TemporaryDirectory() as scratch, SeededPc(Path(scratch) / "pc", lane, load_pc(name)) as pc:
            say(f"{name}: python -c pass", *cpu_of(partial(pc.python, "-c", "pass")))
            say(f"{name}: carecheck --help", *cpu_of(partial(pc.carecheck, "--help")))
            say(f"{name}: carecheck scan --offline", *cpu_of(pc.scan), f"; bar {BAR} s")


def say(what: str, median: float, best: float, remark: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{what:45} CPU {median:.2f} s (best {best:.2f}){remark}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
