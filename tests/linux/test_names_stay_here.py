"""Names of people and of their places do not leave the probes: not in facts, and not in evidence."""

import re
from pathlib import Path
from typing import Final

import pytest

from carecheck.look.computer import ComputerFacts, look_at_computer
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine

RECORDINGS: Final = sorted((Path(__file__).parent / "recordings").glob("*.yaml"))
NAMES: Final = re.compile(r"alice|bob|carol|dave|nights|office|carebox|/srv|carer", re.IGNORECASE)


def shown(seen: ComputerFacts) -> str:
    return f"{seen.groups} {seen.evidence}".replace("office_not_trusted", "a fact")


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_facts_and_evidence_hold_no_name(recording: Path) -> None:
    seen = look_at_computer(RecordedMachine.from_file(recording), probes_for("linux"))

    assert not NAMES.search(shown(seen))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_what_goes_wrong_is_told_without_names(recording: Path, fault: Fault) -> None:
    machine = RecordedMachine.from_file(recording)
    name = recording.stem.split("-")[0]
    probe = {name: probes_for("linux")[name]}

    for nth in range(1, 40):
        told = look_at_computer(FaultyMachine(machine, nth, fault), probe)

        assert not NAMES.search(shown(told)), nth
