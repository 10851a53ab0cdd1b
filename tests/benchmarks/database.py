"""How long `carecheck overview --database` takes over 20,000 reports, and how much memory.

    .venv/bin/python -m tests.benchmarks.database [HOMES] [COMPUTERS]     (from the project's folder; 20,000 take 6 GB of disk)

The reports are those of `many_homes`. They are written without the looks at each text, which take most of the time: the first
ones are held against what a scan writes.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Final

import msgspec
import psutil

from carecheck.report import Report, report_bytes
from tests.benchmarks.many_homes import reports

RUNS: Final = 3
HELD_AGAINST: Final = 20
BAR_SECONDS, BAR_MB = 15, 600


def quick_bytes(report: Report) -> bytes:
    """What `report_bytes` gives for a report whose texts are clean."""
    content = msgspec.json.format(msgspec.json.encode(report, order="sorted"), indent=2) + b"\n"
    line = f'  "digest": "sha256:{sha256(content).hexdigest()}",\n'.encode()
    return content.replace(b'  "evidence": [', line + b'  "evidence": [', 1)


def write(folder: Path, homes: int, computers: int) -> tuple[int, int]:
    """Save the reports; how many files and bytes."""
    size = number = 0
    for number, (place, report) in enumerate(reports(homes, computers), start=1):
        file, content = folder / place, quick_bytes(report)
        assert number > HELD_AGAINST or content == report_bytes(report)
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(content)
    return number, size


def run(folder: Path, out: Path) -> str:
    """Run the command as a person does; how long it took, and how much memory all its processes had together."""
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "carecheck", "overview", str(folder), "--results", str(out), "--database"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        most = [0]
        watch = threading.Thread(target=_watch, args=(process, most))
        watch.start()
        assert process.wait() == 0
        wall = time.perf_counter() - start
        watch.join()
    after = getrusage(RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tables = sum(file.stat().st_size for file in out.rglob("*.parquet"))
    return (
        f"wall {wall:.1f} s (bar {BAR_SECONDS}), CPU {cpu:.1f} s, all processes {most[0]} MB (bar {BAR_MB}), "
        f"Parquet {tables / 1e6:.1f} MB, load {os.getloadavg()[0]:.1f}\n"
    )


def _watch(process: "subprocess.Popen[bytes]", most: list[int]) -> None:
    """Note how much memory the process and those that it began have at most."""
    while process.poll() is None:
        most[0] = max(most[0], sum(_memory(psutil.Process(process.pid))) // 1_000_000)
        time.sleep(0.1)


def _memory(process: psutil.Process) -> Iterator[int]:
    for one in (process, *process.children(recursive=True)):
        try:
            yield one.memory_info().rss
        except psutil.NoSuchProcess:
            continue


def main() -> None:
    """Make the reports once, and run the command on them some times."""
    homes, computers = (int(text) for text in (*sys.argv[1:], *("5000", "4")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "homes"
        files, size = write(folder, homes, computers)
        sys.stdout.write(f"{homes:,} homes: {files:,} reports, {size / 1e6:,.0f} MB\n")
        for number in range(RUNS):
            sys.stdout.write(run(folder, Path(place) / f"out-{number}"))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
