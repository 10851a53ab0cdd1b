"""What each test runs of the modules that get mutants, so that only tests that may notice a fault are tried."""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, Final

import coverage  # type: ignore[import-not-found,unused-ignore]  # comes with the extra "measure"
import pytest

from tests.mutants.making import Mutant

SECONDS: Final = 5.0  # of the processor, that the tests of one mutant took without a fault


@dataclass(frozen=True)
class Reached:
    """A test, how long it took, and the lines of each module that it ran."""

    test: str
    seconds: float
    lines: Mapping[str, frozenset[int]]

    @classmethod
    def read(cls, one: Any) -> "Reached":
        """As it came from another process."""
        return cls(one[0], one[1], {path: frozenset(lines) for path, lines in one[2].items()})

    def written(self) -> list[object]:
        """As it goes to another process."""
        return [self.test, self.seconds, {path: sorted(lines) for path, lines in self.lines.items()}]


def reaching(session: pytest.Session, items: Sequence[pytest.Item], paths: Sequence[str]) -> Iterator[Reached]:
    """Run every test once, without a fault. One that fails then tells nothing, and is left out."""
    here = {str(Path(path).resolve()): path for path in paths}
    measure: Any = coverage.Coverage(data_file=None, include=list(here), config_file=False)
    measure.start()
    took: dict[str, float] = {}
    for at, item in enumerate(items):
        measure.switch_context(item.nodeid)
        began, failed = time.process_time(), session.testsfailed
        _run(item, items[at + 1] if at + 1 < len(items) else None)
        if session.testsfailed == failed:
            took[item.nodeid] = time.process_time() - began
    measure.stop()
    lines: dict[str, dict[str, set[int]]] = {}
    for file, path in here.items():
        for line, tests in measure.get_data().contexts_by_lineno(file).items():
            for test in tests:
                lines.setdefault(test, {}).setdefault(path, set()).add(line)
    for test, seconds in took.items():
        yield Reached(test, seconds, {path: frozenset(each) for path, each in lines.get(test, {}).items()})


def telling(mutant: Mutant, reached: Iterable[Reached], *, far: bool = False) -> list[str]:
    """The tests that may notice a mutant, the most telling first, as many as there is time for.

    `far`: also those that never come to the changed function; what it gave may be kept, or stand in a table.
    """
    first, last = _span(mutant.path, mutant.function)
    chosen: list[tuple[int, float, str]] = []
    for one in reached:
        lines = one.lines.get(mutant.path, frozenset())
        is_near = any(first < line <= last for line in lines)
        distance = 0 if mutant.line in lines or mutant.function is None else 1 if is_near else 2 if lines else 3
        if far or distance < 2:
            chosen.append((distance, one.seconds, one.test))
    left = SECONDS
    found: list[str] = []
    for _, seconds, test in sorted(chosen):
        if left > 0:
            found.append(test)
            left -= max(seconds, 0.001)
    return found


def run_until_one_fails(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    """Whether a test fails."""
    for at, item in enumerate(items):
        _run(item, items[at + 1] if at + 1 < len(items) else None)
        if session.testsfailed:
            return True
    return False


def _run(item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


@cache
def _span(path: str, function: str | None) -> tuple[int, int]:
    """The lines of a function; of none, all."""
    for code in codes_in(compile(Path(path).read_text(encoding="utf-8"), path, "exec")):
        if code.co_qualname == function:
            inside = (code, *codes_in(code))
            return code.co_firstlineno, max(line for one in inside for _, _, line in one.co_lines() if line)
    return 0, sys.maxsize


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """The code of all functions inside, however deep."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from codes_in(one)
