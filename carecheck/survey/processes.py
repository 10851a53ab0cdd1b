"""The processes of a survey: each is given some domains, and gives a row for each of them."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, Self

from carecheck.errors import CannotRun
from carecheck.survey.names import Entry
from carecheck.survey.rows import Row
from carecheck.survey.worker import Settings, Work, received, work

AT_A_TIME: Final = 4  # few, so that a short list is shared by all
MOST_GIVEN: Final = 500  # what a process has and has not given back; domains whose servers are dead stay long


class Processes:
    """Some processes that look at domains; `with` ends them."""

    def __init__(self, number: int, settings: Settings) -> None:
        self._settings = settings
        self._number = number
        self._pipes: dict[Connection, int] = {}  # with the domains that each has not given back
        self._processes: list[BaseProcess] = []

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")  # the same on every system
        for _ in range(self._number):
            ours, theirs = context.Pipe()
            process = context.Process(target=work, args=(theirs, self._settings), daemon=True)
            process.start()
            theirs.close()
            self._pipes[ours] = 0
            self._processes.append(process)
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def rows_of(self, entries: Iterable[Entry], again: deque[Entry]) -> Iterator[list[Row]]:
        """The rows of these domains as they come. Raises CannotRun when a process is gone.

        Once all are given out, those `again` are looked at with patience, while the last of the others are under way;
        the caller may add to them after each row.
        """
        left = iter(entries)
        while True:
            while self._given(idlest := min(self._pipes, key=self._given)) <= MOST_GIVEN - AT_A_TIME:
                given = _next_work(left, again)
                if given is None:
                    break
                self._give(idlest, given)
            if not any(self._pipes.values()):
                return
            ready = wait([pipe for pipe, given in self._pipes.items() if given])
            for pipe in [pipe for pipe in self._pipes if pipe in ready]:
                rows = self._taken(pipe)
                self._pipes[pipe] -= len(rows)
                yield list(rows)

    def _given(self, pipe: Connection) -> int:
        return self._pipes[pipe]

    def _give(self, pipe: Connection, given: Work) -> None:
        try:
            pipe.send(given)
        except (BrokenPipeError, ConnectionResetError):
            raise _gone() from None
        self._pipes[pipe] += len(given.entries)

    def _taken(self, pipe: Connection) -> list[Row]:
        try:
            return list(received(pipe))
        except (EOFError, ConnectionResetError):
            raise _gone() from None


def _next_work(left: Iterator[Entry], again: deque[Entry]) -> Work | None:
    if some := tuple(islice(left, AT_A_TIME)):
        return Work(some)
    some = tuple(again.popleft() for _ in range(min(AT_A_TIME, len(again))))
    return Work(some, patient=True) if some else None


def _gone() -> CannotRun:
    return CannotRun("A part of carecheck has stopped. Run the same command again: it goes on where it was.")
