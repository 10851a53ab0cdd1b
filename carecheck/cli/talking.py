"""A conversation in a window or a pipe: text goes out, a typed line comes in, one after the other."""

import sys
from collections.abc import Generator
from typing import Final, TypeVar

from carecheck.cli.output import put

MOST_OF_A_LINE: Final = 2000

Outcome = TypeVar("Outcome")


def hold(lines: Generator[str, str, Outcome]) -> Outcome | None:
    """Hold a conversation that yields what to show and is sent what was typed; None when the input ends before it."""
    try:
        text = next(lines)
        while True:
            put(text)
            line = _read_line()
            if line is None:
                lines.close()
                return None
            text = lines.send(line)
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome


def _read_line() -> str | None:
    """The next line that was typed, without what is too long of it; None when the input has ended."""
    line = sys.stdin.readline(MOST_OF_A_LINE)
    rest = line
    while rest and not rest.endswith("\n"):
        rest = sys.stdin.readline(MOST_OF_A_LINE)
    if line and not sys.stdin.isatty():
        put(line if line.endswith("\n") else f"{line}\n")  # else what is kept of the conversation could not be read
    return line or None
