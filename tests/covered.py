"""Which branches the tests take: `python -m tests.covered` runs them and holds the figures against the bars.

    python -m tests.covered                                  everything, as `pytest -n auto`; takes half an hour
    python -m tests.covered tests/judge tests/report         only these; options are pytest's
    python -m tests.covered --told                           the figures of the last run again

Processes that the tests start are followed. It needs `pip install -e '.[test,measure]'`. What cannot run here is told apart:
the doors to Windows and macOS are tried on those systems, and by `tests/windows/run` inside Windows Python.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path("build/covered")
SETTINGS: Final = """\
[run]
branch = true
parallel = true
source = carecheck
data_file = {folder}/data
patch = subprocess, _exit
sigterm = true
disable_warnings = no-data-collected, module-not-measured, couldnt-parse
[report]
exclude_also =
    if TYPE_CHECKING:
    assert_never
"""


@dataclass(frozen=True)
class Bar:
    """A part of carecheck, and how many of a hundred branches the tests must take."""

    name: str
    beginnings: tuple[str, ...]
    least: float
    without: tuple[str, ...] = ()


ELSEWHERE: Final = ("carecheck/look/windows_door/",)  # it runs inside Windows Python only
BARS: Final = (
    Bar("judging", ("carecheck/judge/",), 97),
    Bar("report", ("carecheck/report/",), 97),
    Bar("domain parsers", ("carecheck/look/domain/", "carecheck/look/website/"), 97),
    Bar("everything", ("carecheck/",), 90),
    Bar("without the door to Windows", ("carecheck/",), 90, ELSEWHERE),
)


@dataclass(frozen=True)
class Taken:
    """How many branches and lines there are, and how many the tests took."""

    branches: int = 0
    branches_taken: int = 0
    lines: int = 0
    lines_taken: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(
            self.branches + other.branches,
            self.branches_taken + other.branches_taken,
            self.lines + other.lines,
            self.lines_taken + other.lines_taken,
        )

    @property
    def share(self) -> float:
        """Of a hundred branches, how many were taken."""
        return 100 * self.branches_taken / self.branches if self.branches else 100

    def __str__(self) -> str:
        of_lines = 100 * self.lines_taken / self.lines if self.lines else 100
        return f"{self.branches_taken:6} of {self.branches:6} branches {self.share:6.2f} %, {of_lines:6.2f} % of lines"


def main(arguments: Sequence[str]) -> int:
    """Run the tests, print the figures; 1 when one is below its bar."""
    settings = FOLDER / "settings"
    if list(arguments) != ["--told"]:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        settings.write_text(SETTINGS.format(folder=FOLDER.resolve()), encoding="utf-8")
        wanted = list(arguments) or ["-n", "auto", "--dist", "worksteal"]
        coverage("run", f"--rcfile={settings.resolve()}", "-m", "pytest", "-q", "-p", "tests.covered", *wanted)
        coverage("combine", "-q", f"--rcfile={settings}")
    coverage("json", "-q", f"--rcfile={settings}", "-o", str(FOLDER / "figures.json"))
    files = _files(json.loads((FOLDER / "figures.json").read_text(encoding="utf-8")))
    below = [*_below(files)]
    return 1 if below else 0


def pytest_runtest_setup() -> None:
    """Measure on: Python stops measuring for good when a test runs into the end of the stack, as some do on purpose."""
    from coverage import Coverage  # type: ignore[import-not-found,unused-ignore]  # comes with the extra "measure"

    measure = Coverage.current()
    if measure is not None and sys.gettrace() is None:
        measure.stop()
        measure.start()


def coverage(*arguments: str) -> None:
    """Run coverage.py; that tests fail is told by pytest, and the figures come all the same."""
    subprocess.run([sys.executable, "-m", "coverage", *arguments], check=False, env={**os.environ, "CI": "true"})


def _files(told: Mapping[str, Any]) -> dict[str, Taken]:
    return {
        path.replace("\\", "/"): Taken(
            one["summary"]["num_branches"],
            one["summary"]["covered_branches"],
            one["summary"]["num_statements"],
            one["summary"]["covered_lines"],
        )
        for path, one in told["files"].items()
    }


def _below(files: Mapping[str, Taken]) -> Iterator[Bar]:
    """The parts below their bars; each part is printed."""
    for bar in BARS:
        chosen = {
            path: taken
            for path, taken in files.items()
            if path.startswith(bar.beginnings) and not (bar.without and path.startswith(bar.without))
        }
        whole = _sum(chosen.values())
        print(f"{bar.name:36} {whole}; the bar is {bar.least} %")  # noqa: T201 - its output is for whoever typed it
        if whole.share < bar.least:
            yield bar
    print()  # noqa: T201 - its output is for whoever typed it
    for path, taken in sorted(files.items(), key=lambda one: one[1].branches_taken - one[1].branches)[:40]:
        print(f"{path:56} {taken}")  # noqa: T201 - its output is for whoever typed it


def _sum(each: Iterable[Taken]) -> Taken:
    return sum(each, Taken())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
