"""A DNS server on loopback that behaves badly where it is told to, and counts what it is asked.

    rows = {Question("home.example", "TXT"): records('"v=spf1 -all"'), Question("home.example", "MX"): silent}
    with MisbehavingDns(rows, delay_seconds=0.02) as server:
        network = open_network(server.address)

A behaviour is a function: it is given the query, and gives the messages to send back over that way. A question without
a row gets an honest "no data" or, when there is nothing at or below its name, "no such name".
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Literal, Self, cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.query
import dns.rcode
import dns.rdatatype
import dns.rrset

from carecheck.look.lookups import Question, RecordType

Way = Literal["udp", "tcp"]
Behaviour = Callable[[dns.message.Message, Way], list[bytes]]


def records(*texts: str, alias: str | None = None) -> Behaviour:
    """Answer with these records, written as in a zone file; `alias`: they are at that name, and this one points there.

    What does not fit into UDP is cut short, as every name server does, and comes whole over TCP.
    """

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        reply = _reply(query)
        question = query.question[0]
        owner = question.name
        if alias is not None:
            target = dns.name.from_text(alias)
            reply.answer.append(dns.rrset.from_text(owner, 300, "IN", "CNAME", target.to_text()))
            owner = target
        if texts:
            reply.answer.append(dns.rrset.from_text_list(owner, 300, "IN", question.rdtype, texts))
        return [_fitting(reply, query, way)]

    return behave


def fails(code: dns.rcode.Rcode, *, without_question: bool = False) -> Behaviour:
    """Answer with an error code, such as SERVFAIL or REFUSED."""

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        reply = _reply(query, code)
        if without_question:
            reply.question = []
        return [reply.to_wire()]

    return behave


def says(*messages: bytes) -> Behaviour:
    """Send these bytes, whatever is asked."""
    return lambda query, way: list(messages)


def silent(query: dns.message.Message, way: Way) -> list[bytes]:
    """Say nothing; a TCP connection is closed."""
    return []


def wrong_id(query: dns.message.Message, way: Way) -> list[bytes]:
    """Answer "no such name" to a query with another number."""
    reply = _reply(query, dns.rcode.NXDOMAIN)
    reply.id = query.id ^ 1
    return [reply.to_wire()]


def wrong_question(query: dns.message.Message, way: Way) -> list[bytes]:
    """Answer "no such name" about another name."""
    other = dns.message.make_query("other.example", query.question[0].rdtype, id=query.id)
    return [_reply(other, dns.rcode.NXDOMAIN).to_wire()]


def only_an_echo(query: dns.message.Message, way: Way) -> list[bytes]:
    """Send the query back, as some broken boxes do."""
    return [query.to_wire()]


def cut_short(query: dns.message.Message, way: Way) -> list[bytes]:
    """Say over UDP that the answer is longer, and close the TCP connection without it."""
    reply = _reply(query)
    reply.flags |= dns.flags.TC
    return [reply.to_wire()] if way == "udp" else []


class Half(bytes):
    """Half of a message; over TCP the length before it is that of the whole."""


def half(behaviour: Behaviour) -> Behaviour:
    """Only the first half of each message."""
    return lambda query, way: [Half(message[: len(message) // 2]) for message in behaviour(query, way)]


def over(*, udp: Behaviour, tcp: Behaviour) -> Behaviour:
    """One behaviour over UDP, another over TCP."""
    return lambda query, way: (udp if way == "udp" else tcp)(query, way)


def slow(seconds: float, behaviour: Behaviour) -> Behaviour:
    """Only after that time; all that comes over the same way waits too."""

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        time.sleep(seconds)
        return behaviour(query, way)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Another behaviour each time; the last one for ever."""
    left = list(behaviours)
    return lambda query, way: (left.pop(0) if len(left) > 1 else left[0])(query, way)


def together(*behaviours: Behaviour) -> Behaviour:
    """The messages of all of them, one after the other."""
    return lambda query, way: [message for behaviour in behaviours for message in behaviour(query, way)]


def as_told_by(address: str) -> Behaviour:
    """What another name server (HOST:PORT) answers; nothing when it does not."""
    host, _, port = address.rpartition(":")

    def behave(query: dns.message.Message, way: Way) -> list[bytes]:
        ask = dns.query.udp if way == "udp" else dns.query.tcp
        with suppress(OSError, dns.exception.DNSException):
            return [ask(query, host, timeout=2, port=int(port)).to_wire()]
        return []

    return behave


