"""One process of a survey: takes domains through a pipe, looks at many at once, and gives rows back."""

import asyncio
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from threading import Thread
from typing import Final

from carecheck.look.dns_exchange import ServerAddress
from carecheck.plan import make_plan
from carecheck.shipped import shipped
from carecheck.survey.looking import DOMAIN_SECONDS, PATIENT_DOMAIN_SECONDS, Looking
from carecheck.survey.names import Entry
from carecheck.survey.network import Ceiling, SurveyNetwork
from carecheck.survey.rows import Row
from carecheck.survey.wire import Wires

AT_ONCE: Final = 200  # domains; those whose servers are dead wait long and must not hold up the others
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
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        asyncio.run(_work(pipe, settings))


def looking_for_survey() -> Looking:
    """The checks of a survey, and the probes that they need."""
    return Looking.by(make_plan(shipped("profiles") / f"{PROFILE}.yaml"))


async def _work(pipe: Connection, settings: Settings) -> None:
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[tuple[Entry, bool] | None] = asyncio.Queue()
    wires = await Wires.open(settings.servers)
    ceiling = Ceiling(settings.per_second)
    quick = SurveyNetwork(wires, settings.servers, ceiling, TRY_SECONDS)
    patient = SurveyNetwork(wires, settings.servers, ceiling, PATIENT_TRY_SECONDS)
    looking = looking_for_survey()

    def take() -> None:
        with suppress(EOFError, OSError):
            while True:
                given: Work = pipe.recv()
                for entry in given.entries:
                    loop.call_soon_threadsafe(queue.put_nowait, (entry, given.patient))
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(queue.put_nowait, None)

    async def look() -> None:
        while (taken := await queue.get()) is not None:
            entry, again = taken
            network, seconds = (patient, PATIENT_DOMAIN_SECONDS) if again else (quick, DOMAIN_SECONDS)
            pipe.send([await looking.at(entry, network, settings.today, seconds)])
        queue.put_nowait(None)  # for the next one

    Thread(target=take, name="take", daemon=True).start()
    try:
        await asyncio.gather(*(look() for _ in range(AT_ONCE)))
    finally:
        quick.close()
        patient.close()


def received(pipe: Connection) -> Sequence[Row]:
    """The rows that a process has given. Raises EOFError when it is gone."""
    rows: list[Row] = pipe.recv()
    return rows
