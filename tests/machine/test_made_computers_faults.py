"""Whatever one answer does, no probe of Windows or macOS reassures; see tests/linux/test_faults.py."""

from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from carecheck.look.machine import Machine
from carecheck.look.probes import probes_for
from carecheck.systems import SystemName
from tests.campaign.counting import Tried
from tests.machine.faults import reassured_by_bad_answers_alone, reassured_by_one_answer, wrongly_blamed
from tests.machine.reassurance import questions
from tests.macos.macs import NAMES as MACS
from tests.macos.macs import mac
from tests.windows_facts.pcs import NAMES as PCS
from tests.windows_facts.pcs import pc

# The folders without another sign by which a probe could notice that names are missing, and what is lost with a name.
NO_OTHER_SIGN: Final[Mapping[str, str]] = {
    "/Applications/Utilities": "a program",
    "~/Applications": "a program",
    "/Library/LaunchAgents": "a program that starts with a login",
    "/Library/LaunchDaemons": "a program that starts with the Mac",
    "C:/ProgramData/Microsoft/Wlansvc/Profiles/Interfaces": "the Wi-Fi networks of an adapter",
    "C:/ProgramData/Microsoft/Wlansvc/Profiles/Interfaces/{5D0C8B1E-93A4-4B57-8C0D-2E6F1A7B9C34}": "a Wi-Fi network",
}
COMPUTERS: Final[Mapping[SystemName, list[Machine]]] = {
    "windows": [pc(name) for name in PCS],
    "macos": [mac(name) for name in MACS],
}
NAMES: Final[Mapping[SystemName, list[str]]] = {"windows": PCS, "macos": MACS}

Case = tuple[SystemName, str, str]


def cases() -> Iterator[Case]:
    """Each probe with each computer on which its questions are answered in a way of their own."""
    for system, machines in COMPUTERS.items():
        for group, probe in sorted(probes_for(system).items()):
            seen: set[str] = set()
            for name, machine in zip(NAMES[system], machines, strict=True):
                asked = questions(probe, machine)
                told = repr([machine.about, *((question, machine.ask(question)) for question in asked)])
                if told not in seen:
                    seen.add(told)
                    yield system, group, name


def machine_of(system: SystemName, name: str) -> Machine:
    return COMPUTERS[system][NAMES[system].index(name)]


CASES: Final = list(cases())
each_case = pytest.mark.parametrize(("system", "group", "name"), CASES)


@each_case
def test_one_bad_answer_never_reassures(system: SystemName, group: str, name: str, tried: Tried) -> None:
    better = reassured_by_one_answer(probes_for(system)[group], machine_of(system, name), tried, NO_OTHER_SIGN)

    assert not better


@each_case
def test_a_computer_that_answers_nothing_rightly_never_reassures(
    system: SystemName, group: str, name: str, tried: Tried
) -> None:
    assert not reassured_by_bad_answers_alone(probes_for(system)[group], machine_of(system, name), tried)


@each_case
def test_only_a_fault_of_the_machine_is_our_fault(system: SystemName, group: str, name: str) -> None:
    assert not wrongly_blamed(probes_for(system)[group], machine_of(system, name))
