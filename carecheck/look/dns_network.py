"""The network that asks name servers: tries, second servers, aliases, and the memory of one run.

Several domains share one question that is already under way.
"""

import socket
import sys
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Final

from carecheck.errors import UsageError
from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import ServerAddress
from carecheck.look.dns_post import Job, Post
from carecheck.look.dns_tries import LATE, LookUp, Servers, look_up
from carecheck.look.lookups import Answer, Question
from carecheck.look.network import NameServer, is_address
from carecheck.words import clean

MOST_REMEMBERED: Final = 20_000
MOST_SETTINGS: Final = 64_000  # bytes of a file of settings
MOST_SECONDS: Final = 5.0  # for one question, after which no new try begins


def addresses_of(server: NameServer) -> tuple[ServerAddress, ...]:
    """The addresses of a name server that a person typed; raises UsageError when there is no such host."""
    found = _addresses(server)
    if not found:
        raise UsageError(
            f"There is no computer called '{clean(server.host)}'. Check the spelling, or type its address."
        )
    return found


class DnsNetwork:
    """Asks name servers, the machine's own unless others are given, and remembers what they said in this run.

    `try_seconds` is how long one try waits; each question has two tries, or one for each of up to three servers.
    """

    def __init__(self, servers: Sequence[ServerAddress] | None = None, try_seconds: float = 1.25) -> None:
        self._servers = None if servers is None else Servers(servers)
        self._lock = threading.Lock()
        self._jobs: dict[Question, Future[Answer]] = {}
        self._post = Post(try_seconds)
        self._closed = False

    def ask(self, questions: Collection[Question], deadline: float) -> dict[Question, Answer]:
        """An answer to each question; what is under way or was answered before is not sent again."""
        with self._lock:
            unknown = [question for question in dict.fromkeys(questions) if not self._is_known(question)]
            new = [Job(question, self._tries(question)) for question in unknown]
            self._jobs |= {job.question: job.done for job in new}
            jobs = {question: self._used(question) for question in questions}
            while len(self._jobs) > MOST_REMEMBERED:
                del self._jobs[next(iter(self._jobs))]
        self._post.carry(new)
        wait(jobs.values(), timeout=max(0.0, deadline - time.monotonic()))
        return {question: _outcome(job) for question, job in jobs.items()}

    def close(self) -> None:
        """Send nothing more; whoever waits is told that it is too late."""
        self._closed = True
        self._post.close()

    def _is_known(self, question: Question) -> bool:
        """Whether it is answered or under way. A failure may pass: one lost datagram must not follow 500 homes."""
        job = self._jobs.get(question)
        return job is not None and not (job.done() and isinstance(_outcome(job), Unknown))

    def _used(self, question: Question) -> Future[Answer]:
        job = self._jobs[question] = self._jobs.pop(question)  # last in line: the least used are forgotten first
        return job

    def _tries(self, question: Question) -> LookUp:
        until = time.monotonic() + MOST_SECONDS
        return look_up(question, self._known_servers(), lambda: self._closed or time.monotonic() >= until)

    def _known_servers(self) -> Servers:
        if self._servers is None:
            self._servers = Servers(own_servers())
        return self._servers


def own_servers(settings: str = "/etc/resolv.conf") -> tuple[ServerAddress, ...]:
    """The name servers that this machine is set to use; none when it has none, or its settings cannot be read.

    Windows keeps its settings elsewhere, and `settings` is not looked at there.
    """
    hosts = _hosts_of_windows() if sys.platform == "win32" else _hosts_in(Path(settings))
    return tuple(address for host in hosts for address in _addresses(NameServer(host)))


def _hosts_in(settings: Path) -> Iterator[str]:
    """The addresses after `nameserver` in a file of the form of resolv.conf(5); what is no address is passed over."""
    try:
        if not settings.is_file():  # reading a pipe would never end
            return
        with settings.open("rb") as file:
            text = file.read(MOST_SETTINGS).decode("ascii", "replace")
    except OSError:
        return
    for line in text.splitlines():
        words = line.split()
        if len(words) > 1 and words[0] == "nameserver" and is_address(words[1]):
            yield words[1]


def _hosts_of_windows() -> Sequence[str]:
    from dns.resolver import NoResolverConfiguration, Resolver

    try:
        return [str(server) for server in Resolver().nameservers]
    except (NoResolverConfiguration, NotImplementedError, ValueError, OSError):
        return ()


def _addresses(server: NameServer) -> tuple[ServerAddress, ...]:
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(ServerAddress(family, at) for family, _, _, _, at in found))


def _outcome(job: Future[Answer]) -> Answer:
    if not job.done() or job.cancelled():
        return LATE
    fault = job.exception()
    return job.result() if fault is None else Unknown("our_fault", type(fault).__name__)
