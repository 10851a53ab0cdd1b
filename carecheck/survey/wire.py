"""One UDP socket for each name server, on which hundreds of queries are under way at once.

A socket is connected, on a port that the system chooses: what other hosts send never arrives. A reply counts when its
number and its question are those of a query under way (RFC 5452 section 9.1); anything else is dropped, as a guess of a
stranger might be.
"""

import asyncio
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final, cast

import dns.message

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import (
    PAYLOAD,
    Alias,
    ServerAddress,
    is_cut,
    make_query,
    meaning,
    not_sent,
    over_tcp,
    read_reply,
)
from carecheck.look.dns_tries import Try
from carecheck.look.dns_wire import read_plain, write_query
from carecheck.look.lookups import Answer, Question, RecordType

MOST_OVER_TCP: Final = 16


@dataclass(frozen=True, slots=True)
class Query:
    """A query under way: its bytes, what it asks, and who waits for what came of it."""

    wire: bytes
    kind: RecordType
    reply: "asyncio.Future[Answer | Alias | Cut]"

    def read(self, datagram: bytes) -> "Answer | Alias | Cut | NotOurs":
        """What a datagram says, if it is the reply to this query."""
        plain = read_plain(datagram, self.wire, self.kind)
        if plain is not None:
            return plain
        reply = read_reply(datagram, dns.message.from_wire(self.wire))
        if isinstance(reply, Unknown):
            return NotOurs(reply)
        return Cut() if is_cut(reply) else meaning(reply)


class Cut:
    """A reply that was too long for UDP."""


@dataclass(frozen=True, slots=True)
class NotOurs:
    """A datagram that is no reply to the query: perhaps a stranger's guess, and the real one may still come."""

    why: Unknown


class Wire(asyncio.DatagramProtocol):
    """The socket to one name server."""

    def __init__(self) -> None:
        self._under_way: dict[int, Query] = {}
        self._unread: dict[int, Unknown] = {}
        self._transport: asyncio.DatagramTransport | None = None

    async def ask(self, attempt: Try, question: Question, seconds: float) -> Answer | Alias | Cut:
        """Send a query, and wait for its reply."""
        assert self._transport is not None
        while (number := secrets.randbelow(1 << 16)) in self._under_way:  # two queries never share a number
            pass
        payload = PAYLOAD if attempt.edns else None
        wire = write_query(number, attempt.name, question.type, payload=payload, checking=question.checking)
        loop = asyncio.get_running_loop()
        query = Query(wire, question.type, loop.create_future())
        self._under_way[number] = query
        timer = loop.call_later(seconds, self._late, number, query, seconds)
        try:
            self._transport.sendto(wire)
            return await query.reply
        finally:
            timer.cancel()
            del self._under_way[number]
            self._unread.pop(number, None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the socket."""
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Give a reply to the query that it belongs to."""
        number = int.from_bytes(data[:2], "big")
        query = self._under_way.get(number)
        if query is None or query.reply.done():
            return
        told = query.read(data)
        if isinstance(told, NotOurs):
            self._unread[number] = told.why
        else:
            query.reply.set_result(told)

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there: the system does not tell which query it was."""
        gap = not_sent(exc) if isinstance(exc, OSError) else Unknown("no_network", type(exc).__name__)
        for query in self._under_way.values():
            if not query.reply.done():
                query.reply.set_result(gap)

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()

    def _late(self, number: int, query: Query, seconds: float) -> None:
        if not query.reply.done():
            query.reply.set_result(self._unread.get(number, Unknown("timed_out", f"no reply in {seconds:g} s")))


class Wires:
    """The sockets to all name servers, and a few threads for replies that do not fit into UDP."""

    def __init__(self, wires: Mapping[ServerAddress, Wire]) -> None:
        self._wires = wires
        self._pool = ThreadPoolExecutor(MOST_OVER_TCP, thread_name_prefix="dns over TCP")

    @classmethod
    async def open(cls, servers: tuple[ServerAddress, ...]) -> "Wires":
        """Open a socket to each server. Raises OSError."""
        loop = asyncio.get_running_loop()
        wires: dict[ServerAddress, Wire] = {}
        for server in servers:
            _, wires[server] = await loop.create_datagram_endpoint(
                Wire, remote_addr=server.at[:2], family=server.family
            )
        return cls(wires)

    async def make(self, attempt: Try, question: Question, seconds: float) -> Answer | Alias:
        """What one try comes to; each of UDP and TCP may take `seconds`."""
        told = await self._wires[attempt.server].ask(attempt, question, seconds)
        if not isinstance(told, Cut):
            return told
        query = make_query(attempt.name, question.type, edns=attempt.edns, checking=question.checking)
        loop = asyncio.get_running_loop()
        whole = await loop.run_in_executor(self._pool, over_tcp, attempt.server, query, seconds)
        return whole if isinstance(whole, Unknown) else meaning(whole)

    def close(self) -> None:
        """Close all sockets."""
        for wire in self._wires.values():
            wire.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
