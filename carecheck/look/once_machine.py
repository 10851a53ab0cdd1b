"""A machine that asks each question once, however many probes want to know."""

import math
import time
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import Any

from carecheck.facts.model import Unknown
from carecheck.look.knock import Knock
from carecheck.look.machine import Answer, Machine, Question, RunProgram
from carecheck.look.windows_questions import AskCom


@dataclass(slots=True)
class _Asked:
    """A question that was passed on: with how much patience, and what came back."""

    seconds: float
    answer: Answer = None
    whole: bool = False  # an answer came, and not a fault
    over: Event = field(default_factory=Event)

    def serves(self, seconds: float) -> bool:
        """Whether the answer is as good as asking again with that patience."""
        gave_up = isinstance(self.answer, Unknown) and self.answer.reason == "timed_out"
        return self.whole and (not gave_up or self.seconds >= seconds)


class OnceMachine(Machine):
    """Passes each question on once. Whoever asks it again, or meanwhile, gets the same answer.

    All probes so see one and the same computer, also when it changes while they look. Nobody waits longer than the
    question allows, and somebody with more patience than the one who gave up asks again. A fault of the machine is the
    affair of the probe that met it.
    """

    def __init__(self, inner: Machine) -> None:
        self.about = inner.about
        self._inner = inner
        self._lock = Lock()
        self._asked: dict[tuple[Any, ...], _Asked] = {}

    def ask(self, question: Question) -> Answer:
        """The answer that is known, or will be; else pass the question on."""
        seconds = _seconds(question)
        until = time.monotonic() + seconds
        asked, is_ours = self._found(question, seconds)
        while not is_ours:
            left = None if seconds == math.inf else max(0.0, until - time.monotonic())
            if not asked.over.wait(left):
                return Unknown("timed_out", f"another topic asked the same for more than {seconds:g} s")
            if asked.serves(seconds):
                return asked.answer
            if isinstance(question, (RunProgram, AskCom, Knock)):
                question = replace(question, seconds=max(0.0, until - time.monotonic()))
            asked, is_ours = self._found(question, seconds)
        try:
            asked.answer = self._inner.ask(question)
            asked.whole = True
        finally:
            asked.over.set()
        return asked.answer

    def _found(self, question: Question, seconds: float) -> tuple[_Asked, bool]:
        """What is known of a question, and whether it is now ours to pass on; `seconds` is our whole patience."""
        key = _same_for_all(question)
        with self._lock:
            asked = self._asked.get(key)
            if asked is not None and (not asked.over.is_set() or asked.serves(seconds)):
                return asked, False
            ours = self._asked[key] = _Asked(_seconds(question))
            return ours, True


def _seconds(question: Question) -> float:
    return question.seconds if isinstance(question, (RunProgram, AskCom, Knock)) else math.inf


def _same_for_all(question: Question) -> tuple[Any, ...]:
    """The question with its limits on size, which decide what comes back, but without how long it may take."""
    return type(question), *(getattr(question, name) for name in question.__slots__ if name != "seconds")
