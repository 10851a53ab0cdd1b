"""The network of a survey: within a ceiling of queries a second, and with each answer shared by all who want it."""

import asyncio
import time
from collections.abc import Collection
from typing import Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import Alias, ServerAddress
from carecheck.look.dns_tries import LATE, Servers, Try, look_up
from carecheck.look.lookups import Answer, Question
from carecheck.survey.wire import Wires

MOST_IN_FLIGHT: Final = 300  # of one process; more at once lose datagrams
MOST_REMEMBERED: Final = 20_000
MOST_SECONDS: Final = 5.0  # for one question, after which no new try begins


class Ceiling:
    """Lets so many queries pass in a second, one after another; 0 is no ceiling."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._next = 0.0

    async def passed(self) -> None:
        """Wait for the next free place."""
        if not self._gap:
            return
        now = time.monotonic()
        place = max(now, self._next)
        self._next = place + self._gap
        if place > now:
            await asyncio.sleep(place - now)


class SurveyNetwork:
    """Asks name servers for many domains at once, and remembers what they said: 500 homes share one company's SPF.

    `try_seconds` is how long one try waits.
    """

    def __init__(self, wires: Wires, servers: tuple[ServerAddress, ...], ceiling: Ceiling, try_seconds: float) -> None:
        self._wires = wires
        self._servers = Servers(servers)
        self._ceiling = ceiling
        self._try_seconds = try_seconds
        self._in_flight = asyncio.Semaphore(MOST_IN_FLIGHT)
        self._jobs: dict[Question, asyncio.Task[Answer]] = {}

    async def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        """An answer to each question; what has not come by `deadline` (of `time.monotonic()`) is Unknown(timed_out)."""
        jobs = {question: self._job(question) for question in questions}
        if jobs:
            await asyncio.wait(jobs.values(), timeout=max(0.0, deadline - time.monotonic()))
        return {question: _outcome(job) for question, job in jobs.items()}

    def close(self) -> None:
        """Send nothing more."""
        for job in self._jobs.values():
            job.cancel()
        self._wires.close()

    def _job(self, question: Question) -> "asyncio.Task[Answer]":
        job = self._jobs.pop(question, None)
        # A failure is not remembered: it may pass, and one lost datagram must not follow 500 homes.
        if job is None or (job.done() and isinstance(_outcome(job), Unknown)):
            job = asyncio.create_task(self._look_up(question))
        if len(self._jobs) >= MOST_REMEMBERED:
            del self._jobs[next(iter(self._jobs))]
        self._jobs[question] = job  # last in line: the least used are forgotten first
        return job

    async def _look_up(self, question: Question) -> Answer:
        until = time.monotonic() + MOST_SECONDS
        tries = look_up(question, self._servers, lambda: time.monotonic() >= until)
        try:
            attempt = next(tries)
            while True:
                attempt = tries.send(await self._made(attempt, question))
        except StopIteration as end:
            return cast(Answer, end.value)

    async def _made(self, attempt: Try, question: Question) -> Answer | Alias:
        async with self._in_flight:
            await self._ceiling.passed()
            return await self._wires.make(attempt, question, self._try_seconds)


def _outcome(job: "asyncio.Task[Answer]") -> Answer:
    if not job.done() or job.cancelled():
        return LATE
    fault = job.exception()
    return job.result() if fault is None else Unknown("our_fault", type(fault).__name__)
