"""How fast a survey is, beside a floor that only sends the same queries, and beside checkdmarc, in the same run.

    .venv/bin/python -m tests.benchmarks.survey [DOMAINS]        (from the project's folder, on a quiet machine; needs nsd, gcc)

checkdmarc is installed into an environment of its own, and looks at fewer domains: it takes a tenth of a second for each.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from unittest.mock import patch

from carecheck.look.dns_exchange import PAYLOAD
from carecheck.look.dns_network import addresses_of
from carecheck.look.dns_tries import Servers, Try
from carecheck.look.dns_wire import write_query
from carecheck.look.lookups import Question
from carecheck.look.network import parse_name_server
from carecheck.survey.looking import Looking
from carecheck.survey.names import Entry
from carecheck.survey.network import MOST_IN_FLIGHT, Ceiling, SurveyNetwork, run
from carecheck.survey.wire import Told, Wire
from carecheck.survey.worker import looking_for_survey
from tests.benchmarks.peer import peer_python
from tests.benchmarks.survey_floor import floor
from tests.benchmarks.survey_world import World, running_world

PEER = Path(__file__).with_name("survey_peer.py")
PEER_DOMAINS = 300
PROCESSES = 2


def survey(world: World, names: list[str], folder: Path) -> tuple[float, float, int]:
    """Wall and CPU seconds of a survey as a person runs it, and its peak memory in MB (the largest process)."""
    file = folder / f"{len(names)}.txt"
    file.write_text("".join(f"{name}\n" for name in names))
    command = [sys.executable, "-m", "carecheck", "survey", str(file), "--nameserver", world.address, "--rate", "0"]
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    output = folder / f"out-{len(names)}"
    subprocess.run([*command, "--output", output, "--processes", str(PROCESSES)], check=True, capture_output=True)
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss // 1024


def queries_of(world: World, names: list[str]) -> list[bytes]:
    """All queries that a survey of these domains sends, in their order."""
    sent: list[bytes] = []

    class Noting(Wire):
        def write(self, attempt: Try, question: Question, now: float, over: Callable[[Told], None]) -> None:
            sent.append(write_query(len(sent) & 0xFFFF, attempt.name, question.type, payload=PAYLOAD))
            super().write(attempt, question, now, over)

    async def look(looking: Looking) -> None:
        network = SurveyNetwork(Servers(addresses_of(parse_name_server(world.address))), Ceiling(0), 1.25)
        async with asyncio.TaskGroup() as group:
            async for name in network.when_there_is_room(names, len(looking.first)):
                group.create_task(looking.at(Entry(0, name, name), network, datetime.now().astimezone().date()))
        network.close()

    with patch("carecheck.survey.network.Wire", Noting):
        run(look(looking_for_survey()))
    return sent


def peer(world: World, names: list[str], folder: Path) -> float:
    """Wall seconds of checkdmarc's API with 32 threads."""
    command = [peer_python(folder), str(PEER), world.address]
    ran = subprocess.run(command, input="\n".join(names), text=True, capture_output=True, check=True)
    return float(ran.stdout)


def main() -> None:
    """Measure and print everything."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder, running_world(number) as world:
        home = Path(folder)
        os.environ["HOME"] = folder
        answering = [name for name in world.names if not name.startswith("silent")]
        # The small one first: the system tells the largest process so far.
        tenth = survey(world, world.names[: number // 10], home)
        print_row("a tenth of it", number // 10, tenth[0], f"at most {tenth[2]} MB a process")
        world.queries()
        wall, cpu, memory = survey(world, world.names, home)
        asked = world.queries()
        print_row(
            "carecheck survey, all", number, wall, f"CPU {cpu:.1f} s, {asked} queries, at most {memory} MB a process"
        )
        wall, cpu, _ = survey(world, answering, home)
        print_row("without dead name servers", len(answering), wall, f"CPU {cpu:.1f} s")
        queries = queries_of(world, answering)
        least, least_cpu = floor(world.address, queries, processes=PROCESSES, at_once=MOST_IN_FLIGHT)
        print_row(
            "floor: the same queries alone",
            len(answering),
            least,
            f"CPU {least_cpu:.1f} s, {len(queries)} queries; we take {wall / least:.2f} times, CPU {cpu / least_cpu:.2f}",
        )
        some = world.names[:PEER_DOMAINS]
        theirs = peer(world, some, home)
        ours, _, _ = survey(world, some, home)
        print_row("checkdmarc, 32 threads", len(some), theirs, "")
        print_row("carecheck, the same domains", len(some), ours, f"{theirs / ours:.1f} times as fast")


def print_row(name: str, domains: int, wall: float, remark: str) -> None:
    sys.stdout.write(
        f"{name:32} {domains:6} domains {wall:7.1f} s {domains / wall:7.1f} a second  {remark}, "
        f"load {os.getloadavg()[0]:.1f}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
