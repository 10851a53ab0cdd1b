"""How long it takes to read and verify all check files, beside the floor of the commands and the bare YAML parser.

    .venv/bin/python -m tests.benchmarks.check_files       (from the project's folder)

Each run is a new process, and reads what a scan reads. "For 100" is the time of all files, by their number.
"""

import statistics
import subprocess
import sys
from typing import Final

from tests.benchmarks.start_up_and_scan import with_bytecode

RUNS: Final = 15

READ: Final = """
import gc
from time import process_time
from carecheck.cli.main import OBJECTS_BEFORE_LOOKING_FOR_GARBAGE
from carecheck.judge.checkfiles import load_checks
from carecheck.shipped import shipped
gc.set_threshold(OBJECTS_BEFORE_LOOKING_FOR_GARBAGE)
start = process_time()
checks = load_checks(shipped("checks"), with_examples=False)
print(process_time() - start, len(checks))
"""
FACTS: Final = """
import carecheck.judge.checkfiles
from time import process_time
from carecheck.facts.catalogue import catalogue
start = process_time()
facts = catalogue()
print(process_time() - start, len(facts))
"""
PARSER: Final = """
import yaml
from time import process_time
from carecheck.shipped import shipped
start = process_time()
texts = [path.read_text(encoding="utf-8") for path in shipped("checks").rglob("*.yaml")]
for text in texts:
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        pass
print(process_time() - start, len(texts))
"""
FLOOR: Final = """
from time import process_time
start = process_time()
import typer, rich
print(process_time() - start, 1)
"""


def seconds(program: str) -> tuple[list[float], int]:
    """The CPU seconds that a program measured in several runs, and how many things it had read."""
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=with_bytecode())
        for _ in range(RUNS + 1)
    ]
    found = [run.stdout.split() for run in runs[1:]]
    return [float(took) for took, _ in found], int(found[0][1])


def main() -> None:
    """Measure and print everything."""
    for name, program in (("import typer, rich", FLOOR), ("bare YAML parser", PARSER), ("facts alone", FACTS)):
        say(name, *seconds(program))
    took, number = seconds(READ)
    say("facts and check files", took, number)
    for_100 = statistics.median(took) / number * 100
    sys.stdout.write(f"for 100 check files: {for_100 * 1000:.0f} ms (best {min(took) / number * 1e5:.0f} ms)\n")


def say(name: str, took: list[float], number: int) -> None:
    sys.stdout.write(f"{name:24} {statistics.median(took) * 1000:5.1f} ms (best {min(took) * 1000:.1f}), {number}\n")


if __name__ == "__main__":
    main()
