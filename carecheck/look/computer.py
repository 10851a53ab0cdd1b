"""Runs all probes of this computer side by side, each with a deadline of its own."""

import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Final, NamedTuple

import msgspec

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.evidence import Evidence
from carecheck.look.machine import Answer, Machine, Question
from carecheck.look.once_machine import OnceMachine
from carecheck.look.probes import Probe
from carecheck.look.watched_machine import WatchedMachine

PROBE_SECONDS: Final = 20.0
SECONDS_TO_HAND_IN: Final = (
    1.0  # a probe's questions end this long before its deadline, so that it can say what it knows
)


class ComputerFacts(NamedTuple):
    """What the probes saw: fact groups and evidence by the group's name, and every answer, for a recording.

    `asked` holds the questions of each group, in the order of asking.
    """

    groups: dict[str, FactGroup]
    evidence: dict[str, tuple[Evidence, ...]]
    answers: dict[Question, Answer]
    asked: dict[str, tuple[Question, ...]]


class _Look(msgspec.Struct):
    """One probe at work."""

    probe: Probe
    machine: WatchedMachine
    group: FactGroup | None = None
    thread: Thread | None = None


def look_at_computer(
    machine: Machine, probes: Mapping[str, Probe], deadline_seconds: float = PROBE_SECONDS
) -> ComputerFacts:
    """Run the probes, and come back by the deadline whatever they do.

    A question of several probes goes to the computer once. A late probe's group is `timed_out`. An exception makes its
    group `our_fault`, with the exception's class and the place in the code; its own words are left out, since they may
    hold names.
    """
    deadline = time.monotonic() + deadline_seconds
    last_question = deadline - min(SECONDS_TO_HAND_IN, deadline_seconds / 4)
    once = OnceMachine(machine)
    looks: dict[str, _Look] = {}
    for name, probe in probes.items():
        look = _Look(probe, WatchedMachine(once, lambda: last_question - time.monotonic()))
        # Daemon threads: one that never comes back does not keep carecheck from ending.
        look.thread = Thread(target=_look, args=(look,), name=f"probe {name}", daemon=True)
        look.thread.start()
        looks[name] = look
    groups: dict[str, FactGroup] = {}
    for name, look in looks.items():
        if look.thread is not None:
            look.thread.join(max(0.0, deadline - time.monotonic()))
        late = Unknown("timed_out", f"it took more than {deadline_seconds:g} s")
        groups[name] = look.group or look.probe.group.all_unknown(late)
    evidence = {name: look.machine.evidence() for name, look in looks.items()}
    by_group = {name: dict(tuple(look.machine.answers.items())) for name, look in looks.items()}  # late ones still ask
    answers = {question: answer for one in by_group.values() for question, answer in one.items()}
    return ComputerFacts(groups, evidence, answers, {name: tuple(one) for name, one in by_group.items()})


def _look(look: _Look) -> None:
    wanted = look.probe.group
    try:
        seen = look.probe.look(look.machine)
        if not isinstance(seen, wanted):
            seen = wanted.all_unknown(Unknown("our_fault", f"the probe filled {type(seen).__name__}"))
    except Exception as error:  # whatever happens in a probe, the scan goes on
        seen = wanted.all_unknown(Unknown("our_fault", f"{type(error).__name__} in {_place(error)}"))
    look.group = seen


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return "/".join(Path(last.filename).parts[-2:]) + f":{last.lineno}"
