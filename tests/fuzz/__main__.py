"""The long run: `python -m tests.fuzz --seconds N [row ...]` tries new inputs on each row, and prints what broke.

A row is named whole or by its beginning: `dns.`, `windows.rdp`. Each gets N seconds of the processor. An input that
takes longer than a minute counts as broken, too. With atheris (`pip install atheris`, Linux and macOS), `--atheris`
lets what is reached in the code guide the inputs of one row.
"""

import argparse
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from types import FrameType
from typing import Any, Final, NoReturn

from tests.fuzz.mutations import random_input
from tests.fuzz.rows import Row

MOST_SECONDS: Final = 60.0  # for one input; the slowest honest one takes less than one

Place = tuple[str, str, int]


class TooLongError(Exception):
    """An input that keeps a parser busy for ever."""


@dataclass
class Tried:
    """What came of a row: how many inputs were tried, the slowest of them, and the smallest that broke each place."""

    inputs: int = 0
    slowest: float = 0.0
    slowest_bytes: int = 0
    broken: dict[Place, tuple[str, bytes]] = field(default_factory=dict[Place, tuple[str, bytes]])


def fault_of(row: Row, raw: bytes) -> tuple[Place, str] | None:
    """Where and how an input breaks a row; None: it does not."""
    try:
        row.feed(raw)
    except Exception as fault:
        last = traceback.extract_tb(fault.__traceback__)[-1]
        return (type(fault).__name__, last.filename, last.lineno or 0), str(fault)
    return None


def smallest(row: Row, raw: bytes, place: Place) -> bytes:
    """The same break with as little as possible: pieces are taken out, large ones first."""
    size = len(raw) // 2
    while size:
        at = 0
        while at < len(raw):
            less = raw[:at] + raw[at + size :]
            fault = fault_of(row, less)
            if fault and fault[0] == place:
                raw = less
            else:
                at += size
        size //= 2
    return raw


def try_row(row: Row, seconds: float, chance: random.Random) -> Tried:
    """Feed a row for so many seconds."""
    tried = Tried()
    end = time.process_time() + seconds
    while (started := time.process_time()) < end:
        raw = random_input(row.seeds, chance)
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        fault = fault_of(row, raw)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took = time.process_time() - started
        tried.inputs += 1
        if took > tried.slowest:
            tried.slowest, tried.slowest_bytes = took, len(raw)
        if fault and fault[0] not in tried.broken:
            tried.broken[fault[0]] = fault[1], smallest(row, raw, fault[0])
    return tried


def all_rows(library: Any = None) -> tuple[Row, ...]:
    """Every row; where atheris is given, the parsers tell it how far an input gets."""
    with library.instrument_imports(include=["carecheck"]) if library else nullcontext():
        from tests.fuzz.table import ROWS
    return ROWS


def guided(library: Any, row: Row, seconds: float) -> NoReturn:
    """Let atheris choose the inputs for so many seconds; it ends the program."""
    library.Setup([sys.argv[0], f"-max_total_time={seconds:.0f}"], row.feed, custom_mutator=_mutator(row))
    library.Fuzz()
    raise AssertionError


def _mutator(row: Row) -> Callable[[bytes, int, int], bytes]:
    def mutate(raw: bytes, most: int, seed: int) -> bytes:
        return random_input((raw, *row.seeds), random.Random(seed))[:most]

    return mutate


def main(arguments: Iterable[str]) -> int:
    """Print the table; 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rows", nargs="*", help="which rows, by name or its beginning; without any, all")
    parser.add_argument("--seconds", type=float, default=2.0, help="of the processor, for each row")
    parser.add_argument("--seed", type=int, default=None, help="to try the same inputs again")
    parser.add_argument("--atheris", action="store_true", help="let atheris guide the inputs of one row")
    wanted = parser.parse_args(list(arguments))
    library = import_module("atheris") if wanted.atheris else None
    rows = [row for row in all_rows(library) if not wanted.rows or row.name.startswith(tuple(wanted.rows))]
    if library:
        guided(library, rows[0], wanted.seconds)
    seed = random.randrange(1 << 32) if wanted.seed is None else wanted.seed
    print(f"seed {seed}")  # noqa: T201 - its output is for whoever typed it
    signal.signal(signal.SIGVTALRM, _too_long)
    broken = [fault for row in rows for fault in _told(row, try_row(row, wanted.seconds, random.Random(seed)))]
    for line in broken:
        print(line)  # noqa: T201 - its output is for whoever typed it
    print(f"{len(rows)} rows, {len(broken)} places broken")  # noqa: T201 - its output is for whoever typed it
    return 1 if broken else 0


def _told(row: Row, tried: Tried) -> list[str]:
    slow = f"slowest {tried.slowest * 1000:7.1f} ms, {tried.slowest_bytes:6} bytes"
    print(f"{row.name:28} {tried.inputs:8} tried  {slow}  {len(tried.broken)} broken", flush=True)  # noqa: T201 - its output is for whoever typed it
    return [
        f"{row.name}: {kind} in {file}:{line}: {text[:200]}\n    {raw[:400]!r}"
        for (kind, file, line), (text, raw) in tried.broken.items()
    ]


def _too_long(number: int, frame: FrameType | None) -> NoReturn:
    raise TooLongError


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
