"""Waiting for something that may never come back, and no longer than so many seconds."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

Answer = TypeVar("Answer")


def within(seconds: float, work: Callable[[], Answer], otherwise: Answer) -> Answer:
    """What the work comes to; `otherwise` when it takes longer or fails. What never comes back stops nobody."""
    done: list[Answer] = []

    def run() -> None:
        with suppress(Exception):
            done.append(work())

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return done[0] if done else otherwise
