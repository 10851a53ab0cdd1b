"""Web servers on loopback for tests: plain HTTP and TLS, with any name, any certificate and any way to behave.

    server = WebServer({"https://home.example/": page("Hello")}, {"home.example": authority.issue("home.example")})
    door = HttpsDoor(network, allow_private=True, authorities=authority.file, ports=server.ports)

An address without a row gets "not found". A row is the bytes to send, or a function that is given the connection.
"""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, suppress
from typing import Literal, Self

from carecheck.look.lookups import Answer, Found, NotThere, Question
from tests.web.authority import Certified

Behaviour = bytes | Callable[[socket.socket], None]
Scheme = Literal["http", "https"]

LOOPBACK = Found(("127.0.0.1",))


def page(body: str | bytes = "", status: str = "200 OK", *headers: str, kind: str = "text/html") -> bytes:
    """A whole answer."""
    content = body if isinstance(body, bytes) else body.encode()
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + content


def moved(where: str, status: str = "301 Moved Permanently") -> bytes:
    """A redirect."""
    return page("", status, f"Location: {where}")


def endless(head: bytes, again: bytes) -> Behaviour:
    """Send a head and then the same bytes again and again, until the other side has enough."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(again)

    return behave


def drip(answer: bytes, hung_up: threading.Event, seconds: float = 0.05) -> Behaviour:
    """Send one byte after the other with a rest between them, until the other side has enough, which is told."""

    def behave(connection: socket.socket) -> None:
        rest = threading.Event()
        try:
            for _ in range(1_000):
                for byte in answer:
                    connection.sendall(bytes((byte,)))
                    rest.wait(seconds)
        except OSError:
            hung_up.set()
            raise

    return behave


def silent(connection: socket.socket) -> None:
    """Say nothing until the other side goes away."""
    connection.recv(1)


class WebServer:
    """The servers; `ports` says where they listen in place of 80 and 443, `asked` which pages were asked for.

    `certificates` go by the name that the client asks for; `closed` are schemes at which nobody listens. `at` are the
    ports for http and https, 0 for any.
    """

    def __init__(
        self,
        rows: Mapping[str, Behaviour],
        certificates: Mapping[str, Certified] | None = None,
        closed: Iterable[Scheme] = (),
        at: tuple[int, int] = (0, 0),
    ) -> None:
        self.rows = dict(rows)
        self.asked: list[str] = []
        self.heads: list[str] = []
        self._contexts = {name: _context(one) for name, one in (certificates or {}).items()}
        self._stack = ExitStack()
        self._open: list[socket.socket] = []
        self._listening: dict[Scheme, socket.socket] = {}
        schemes: tuple[Scheme, ...] = ("http", "https")
        for scheme, port in zip(schemes, at, strict=True):
            self._listening[scheme] = listening = socket.socket()
            if port:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", port))
            if scheme not in closed:
                listening.listen(50)
                self._open.append(listening)
        self.ports = {
            80: self._listening["http"].getsockname()[1],
            443: self._listening["https"].getsockname()[1],
        }

    def __enter__(self) -> Self:
        for scheme, listening in self._listening.items():
            if listening in self._open:
                threading.Thread(target=self._serve, args=(scheme, listening), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for listening in self._listening.values():
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()

    def _serve(self, scheme: Scheme, listening: socket.socket) -> None:
        with suppress(OSError):  # the test is over
            while True:
                client, _ = listening.accept()
                threading.Thread(target=self._answer, args=(scheme, client), daemon=True).start()

    def _answer(self, scheme: Scheme, client: socket.socket) -> None:
        with suppress(OSError), client:
            client.settimeout(10)
            connection = self._secured(client) if scheme == "https" else client
            with connection:
                head = connection.recv(65536).decode("latin-1")
                self.heads.append(head)
                _, path, *_ = head.split(" ", 2) if " " in head else ("", "", "")
                host = next((line[6:] for line in head.split("\r\n") if line.startswith("Host: ")), "")
                self.asked.append(f"{scheme}://{host}{path}")
                row = self.rows.get(self.asked[-1], page("nothing here", "404 Not Found"))
                if isinstance(row, bytes):
                    connection.sendall(row)
                else:
                    row(connection)

    def _secured(self, client: socket.socket) -> ssl.SSLSocket:
        first = next(iter(self._contexts.values()))

        def choose(one: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
            one.context = self._contexts.get(name or "", first)

        listening = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        listening.sni_callback = choose
        return listening.wrap_socket(client, server_side=True)


def _context(one: Certified) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(one.certificate, one.key)
    return context


class KnownNames:
    """A network that knows a few names, and says of any other that it does not exist."""

    def __init__(self, rows: Mapping[Question, Answer] | None = None, names: Iterable[str] = ()) -> None:
        found: dict[Question, Answer] = {Question(name, "A"): LOOPBACK for name in names}
        self.rows = {**found, **(rows or {})}
        self.asked: list[Question] = []

    def ask(self, questions: Iterable[Question], deadline: float) -> dict[Question, Answer]:
        """What it knows; at a name that it knows, "no data" to any other question."""
        asked = list(questions)
        self.asked += asked
        return {question: self.rows.get(question, self._honest(question.name)) for question in asked}

    def close(self) -> None:
        """Nothing to let go of."""

    def _honest(self, name: str) -> NotThere:
        return NotThere("no_data" if any(row.name == name for row in self.rows) else "no_such_name")
