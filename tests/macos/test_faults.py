"""Whatever one answer does, no macOS probe reassures; see tests/linux/test_faults.py."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.machine import ListFolder, Question
from carecheck.look.probes import probes_for
from tests.machine.reassurance import look, questions, reassured
from tests.macos.macs import NAMES, mac

PROBES: Final = sorted(probes_for("macos"))

# The kernel lists a folder whole, or says why not: half a list never comes. These are the folders without another sign
# by which a probe could notice, and what is lost with a name.
NO_OTHER_SIGN: Final[Mapping[str, str]] = {
    "/Applications/Utilities": "a program",
    "~/Applications": "a program",
    "/Library/LaunchAgents": "a program that starts with a login",
    "/Library/LaunchDaemons": "a program that starts with the Mac",
}


def cases() -> Iterator[tuple[str, str]]:
    """Each probe with each computer on which its questions are answered in a way of their own."""
    for group in PROBES:
        seen: set[str] = set()
        for name in NAMES:
            machine = mac(name)
            asked = questions(probes_for("macos")[group], machine)
            told = repr([machine.about, *((question, machine.ask(question)) for question in asked)])
            if told not in seen:
                seen.add(told)
                yield group, name


CASES: Final = list(cases())


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("group", "name"), CASES)
def test_one_bad_answer_never_reassures(group: str, name: str, fault: Fault) -> None:
    probe, machine = probes_for("macos")[group], mac(name)
    true = look(probe, machine)

    for nth, question in enumerate(questions(probe, machine), 1):
        told = look(probe, FaultyMachine(machine, nth, fault))

        assert not reassured(true, told) or _is_told_whole(question, fault), question


def _is_told_whole(question: Question, fault: Fault) -> bool:
    return isinstance(question, ListFolder) and fault in ("half", "empty") and question.path in NO_OTHER_SIGN


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("missing", "empty", "half")])
@pytest.mark.parametrize(("group", "name"), CASES)
def test_a_computer_that_answers_nothing_rightly_never_reassures(group: str, name: str, fault: Fault) -> None:
    probe, machine = probes_for("macos")[group], mac(name)

    told = look(probe, FaultyMachine(machine, None, fault))

    assert not reassured(look(probe, machine), told)


@pytest.mark.parametrize(("group", "name"), CASES)
def test_only_a_fault_of_the_machine_is_our_fault(group: str, name: str) -> None:
    probe, machine = probes_for("macos")[group], mac(name)

    for fault in FAULTS:
        for nth in range(1, len(questions(probe, machine)) + 1):
            told = look(probe, FaultyMachine(machine, nth, fault))

            gaps = [getattr(told, name) for name in fact_fields(type(told))]
            ours = [gap for gap in gaps if isinstance(gap, Unknown) and gap.reason == "our_fault"]
            assert bool(ours) == (fault == "raises"), (nth, fault, ours)