class MisbehavingDns:
    """The server: `address` is what `--nameserver` takes, `asked` what it was asked, over UDP and TCP alike.

    `rows` may be changed while it runs. `delay_seconds` stands before each reply. Without `tcp` nobody listens there.
    `otherwise` is what it does without a row, in place of an honest answer.
    """

    def __init__(
        self,
        rows: Mapping[Question, Behaviour],
        *,
        delay_seconds: float = 0.0,
        tcp: bool = True,
        host: str = "127.0.0.1",
        otherwise: Behaviour | None = None,
    ) -> None:
        self.rows = dict(rows)
        self._otherwise = otherwise
        self.asked: list[tuple[Question, Way]] = []
        self._delay_seconds = delay_seconds
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._udp, self._tcp = _bound_pair(family, host)
        port = self._udp.getsockname()[1]
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._stopping = False
        self._listens_on_tcp = tcp
        jobs = [self._serve_udp]
        if tcp:
            self._tcp.listen()
            jobs.append(self._serve_tcp)
        self._threads = [threading.Thread(target=job, daemon=True) for job in jobs]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping = True
        with socket.socket(self._udp.family, socket.SOCK_DGRAM) as bell:
            bell.sendto(b"", self._udp.getsockname())
        if self._listens_on_tcp:
            with socket.socket(self._tcp.family) as bell:
                bell.connect(self._tcp.getsockname())
        for thread in self._threads:
            thread.join()
        self._udp.close()
        self._tcp.close()

    def count(self, question: Question, way: Way = "udp") -> int:
        """How often this was asked."""
        return self.asked.count((question, way))

    def _serve_udp(self) -> None:
        while True:
            query, client = self._udp.recvfrom(65535)
            if self._stopping:
                return
            for message in self._behave(query, "udp"):
                timer = threading.Timer(self._delay_seconds, self._send, (message, client))
                timer.daemon = True
                timer.start() if self._delay_seconds else self._send(message, client)

    def _send(self, message: bytes, client: object) -> None:
        with suppress(OSError):  # a late reply, when the test is over
            self._udp.sendto(message, cast(Any, client))

    def _serve_tcp(self) -> None:
        while True:
            client, _ = self._tcp.accept()
            if self._stopping:
                client.close()
                return
            client.settimeout(2)
            with client, client.makefile("rwb") as stream, suppress(OSError):
                query = stream.read(int.from_bytes(stream.read(2), "big"))
                for message in self._behave(query, "tcp") if query else []:
                    time.sleep(self._delay_seconds)
                    told_length = len(message) * (2 if isinstance(message, Half) else 1)
                    stream.write(told_length.to_bytes(2, "big") + message)

    def _behave(self, wire: bytes, way: Way) -> list[bytes]:
        query = dns.message.from_wire(wire)
        asked = query.question[0]
        kind = cast(RecordType, dns.rdatatype.to_text(asked.rdtype))
        question = Question(asked.name.to_text(omit_final_dot=True).lower(), kind)
        self.asked.append((question, way))
        return (self.rows.get(question) or self._otherwise or self._honest(question.name))(query, way)

    def _honest(self, name: str) -> Behaviour:
        exists = any(row.name == name or row.name.endswith(f".{name}") for row in self.rows)
        return records() if exists else fails(dns.rcode.NXDOMAIN)


def _reply(query: dns.message.Message, code: dns.rcode.Rcode = dns.rcode.NOERROR) -> dns.message.Message:
    reply = dns.message.make_response(query, recursion_available=True)
    reply.set_rcode(code)
    return reply


def _fitting(reply: dns.message.Message, query: dns.message.Message, way: Way) -> bytes:
    if way == "tcp":
        return reply.to_wire(max_size=65535)
    most = max(512, query.payload if query.edns >= 0 else 512)
    try:
        return reply.to_wire(max_size=most)
    except dns.exception.TooBig:
        (short,) = cut_short(query, way)
        return short


def _bound_pair(family: socket.AddressFamily, host: str) -> tuple[socket.socket, socket.socket]:
    """A UDP and a TCP socket on one free port."""
    while True:
        udp, tcp = socket.socket(family, socket.SOCK_DGRAM), socket.socket(family, socket.SOCK_STREAM)
        udp.bind((host, 0))
        try:
            tcp.bind(udp.getsockname())
        except OSError:
            udp.close()
            tcp.close()
        else:
            return udp, tcp
