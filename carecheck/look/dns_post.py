"""The thread that carries all questions of a run to name servers and reads what they answer.

Each query goes out over UDP on a socket of its own, which is connected: the system drops what other hosts send, and
tells when nobody listens. One thread does it all: to start one for each question would take longer than all else that
is done for it.
"""

import socket
import threading
import time
from collections import deque
from collections.abc import Collection, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from selectors import EVENT_READ, DefaultSelector
from typing import Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import PAYLOAD, Alias, Cut, NoReply, not_sent, number_to_ask_with, told_by
from carecheck.look.dns_tries import LATE, LookUp, Try
from carecheck.look.dns_wire import write_query
from carecheck.look.lookups import Answer, Question

MOST_IN_FLIGHT: Final = 64  # a few hundred at once lose datagrams
MOST_OVER_TCP: Final = 16
LARGEST: Final = 65_535

Told = Answer | Alias


class Job:
    """A question on its way: its tries, and what is known of the one under way; `done` gets the answer."""

    __slots__ = ("attempt", "done", "late", "query", "question", "told", "tries", "wire")

    attempt: Try
    wire: socket.socket
    query: bytes
    late: float

    def __init__(self, question: Question, tries: LookUp) -> None:
        self.question = question
        self.tries = tries
        self.told: Told | Cut | None = None  # what came of the last try, or will if nothing better comes
        self.done: Future[Answer] = Future()


class Post:
    """Carries questions from the first one until it is closed; `try_seconds` is how long one try waits."""

    def __init__(self, try_seconds: float) -> None:
        self._try_seconds = try_seconds
        self._line: deque[Job] = deque()  # what waits to be sent
        self._under_way: dict[socket.socket, Job] = {}  # the oldest first
        self._selector = DefaultSelector()
        self._bell, self._ear = socket.socketpair()
        self._pool = ThreadPoolExecutor(MOST_OVER_TCP, thread_name_prefix="dns over TCP")
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="dns", daemon=True)
        self._thread.start()

    def carry(self, jobs: Collection[Job]) -> None:
        """Send these questions; from any thread."""
        with self._lock:
            if not self._closed:
                self._line.extend(jobs)
                self._bell.send(b"!")
                return
        for job in jobs:
            job.done.set_result(LATE)

    def close(self) -> None:
        """Send nothing more; whoever still waits for an answer is told at once."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._bell.send(b"!")
        self._thread.join()
        self._bell.close()
        self._ear.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _work(self) -> None:
        self._ear.setblocking(False)
        self._selector.register(self._ear, EVENT_READ)
        while not self._closed:
            heard = [key.fileobj for key, _ in self._selector.select(self._patience())]
            if self._ear in heard:
                self._ear.recv(LARGEST)
            self._end([job for wire, job in self._under_way.items() if wire in heard and self._is_over(job)])
            now = time.monotonic()
            self._end([job for job in self._under_way.values() if job.late <= now])
            while self._line and len(self._under_way) < MOST_IN_FLIGHT:
                self._go_on(self._line.popleft())
        self._hang_up()

    def _patience(self) -> float | None:
        """How long nothing will be late."""
        first = next(iter(self._under_way.values()), None)
        return max(0.0, first.late - time.monotonic()) if first else None

    def _go_on(self, job: Job) -> None:
        """Tell a question what came of its try; it has its answer, or its next try is sent."""
        while True:
            try:
                job.attempt = job.tries.send(cast(Told, job.told))
                self._send(job)
            except StopIteration as end:
                job.done.set_result(cast(Answer, end.value))
            except OSError as error:
                job.told = not_sent(error)
                continue
            except Exception as fault:  # one question must not end all others
                job.done.set_exception(fault)
            return

    def _send(self, job: Job) -> None:
        server, name, edns = job.attempt
        question = job.question
        payload = PAYLOAD if edns else None
        job.query = write_query(number_to_ask_with(), name, question.type, payload=payload, checking=question.checking)
        wire = socket.socket(server.family, socket.SOCK_DGRAM)
        try:
            wire.connect(server.at)
            wire.send(job.query)
        except OSError:
            wire.close()
            raise
        wire.setblocking(False)
        job.wire = wire
        job.told = Unknown("timed_out", f"no reply in {self._try_seconds:g} s")
        job.late = time.monotonic() + self._try_seconds
        self._under_way[wire] = job
        self._selector.register(wire, EVENT_READ)

    def _is_over(self, job: Job) -> bool:
        """Read what has come; whether it is an answer to the question, and not perhaps a stranger's guess."""
        try:
            told = told_by(job.wire.recv(LARGEST), job.query, job.question.type)
        except BlockingIOError:
            return False
        except OSError as error:
            told = not_sent(error)
        except Exception as fault:  # one reply must not end all questions
            job.done.set_exception(fault)
            return True
        job.told = told.why if isinstance(told, NoReply) else told
        return not isinstance(told, NoReply)

    def _end(self, jobs: Sequence[Job]) -> None:
        """Go on with what came of these tries, and let go of their sockets when nobody waits for that any more."""
        wires = [job.wire for job in jobs]
        for job in jobs:
            del self._under_way[job.wire]
            if isinstance(job.told, Cut):
                self._over_tcp(job)
            elif not job.done.done():
                self._go_on(job)
        for wire in wires:
            self._selector.unregister(wire)
            wire.close()

    def _over_tcp(self, job: Job) -> None:
        """Ask once more, in a thread: few replies are too long for UDP."""
        from carecheck.look.dns_library import told_over_tcp

        whole = self._pool.submit(told_over_tcp, job.attempt.server, job.query, self._try_seconds)
        whole.add_done_callback(partial(self._came_over_tcp, job))

    def _came_over_tcp(self, job: Job, whole: "Future[Told]") -> None:
        if whole.cancelled():
            job.done.set_result(LATE)
            return
        fault = whole.exception()
        if fault is None:
            job.told = whole.result()
            self.carry([job])
        else:
            job.done.set_exception(fault)

    def _hang_up(self) -> None:
        for job in [*self._under_way.values(), *self._line]:
            job.done.set_result(LATE)
        for wire in self._under_way:
            wire.close()
        self._selector.close()
