"""A line now and then about how far long work has come, on standard error."""

import sys
import time
from typing import Final

from carecheck.cli.output import say
from carecheck.words import count, number

EACH_SECONDS: Final = 30.0
EACH_SECONDS_IN_WINDOW: Final = 1.0


class Teller:
    """Says how many things of many are done: in a window each second, else each half a minute."""

    def __init__(self, total: int, noun: str, *, plain: bool = False, also_of_short_work: bool = True) -> None:
        self._total, self._noun = total, noun
        self._in_window = sys.stderr.isatty() and not plain
        self._each = EACH_SECONDS_IN_WINDOW if self._in_window else EACH_SECONDS
        self._start = self._last = time.monotonic()
        self._tells_the_end = also_of_short_work
        self._length = 0

    def tell(self, done: int, in_this_run: int) -> None:
        """Say it, when it is time or when all is done."""
        now, over = time.monotonic(), done == self._total
        if now - self._last < self._each and not (over and self._tells_the_end):
            return
        self._last, self._tells_the_end = now, True
        line = self._line(done, in_this_run / (now - self._start) if now > self._start else 0.0)
        if self._in_window:
            sys.stderr.write(f"\r{line.ljust(self._length)}" + ("\n" if over else ""))
            sys.stderr.flush()
            self._length = len(line)
        else:
            say(line)

    def _line(self, done: int, rate: float) -> str:
        """How many are done, how fast it goes, and how long it will take."""
        told = f"{number(done)} of {count(self._total, self._noun)} done"
        if rate and done < self._total:
            left = (self._total - done) / rate
            return f"{told}, {number(round(rate))} a second, {_left(left)}."
        return f"{told}."


def _left(seconds: float) -> str:
    return f"about {count(round(seconds / 60), 'minute')} left" if seconds >= 90 else "about a minute left"
