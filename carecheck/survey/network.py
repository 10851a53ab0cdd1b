"""The network of a survey: within a ceiling of queries a second, and with each answer shared by all who want it."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar, cast

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import PAYLOAD, Alias, Cut, number_to_ask_with
from carecheck.look.dns_tries import LATE, LookUp, Servers, Try, look_up
from carecheck.look.dns_wire import write_query
from carecheck.look.lookups import Answer, Question
from carecheck.survey.wire import Told, Wire

MOST_IN_FLIGHT: Final = 300  # of one process; more at once lose datagrams
MOST_OVER_TCP: Final = 16
MOST_REMEMBERED: Final = 4_000
MOST_SECONDS: Final = 5.0  # for one question, after which no new try begins
TICK_SECONDS: Final = 0.05
SOON_SECONDS: Final = 0.1

Thing = TypeVar("Thing")


def run(main: Coroutine[Any, Any, Thing]) -> Thing:
    """Run with an event loop that can watch sockets; the usual one of Windows cannot."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(main)


class Ceiling:
    """Lets so many queries pass in a second, one after another; 0 is no ceiling."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._next = 0.0

    def seconds_for(self, queries: int) -> float:
        """How long so many queries take at least."""
        return queries * self._gap

    def most_in(self, seconds: float) -> int:
        """How many may pass in that time; always one."""
        return max(1, int(seconds / self._gap)) if self._gap else MOST_IN_FLIGHT

    def seconds_left(self, now: float) -> float:
        """How long until the next one may pass; 0 when it may pass now."""
        return max(0.0, self._next - now)

    def pass_one(self, now: float) -> None:
        """One passes."""
        self._next = max(now, self._next) + self._gap


@dataclass(slots=True, eq=False)
class _Waiter:
    """Somebody who waits for some answers."""

    missing: int
    all_there: "asyncio.Future[None]"

    def one_came(self) -> None:
        self.missing -= 1
        if not self.missing:
            self.end()

    def end(self) -> None:
        if not self.all_there.done():
            self.all_there.set_result(None)


@dataclass(slots=True, eq=False)
class _Job:
    """A question that is under way: its tries, what goes out next, and who waits."""

    question: Question
    tries: LookUp
    waiters: list[_Waiter]
    next: Try | None = None
    answer: Answer | None = None


class SurveyNetwork:
    """Asks name servers for many domains at once, and remembers what they said: 500 homes share one company's SPF.

    `try_seconds` is how long one try waits. Made in the event loop of `run`. Raises OSError.
    """

    def __init__(self, servers: Servers, ceiling: Ceiling, try_seconds: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._servers = servers
        self._wires = {server: Wire(server, try_seconds) for server in dict.fromkeys(servers.turns())}
        self._ceiling = ceiling
        self._try_seconds = try_seconds
        self._pool = ThreadPoolExecutor(MOST_OVER_TCP, thread_name_prefix="dns over TCP")
        self._answers: dict[Question, Answer] = {}
        self._jobs: dict[Question, _Job] = {}
        self._line: deque[_Job] = deque()  # what waits to be sent
        self._clock = self._loop.call_later(TICK_SECONDS, self._tick)
        self._sending: asyncio.Handle | None = None
        self._places = MOST_IN_FLIGHT
        self._has_room = asyncio.Event()
        self._look_for_room()
        for wire in self._wires.values():
            self._loop.add_reader(wire.socket, self._read, wire)

    async def when_there_is_room(self, some: Iterable[Thing], questions: int) -> AsyncIterator[Thing]:
        """Each when so many questions about it can go out soon: who asks earlier only makes the line longer."""
        for one in some:
            if self._places <= 0:
                await asyncio.sleep(0)  # those before it ask
                self._look_for_room()
                await self._has_room.wait()
            self._places -= questions
            yield one

    def recall(self, question: Question) -> Answer | None:
        """The answer that somebody had before; a failure is not remembered, for it may pass."""
        answer = self._answers.pop(question, None)
        if answer is not None:
            self._answers[question] = answer  # last in line: the least used are forgotten first
        return answer

    async def ask(self, questions: Iterable[Question], deadline: float) -> dict[Question, Answer]:
        """An answer to each question; what has not come by `deadline` (of `time.monotonic()`) is Unknown(timed_out)."""
        told: dict[Question, Answer] = {}
        jobs: list[_Job] = []
        for question in questions:
            answer = self.recall(question)
            if answer is None:
                jobs.append(self._job(question))
            else:
                told[question] = answer
        missing = [job for job in jobs if job.answer is None]
        if missing:
            await self._wait(missing, deadline)
        for job in jobs:
            told[job.question] = LATE if job.answer is None else job.answer
        return told

    def close(self) -> None:
        """Send nothing more."""
        self._clock.cancel()
        for wire in self._wires.values():
            self._loop.remove_reader(wire.socket)
            wire.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _wait(self, missing: list[_Job], deadline: float) -> None:
        waiter = _Waiter(len(missing), self._loop.create_future())
        for job in missing:
            job.waiters.append(waiter)
        timer = self._loop.call_later(max(0.0, deadline - time.monotonic()), waiter.end)
        await waiter.all_there
        timer.cancel()

    def _job(self, question: Question) -> _Job:
        job = self._jobs.get(question)
        if job is None:
            until = time.monotonic() + MOST_SECONDS + self._ceiling.seconds_for(len(self._line))
            tries = look_up(question, self._servers, lambda: time.monotonic() >= until)
            job = self._jobs[question] = _Job(question, tries, [])
            self._go_on(job, None)
        return job

    def _go_on(self, job: _Job, told: Told | None) -> None:
        """Tell a job what came of its try; it has its answer, or another try to make."""
        if isinstance(told, Cut):
            self._over_tcp(job)
            return
        try:
            job.next = job.tries.send(cast(Answer, told))
            self._line_up(job)
        except StopIteration as end:
            self._end(job, cast(Answer, end.value))
        except Exception as fault:  # one question must not end a survey of thousands
            self._end(job, Unknown("our_fault", type(fault).__name__))

    def _end(self, job: _Job, answer: Answer) -> None:
        job.answer = answer
        del self._jobs[job.question]
        if not isinstance(answer, Unknown):
            self._answers[job.question] = answer
            if len(self._answers) > MOST_REMEMBERED:
                del self._answers[next(iter(self._answers))]
        for waiter in job.waiters:
            waiter.one_came()

    def _line_up(self, job: _Job) -> None:
        self._line.append(job)
        self._send_after(0)

    def _send_after(self, seconds: float) -> None:
        if self._sending is None:
            self._sending = self._loop.call_later(seconds, self._send) if seconds else self._loop.call_soon(self._send)

    def _send(self) -> None:
        """Send what waits, as far as it may be sent now."""
        self._sending = None
        now = time.monotonic()
        for _ in range(min(len(self._line), self._free())):
            if left := self._ceiling.seconds_left(now):
                self._send_after(left)
                break
            self._ceiling.pass_one(now)
            job = self._line.popleft()
            attempt = cast(Try, job.next)
            self._wires[attempt.server].write(attempt, job.question, now, partial(self._go_on, job))
        for wire in self._wires.values():
            wire.send()
        self._look_for_room()

    def _free(self) -> int:
        return MOST_IN_FLIGHT - sum(wire.fresh for wire in self._wires.values())

    def _look_for_room(self) -> None:
        free = self._free()
        if self._line and free > 0:
            self._send_after(0)
        self._places = min(free, self._ceiling.most_in(SOON_SECONDS)) - len(self._line)
        if self._places > 0:
            self._has_room.set()
        else:
            self._has_room.clear()

    def _read(self, wire: Wire) -> None:
        wire.read_all()
        self._look_for_room()

    def _tick(self) -> None:
        now = time.monotonic()
        for wire in self._wires.values():
            wire.look_at_clock(now)
        self._look_for_room()
        self._clock = self._loop.call_later(TICK_SECONDS, self._tick)

    def _over_tcp(self, job: _Job) -> None:
        """Ask once more, in a thread: few replies are too long for UDP."""
        from carecheck.look.dns_library import told_over_tcp

        server, name, edns = cast(Try, job.next)
        payload = PAYLOAD if edns else None
        query = write_query(
            number_to_ask_with(), name, job.question.type, payload=payload, checking=job.question.checking
        )
        whole = self._loop.run_in_executor(self._pool, told_over_tcp, server, query, self._try_seconds)
        whole.add_done_callback(partial(self._came_over_tcp, job))

    def _came_over_tcp(self, job: _Job, whole: "asyncio.Future[Answer | Alias]") -> None:
        if whole.cancelled():
            return
        fault = whole.exception()
        if fault is not None:
            self._go_on(job, Unknown("our_fault", type(fault).__name__))
        else:
            self._go_on(job, whole.result())
