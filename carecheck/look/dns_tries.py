"""What it takes to answer one DNS question: tries at several servers, and aliases that are followed.

Nothing here opens a socket: `look_up` says what to try next and is told what came of it, so that threads and an event
loop go the same way.
"""

import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.lights import Reason
from carecheck.look.dns_exchange import ENDLESS, Alias, ServerAddress
from carecheck.look.dns_wire import WireName, write_name
from carecheck.look.lookups import Answer, Found, NotThere, Question

MOST_ALIASES: Final = 8
MOST_SERVERS: Final = 3  # as many as the C library asks

# Of several failed tries, the one that tells most.
TELLING: Final[tuple[Reason, ...]] = ("no_reply", "unreadable", "timed_out", "no_network")
SILENCE: Final[tuple[Reason, ...]] = ("timed_out", "no_network")

LATE: Final = Unknown("timed_out", "no answer before the deadline")
NO_NAME: Final = Unknown("unreadable", "this is not a name that can be looked up")


class Try(NamedTuple):
    """One exchange to make: ask this server for this name, with or without EDNS."""

    server: ServerAddress
    name: WireName
    edns: bool


class Servers:
    """The name servers of a run, the one that answers first; several threads may ask at once."""

    def __init__(self, servers: Sequence[ServerAddress]) -> None:
        self._lock = threading.Lock()
        self._servers = tuple(servers[:MOST_SERVERS])
        self._heard = False  # whether a name server has said anything in this run

    def turns(self) -> tuple[ServerAddress, ...]:
        """Whom to ask, in this order: two tries at the only one, else one at each."""
        with self._lock:
            return self._servers * 2 if len(self._servers) == 1 else self._servers

    def answered(self, server: ServerAddress) -> None:
        """Ask this one first from now on, so that a dead server costs its time-out only once."""
        with self._lock:
            self._heard = True
            if self._servers[0] != server:
                self._servers = (server, *(other for other in self._servers if other != server))

    def failed(self, gap: Unknown) -> None:
        """Remember that something was heard, even where it was no answer."""
        self._heard |= gap.reason not in SILENCE

    def told(self, failures: Sequence[Unknown]) -> Unknown:
        """What several failed tries come to."""
        if not failures:
            return LATE if self._servers else Unknown("no_network", "this computer has no name server")
        worst = min(failures, key=lambda gap: TELLING.index(gap.reason))
        if worst.reason not in SILENCE:
            return worst
        # Silence from one question is a slow answer; silence all through the run is a cable that is not plugged in.
        return Unknown("timed_out" if self._heard else "no_network", worst.detail)


LookUp = Generator[Try, Answer | Alias, Answer]


def look_up(question: Question, servers: Servers, late: Callable[[], bool]) -> LookUp:
    """The tries for one question, each of which is sent what came of it; the generator's value is the answer.

    No new try begins once it is `late`.
    """
    name = write_name(question.name)
    if name is None:
        return NO_NAME
    answer = yield from _at(name, servers, late)
    for _ in range(MOST_ALIASES):
        if not isinstance(answer, Alias):
            return answer
        answer = yield from _at(answer.target, servers, late)
        if answer == NotThere("no_such_name"):
            return NotThere("no_such_name", dangling=True)
        if isinstance(answer, Found):
            answer = replace(answer, alias=True)
    return ENDLESS if isinstance(answer, Alias) else answer


def _at(name: WireName, servers: Servers, late: Callable[[], bool]) -> Generator[Try, Answer | Alias, Answer | Alias]:
    failures: list[Unknown] = []
    for turn, server in enumerate(servers.turns()):
        if late():
            break
        # Some office routers choke on EDNS, so only the first try uses it.
        answer = yield Try(server, name, edns=turn == 0)
        if not isinstance(answer, Unknown):
            servers.answered(server)
            return answer
        servers.failed(answer)
        failures.append(answer)
    return servers.told(failures)
