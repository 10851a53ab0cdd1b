"""How much CPU time the Windows folder takes to start, beside carecheck in Windows Python as people install it.

    .venv/bin/python -m tests.benchmarks.windows_folder        (from the project's folder, on a quiet machine)

Both run in the same made-up Windows.
"""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.benchmarks.wine_cpu import adopt, cpu_of
from tests.windows.lane import make_lane
from tests.windows.pc import WindowsPc
from tests.windows.supplies import ROOT
from tests.windows.wine import Prefix


def main() -> None:
    """Measure and print."""
    adopt()
    lane = make_lane()
    with tempfile.TemporaryDirectory() as scratch:
        pc = WindowsPc(Path(scratch) / "pc", lane)
        Prefix(lane.template).clone_to(pc.folder)
        build = (sys.executable, ROOT / ".ci" / "windows" / "build_folder.py", pc.drive_c)
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        program = pc.here(r"C:\carecheck-windows\carecheck.exe")
        with pc:
            bare, _ = cpu_of(lambda: pc.python("-c", "pass"))
            for words in (["--help"], ["scan", "--offline", "--results", r"C:\results"]):
                installed, _ = cpu_of(partial(pc.carecheck, *words))
                folder, _ = cpu_of(partial(pc.run, program, *words))
                sys.stdout.write(f"carecheck {words[0]:7} installed {installed:.2f} s, folder {folder:.2f} s, ")
                sys.stdout.write(f"{folder / installed:.2f} times; bar 1.5\n")
    sys.stdout.write(f"python -c pass    {bare:.2f} s\n")


if __name__ == "__main__":
    main()
