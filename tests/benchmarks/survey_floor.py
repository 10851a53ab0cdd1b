"""The floor of a survey: a bare loop that sends the same queries and takes as many replies, and looks into none of them."""

import multiprocessing
import select
import socket
import time
from collections.abc import Sequence
from resource import RUSAGE_CHILDREN, getrusage

PATIENCE_SECONDS = 1.25
ROOM_BYTES = 1 << 20  # as the survey asks for


def floor(address: str, queries: Sequence[bytes], *, processes: int, at_once: int) -> tuple[float, float]:
    """Wall and CPU seconds of bare loops in so many processes, with the start of these; each has `at_once` under way."""
    context = multiprocessing.get_context("spawn")
    parts = [queries[part::processes] for part in range(processes)]
    before, start = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    loops = [context.Process(target=bare_loop, args=(address, part, at_once)) for part in parts]
    for loop in loops:
        loop.start()
    for loop in loops:
        loop.join()
    wall, after = time.perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def bare_loop(address: str, queries: Sequence[bytes], at_once: int) -> None:
    """Send all queries, which are ready; what has no reply in time is not sent again."""
    host, _, port = address.rpartition(":")
    with socket.socket(type=socket.SOCK_DGRAM) as wire:
        wire.connect((host, int(port)))
        wire.setblocking(False)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, ROOM_BYTES)
        left = iter(queries)
        under_way, more = 0, True
        while under_way or more:
            while more and under_way < at_once:
                query = next(left, None)
                if query is None:
                    more = False
                else:
                    wire.send(query)
                    under_way += 1
            if not select.select([wire], [], [], PATIENCE_SECONDS)[0]:
                under_way = 0
            under_way -= _take_all(wire)


def _take_all(wire: socket.socket) -> int:
    taken = 0
    try:
        while True:
            wire.recv(4096)
            taken += 1
    except BlockingIOError:
        return taken
