"""Work for two processes at once, where there is so much of it that starting them pays."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, TypeVar

PROCESSES: Final = 2

Work = TypeVar("Work")
Made = TypeVar("Made")


def side_by_side(do: Callable[[Work], Made], works: Sequence[Work], few: int, at_a_time: int = 1) -> Iterator[Made]:
    """What comes of each piece of work, in the order given; up to so `few` are done here."""
    if len(works) <= few or (os.cpu_count() or 1) < PROCESSES:
        yield from map(do, works)
        return
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"))  # the same on every system
    try:
        yield from pool.map(do, works, chunksize=at_a_time)
    finally:
        pool.shutdown(cancel_futures=True)
