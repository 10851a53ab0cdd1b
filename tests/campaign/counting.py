"""The table of the fault campaign: how many faults were tried, and what came of them.

    python -m pytest -n auto -m campaign                                    the campaign alone
    python -m pytest -n auto -m campaign --hypothesis-profile=campaign      the same with many more pairs of faults

A test takes part by the fixture `tried`: it says what it tries, and how many, before it looks at what comes of it. Every
run of tests ends with the table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, Protocol

import pytest
from msgspec import convert

from carecheck.systems import SystemName

Never = Literal["a false green", "a crash", "a lost file"]
Row = Literal[
    "Linux, one bad answer",
    "Windows, one bad answer",
    "macOS, one bad answer",
    "all answers bad at once",
    "two bad answers",
    "facts and answers of people hidden",
    "name servers",
    "web servers",
    "files cut off or changed",
    "saving stopped or refused",
    "inputs made to confuse",
]


class Tried(Protocol):
    """Counts what a test tries."""

    def __call__(self, row: Row, number: int = 1) -> None:
        """So many more of this row."""


# What must never come of it.
NEVER: Final[dict[Row, Never]] = {
    "Linux, one bad answer": "a false green",
    "Windows, one bad answer": "a false green",
    "macOS, one bad answer": "a false green",
    "all answers bad at once": "a false green",
    "two bad answers": "a false green",
    "facts and answers of people hidden": "a false green",
    "name servers": "a false green",
    "web servers": "a false green",
    "files cut off or changed": "a crash",
    "saving stopped or refused": "a lost file",
    "inputs made to confuse": "a crash",
}
IN_ALL: Final[Mapping[Never, str]] = {
    "a false green": "all faults",
    "a crash": "all inputs",
    "a lost file": "all interruptions",
}
ONE_BAD_ANSWER: Final[Mapping[SystemName, Row]] = {
    "linux": "Linux, one bad answer",
    "windows": "Windows, one bad answer",
    "macos": "macOS, one bad answer",
}
PROPERTY: Final = "campaign"


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Tried:
    """Count what a test tries for the table: `tried("two bad answers", 100)`."""
    numbers: dict[Row, int] = dict.fromkeys(NEVER, 0)
    request.node.user_properties.append((PROPERTY, numbers))

    def count(row: Row, number: int = 1) -> None:
        numbers[row] += number

    return count


def take_part(items: Iterable[pytest.Item]) -> None:
    """Mark each test that counts for the table, so that `-m campaign` finds it."""
    for item in items:
        if isinstance(item, pytest.Function) and "tried" in item.fixturenames:
            item.add_marker(PROPERTY)


def table(reports: Iterable[pytest.TestReport]) -> Iterator[str]:
    """The lines of the table; none where no test of the campaign ran."""
    numbers: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for report in reports:
        rows: dict[str, int] = {}
        for name, value in report.user_properties:
            rows |= _numbers(value) if name == PROPERTY else {}
        numbers.update(rows)
        failed.update(row for row, number in rows.items() if number and report.failed)
    if any(numbers.values()):
        yield f"{'made to fail':36} {'tried':>9}  must never come of it"
    for row, never in NEVER.items():
        yield from _line(row, numbers[row], never, failed[row])
    for never, name in IN_ALL.items():
        of_it = [row for row in NEVER if NEVER[row] == never]
        yield from _line(name, sum(numbers[row] for row in of_it), never, sum(failed[row] for row in of_it))


def _line(name: str, number: int, never: Never, times: int) -> Iterator[str]:
    if number:
        yield f"{name:36} {number:9,}  {never}: {f'{times} TIMES' if times else 'never came'}"


def _numbers(value: object) -> dict[str, int]:
    """What a test tried of each row, as it may have come from another process."""
    return convert(value, dict[str, int])
