"""Whatever one answer does, no Windows probe reassures; see tests/linux/test_faults.py."""

from typing import Final

import pytest

from carecheck.facts.model import Unknown, fact_fields
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.probes import probes_for
from tests.linux.test_faults import look, questions, reassured
from tests.windows_facts.pcs import NAMES, pc

PROBES: Final = sorted(probes_for("windows"))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("group", PROBES)
def test_one_bad_answer_never_reassures(group: str, name: str, fault: Fault) -> None:
    probe, machine = probes_for("windows")[group], pc(name)
    true = look(probe, machine)

    for nth, question in enumerate(questions(probe, machine), 1):
        told = look(probe, FaultyMachine(machine, nth, fault))

        assert not reassured(true, told), question


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in ("missing", "empty", "half")])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("group", PROBES)
def test_a_computer_that_answers_nothing_rightly_never_reassures(group: str, name: str, fault: Fault) -> None:
    probe, machine = probes_for("windows")[group], pc(name)

    told = look(probe, FaultyMachine(machine, None, fault))

    assert not reassured(look(probe, machine), told)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("group", PROBES)
def test_only_a_fault_of_the_machine_is_our_fault(group: str, name: str) -> None:
    probe, machine = probes_for("windows")[group], pc(name)

    for fault in FAULTS:
        for nth in range(1, len(questions(probe, machine)) + 1):
            told = look(probe, FaultyMachine(machine, nth, fault))

            gaps = [getattr(told, name) for name in fact_fields(type(told))]
            ours = [gap for gap in gaps if isinstance(gap, Unknown) and gap.reason == "our_fault"]
            assert bool(ours) == (fault == "raises"), (nth, fault, ours)
