"""What a probe makes of one bad answer after the other, and of none but bad ones."""

from collections.abc import Collection, Sequence
from typing import Final

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.machine import ListFolder, Machine, Question
from carecheck.look.probes import Probe
from tests.campaign.counting import ONE_BAD_ANSWER, Tried
from tests.machine.reassurance import look, questions, reassured

# What no sound computer answers. What is missing or empty everywhere may truly be so.
NEVER_TRUE: Final[Sequence[Fault]] = [fault for fault in FAULTS if fault not in ("missing", "empty", "half")]


def reassured_by_one_answer(
    probe: Probe, machine: Machine, tried: Tried, listed_whole: Collection[str] = ()
) -> list[tuple[Fault, Question, list[str]]]:
    """Each fault, and the question whose bad answer then makes facts better than they are.

    The kernel lists a folder whole, or says why not: half a list never comes. Where no other sign would show that names
    are missing, the folder stands in `listed_whole`.
    """
    true = look(probe, machine)
    spoilt = [
        (fault, nth, question)
        for nth, question in enumerate(questions(probe, machine), 1)
        for fault in FAULTS
        if not (isinstance(question, ListFolder) and fault in ("half", "empty") and question.path in listed_whole)
    ]
    tried(ONE_BAD_ANSWER[machine.about.system], len(spoilt))
    told = ((fault, question, look(probe, FaultyMachine(machine, nth, fault))) for fault, nth, question in spoilt)
    return [(fault, question, better) for fault, question, facts in told if (better := reassured(true, facts))]


def reassured_by_bad_answers_alone(probe: Probe, machine: Machine, tried: Tried) -> list[tuple[Fault, list[str]]]:
    """Each fault with the facts that are better than they are where each answer is bad in that way."""
    true = look(probe, machine)
    tried("all answers bad at once", len(NEVER_TRUE))
    told = ((fault, look(probe, FaultyMachine(machine, None, fault))) for fault in NEVER_TRUE)
    return [(fault, better) for fault, facts in told if (better := reassured(true, facts))]


def wrongly_blamed(probe: Probe, machine: Machine) -> list[tuple[Question, Fault]]:
    """Where a probe calls it our fault although the machine gave a bad answer, or the other way round."""
    asked = questions(probe, machine)
    return [
        (question, fault)
        for fault in FAULTS
        for nth, question in enumerate(asked, 1)
        if _is_ours(probe, FaultyMachine(machine, nth, fault)) != (fault == "raises")
    ]


def _is_ours(probe: Probe, machine: Machine) -> bool:
    told = look(probe, machine)
    gaps = [getattr(told, name) for name in fact_fields(type(told))]
    return any(isinstance(gap, Unknown) and gap.reason == "our_fault" for gap in gaps)
