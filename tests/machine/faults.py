"""What a probe makes of one bad answer after the other, and of none but bad ones."""

from collections.abc import Collection

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.machine import ListFolder, Machine, Question
from carecheck.look.probes import Probe
from tests.machine.reassurance import look, questions, reassured


def reassured_by_one_answer(
    probe: Probe, machine: Machine, fault: Fault, listed_whole: Collection[str] = ()
) -> list[tuple[Question, list[str]]]:
    """Each question whose bad answer makes a fact better than it is.

    The kernel lists a folder whole, or says why not: half a list never comes. Where no other sign would show that names
    are missing, the folder stands in `listed_whole`.
    """
    true = look(probe, machine)
    found = [
        (question, reassured(true, look(probe, FaultyMachine(machine, nth, fault))))
        for nth, question in enumerate(questions(probe, machine), 1)
        if not (isinstance(question, ListFolder) and fault in ("half", "empty") and question.path in listed_whole)
    ]
    return [(question, better) for question, better in found if better]


def reassured_by_bad_answers_alone(probe: Probe, machine: Machine, fault: Fault) -> list[str]:
    """The facts that are better than they are where each answer is bad."""
    return reassured(look(probe, machine), look(probe, FaultyMachine(machine, None, fault)))


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
