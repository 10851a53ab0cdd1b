"""A survey in parts on a Dask cluster of this computer, held against the same survey in one piece.

.venv/bin/python -m tests.benchmarks.survey_parts [DOMAINS]        (from the project's folder; needs nsd, gcc)
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.benchmarks.survey_world import running_world

PARTS: Final = 4
WORKERS: Final = 2
SCRIPT: Final = Path(__file__).parents[2] / "fleet" / "dask" / "survey.py"


def seconds(*words: str | Path) -> float:
    """How long a command takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    return time.perf_counter() - start


def rows_of(folder: Path) -> list[bytes]:
    """The rows of a survey in order, without the first line, which tells when it began."""
    return sorted((folder / "domains.jsonl").read_bytes().splitlines()[1:])


def main() -> None:
    """Run both and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as place, running_world(number) as world:
        file, one, many = (Path(place, name) for name in ("homes.txt", "one", "many"))
        file.write_text("".join(f"{name}\n" for name in world.names))
        ask = ("--nameserver", world.address, "--rate", "0")
        whole = seconds("-m", "carecheck", "survey", file, "--output", one, *ask)
        shape = ("--shards", str(PARTS), "--workers", str(WORKERS))
        parts = seconds(SCRIPT, file, "--output", many, *shape, "--", *ask, "--processes", "1")
        same = "the same" if rows_of(one) == rows_of(many) else "NOT THE SAME"
        sys.stdout.write(
            f"{number:,} domains: in one piece {whole:.1f} s, in {PARTS} parts on {WORKERS} workers {parts:.1f} s; "
            f"rows: {len(rows_of(many)):,}, {same}; load {os.getloadavg()[0]:.1f}\n"
        )


if __name__ == "__main__":
    main()
