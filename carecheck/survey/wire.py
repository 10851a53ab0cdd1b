"""One UDP socket for each name server, on which hundreds of queries are under way at once.

A socket is connected, on a port that the system chooses: what other hosts send never arrives. A reply counts when its
number and its question are those of a query under way (RFC 5452 section 9.1); anything else is dropped, as a guess of a
stranger might be.
"""

import asyncio
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, cast

import dns.message

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import (
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
from carecheck.look.lookups import Answer, Question

MOST_OVER_TCP: Final = 16

Reply = dns.message.Message | Unknown


class Wire(asyncio.DatagramProtocol):
    """The socket to one name server."""

    def __init__(self) -> None:
        self._under_way: dict[int, tuple[dns.message.QueryMessage, asyncio.Future[Reply]]] = {}
        self._unread: dict[int, Unknown] = {}
        self._transport: asyncio.DatagramTransport | None = None

    async def ask(self, query: dns.message.QueryMessage, seconds: float) -> Reply:
        """Send a query, and wait for its reply."""
        assert self._transport is not None
        while (number := _number(query)) in self._under_way:  # two queries never share a number
            query.id = secrets.randbelow(1 << 16)
        reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._under_way[number] = query, reply
        try:
            self._transport.sendto(query.to_wire())
            return await asyncio.wait_for(reply, seconds)
        except TimeoutError:
            return self._unread.get(number, Unknown("timed_out", f"no reply in {seconds:g} s"))
        finally:
            self._under_way.pop(number, None)
            self._unread.pop(number, None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the socket."""
        self._transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Give a reply to the query that it belongs to."""
        number = int.from_bytes(data[:2], "big")
        query, waiting = self._under_way.get(number, (None, None))
        if query is None or waiting is None or waiting.done():
            return
        reply = read_reply(data, query)
        if isinstance(reply, Unknown):
            self._unread[number] = reply  # the real reply may still come
        else:
            waiting.set_result(reply)

    def error_received(self, exc: Exception) -> None:
        """Nobody listens there: the system does not tell which query it was."""
        gap = not_sent(exc) if isinstance(exc, OSError) else Unknown("no_network", type(exc).__name__)
        for _, waiting in self._under_way.values():
            if not waiting.done():
                waiting.set_result(gap)

    def close(self) -> None:
        """Close the socket."""
        if self._transport is not None:
            self._transport.close()


def _number(query: dns.message.QueryMessage) -> int:
    return int(cast(Any, query).id)


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
        query = make_query(attempt.name, question.type, edns=attempt.edns, checking=question.checking)
        reply = await self._wires[attempt.server].ask(query, seconds)
        if isinstance(reply, dns.message.Message) and is_cut(reply):
            loop = asyncio.get_running_loop()
            reply = await loop.run_in_executor(self._pool, over_tcp, attempt.server, query, seconds)
        return reply if isinstance(reply, Unknown) else meaning(reply)

    def close(self) -> None:
        """Close all sockets."""
        for wire in self._wires.values():
            wire.close()
        self._pool.shutdown(wait=False, cancel_futures=True)
