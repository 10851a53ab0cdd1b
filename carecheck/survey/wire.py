"""One UDP socket to a name server, on which hundreds of queries are under way at once.

The socket is connected, on a port that the system chooses: what other hosts send never arrives. A reply counts when its
number and its question are those of a query under way (RFC 5452 section 9.1); anything else is dropped, as a guess of a
stranger might be.

Nothing here waits: each query is given what to call when it is over, and whoever owns the wire says when to read and
when to look at the clock. An event loop's own ways of waiting cost more than all else that is done with a reply.
"""

import os
import socket
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import PAYLOAD, Alias, Cut, NoReply, ServerAddress, not_sent, told_by
from carecheck.look.dns_tries import Try
from carecheck.look.dns_wire import write_query
from carecheck.look.lookups import Answer, Question, RecordType

LARGEST: Final = 65_535
ROOM_BYTES: Final = 1 << 20  # asked of the system for replies that wait to be read
MOST_READ: Final = 500  # replies, before anything else has its turn
FRESH_SECONDS: Final = 0.3  # what takes longer is lost, or waits for a server far behind ours


Told = Answer | Alias | Cut


@dataclass(slots=True)
class Query:
    """A query under way: its bytes, when it was sent and is late, and what to call with what came of it."""

    wire: bytes
    kind: RecordType
    sent: float
    late: float
    over: Callable[[Told], None]
    fresh: bool = True
    gap: Unknown | None = None  # what was sent in its place, perhaps by a stranger

    def read(self, datagram: bytes) -> Told | None:
        """What a datagram says; None when it is no reply to this query: the real one may still come."""
        told = told_by(datagram, self.wire, self.kind)
        if isinstance(told, NoReply):
            self.gap = told.why
            return None
        return told


class Wire:
    """The socket to one name server; `seconds` is how long a query waits. Raises OSError."""

    def __init__(self, server: ServerAddress, seconds: float) -> None:
        self.socket = socket.socket(server.family, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM_BYTES)
        self.socket.connect(server.at)
        self.fresh = 0  # queries whose replies are expected any moment
        self._seconds = seconds
        self._numbers = _numbers()
        self._under_way: dict[int, Query] = {}  # the oldest first
        self._written: list[Query] = []
        self._room = bytearray(LARGEST)

    def write(self, attempt: Try, question: Question, now: float, over: Callable[[Told], None]) -> None:
        """Write a query that `send` sends, with all others: one after the other they wake nobody up each time."""
        number = next(self._numbers)
        while number in self._under_way:
            number = next(self._numbers)
        payload = PAYLOAD if attempt.edns else None
        wire = write_query(number, attempt.name, question.type, payload=payload, checking=question.checking)
        self._under_way[number] = query = Query(wire, question.type, now, now + self._seconds, over)
        self._written.append(query)
        self.fresh += 1

    def send(self) -> None:
        """Send what is written. What cannot be sent is over when the clock is looked at."""
        for query in self._written:
            try:
                self.socket.send(query.wire)
            except BlockingIOError:
                pass  # the system has no room: lost, as it might be on its way
            except OSError as error:
                query.gap, query.late = not_sent(error), query.sent
        self._written.clear()

    def read_all(self) -> None:
        """Read every reply that has come; each is given to the query that it belongs to."""
        room = memoryview(self._room)
        for _ in range(MOST_READ):
            try:
                size = self.socket.recv_into(room)
            except BlockingIOError:
                return
            except OSError as error:
                self._nobody_there(not_sent(error))
                return
            self._take(bytes(room[:size]))

    def look_at_clock(self, now: float) -> None:
        """End the queries that are late."""
        old = [(number, query) for number, query in self._under_way.items() if query.sent <= now - FRESH_SECONDS]
        for number, query in old:
            if query.late <= now:
                silence = Unknown("timed_out", f"no reply in {self._seconds:g} s")
                self._end(number, query, silence if query.gap is None else query.gap)
            elif query.fresh:
                query.fresh = False
                self.fresh -= 1

    def close(self) -> None:
        """Close the socket."""
        self.socket.close()

    def _take(self, datagram: bytes) -> None:
        number = int.from_bytes(datagram[:2], "big")
        query = self._under_way.get(number)
        told = query.read(datagram) if query else None
        if query is not None and told is not None:
            self._end(number, query, told)

    def _end(self, number: int, query: Query, told: Told) -> None:
        del self._under_way[number]
        self.fresh -= query.fresh
        query.over(told)

    def _nobody_there(self, gap: Unknown) -> None:
        """Nobody listens there: the system does not tell which query it was."""
        for number, query in list(self._under_way.items()):
            self._end(number, query, gap)


def _numbers() -> Iterator[int]:
    """Numbers that nobody can guess."""
    while True:
        yield from struct.unpack("256H", os.urandom(512))
