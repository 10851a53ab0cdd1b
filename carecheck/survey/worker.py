"""One process of a survey: takes domains through a pipe, looks at many at once, and gives rows back."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from threading import Thread
from typing import Final

from carecheck.look.dns_exchange import ServerAddress
from carecheck.look.dns_tries import Servers
from carecheck.plan import make_plan
from carecheck.shipped import shipped
from carecheck.survey.looking import DOMAIN_SECONDS, PATIENT_DOMAIN_SECONDS, Looking
from carecheck.survey.names import Entry
from carecheck.survey.network import Ceiling, SurveyNetwork, run
from carecheck.survey.rows import Row

MOST_QUERIES: Final = 100  # that go out while one domain is looked at, when there is a ceiling
TRY_SECONDS: Final = 1.25
PATIENT_TRY_SECONDS: Final = 3.0
PROFILE: Final = "survey"


@dataclass(frozen=True, slots=True)
class Settings:
    """What every process of a survey is told."""

    servers: tuple[ServerAddress, ...]
    per_second: float
    today: date


@dataclass(frozen=True, slots=True)
class Work:
    """Some domains to look at; `patient` is the second time, with longer waiting."""

    entries: tuple[Entry, ...]
    patient: bool = False


def work(pipe: Connection, settings: Settings) -> None:
    """Look at all domains that come through the pipe, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that writes the results
    run(_work(pipe, settings))


def looking_for_survey() -> Looking:
    """The checks of a survey, and the probes that they need."""
    return Looking.by(make_plan(shipped("profiles") / f"{PROFILE}.yaml"))


async def _work(pipe: Connection, settings: Settings) -> None:
    ceiling = Ceiling(settings.per_second)
    servers = Servers(settings.servers)
    quick = SurveyNetwork(servers, ceiling, TRY_SECONDS)
    patient = SurveyNetwork(servers, ceiling, PATIENT_TRY_SECONDS)
    in_line = ceiling.seconds_for(MOST_QUERIES)
    looking = looking_for_survey()
    _rest_from_collecting()
    giving = _Giving(pipe)
    under_way: set[asyncio.Task[Row]] = set()
    async for given in _taken(pipe):
        network, seconds = (patient, PATIENT_DOMAIN_SECONDS) if given.patient else (quick, DOMAIN_SECONDS)
        async for entry in network.when_there_is_room(given.entries, len(looking.first)):
            task = asyncio.create_task(looking.at(entry, network, settings.today, seconds + in_line))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            task.add_done_callback(giving.give)
    quick.close()
    patient.close()


async def _taken(pipe: Connection) -> AsyncIterator[Work]:
    """What comes through the pipe, until it is closed."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Work | None] = asyncio.Queue()

    def take() -> None:
        with suppress(RuntimeError):  # the loop has ended already
            with suppress(EOFError, OSError):
                while True:
                    loop.call_soon_threadsafe(queue.put_nowait, pipe.recv())
            loop.call_soon_threadsafe(queue.put_nowait, None)

    Thread(target=take, name="take", daemon=True).start()
    while (given := await queue.get()) is not None:
        yield given


def _rest_from_collecting() -> None:
    """Look for garbage in rings less often: nothing here makes much of it, and looking is a quarter of all work."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


class _Giving:
    """Gives rows back, all of a moment together."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._rows: list[Row] = []

    def give(self, looked: asyncio.Task[Row]) -> None:
        """Give the row of a domain that was looked at."""
        if looked.cancelled():
            return  # all is over
        if not self._rows:
            looked.get_loop().call_soon(self._send)
        self._rows.append(looked.result())

    def _send(self) -> None:
        rows, self._rows = self._rows, []
        with suppress(OSError):  # whoever wanted them is gone
            self._pipe.send(rows)


def received(pipe: Connection) -> Sequence[Row]:
    """The rows that a process has given. Raises EOFError when it is gone."""
    rows: list[Row] = pipe.recv()
    return rows
