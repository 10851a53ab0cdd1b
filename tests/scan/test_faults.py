"""A fault at any question about this computer: the report is whole, and nothing turns green because of it."""

from datetime import UTC, datetime

import pytest

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.collected import Collected, Seen
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import LookAt, Machine
from carecheck.look.probes import Probe, probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.watched_machine import WatchedMachine
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from carecheck.report import Report, broken_rules
from tests.campaign.counting import Tried

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PLAN = make_plan()


# Where the program is not there, there is no server to sign in by: nothing else tells a computer on which it never ran.
SSHD = LookAt("/usr/sbin/sshd")
NO_SERVER = {"remote.ssh"}


@pytest.fixture(scope="module", name="this_computer")
def recording_of_this_computer() -> RecordedMachine:
    """Every answer that a scan of this computer gets, recorded once."""
    watched = WatchedMachine(LocalMachine())
    for probe in probes_for("linux").values():
        probe.look(watched)
    return RecordedMachine(watched.about, watched.answers)


def groups_of(machine: Machine) -> dict[str, FactGroup]:
    return {name: probe.look(machine) for name, probe in probes_for("linux").items()}


def report_on(groups: dict[str, FactGroup]) -> Report:
    seen = Seen("d-1", "computer", "OFFICE-PC", groups, {}, MOMENT, system="linux")
    return make_report(PLAN, Collected(MOMENT, MOMENT, False, (seen,)), "00000000-0000-4000-8000-000000000000")


def lights(report: Report) -> dict[str, str]:
    return {result.check_id: result.light for result in report.results}


def with_fault(probe: Probe, machine: FaultyMachine) -> FactGroup:
    try:
        return probe.look(machine)
    except Exception as error:  # as a scan does: a probe's fault is our fault, and the scan goes on
        return probe.group.all_unknown(Unknown("our_fault", type(error).__name__))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", sorted(probes_for("linux")))
def test_no_fault_at_any_question_makes_a_light_green(
    this_computer: RecordedMachine, name: str, fault: Fault, tried: Tried
) -> None:
    whole = groups_of(this_computer)
    before = lights(report_on(whole))
    probe, nth = probes_for("linux")[name], 0
    while True:
        nth += 1
        tried("Linux, one bad answer")
        machine = FaultyMachine(this_computer, nth, fault)
        report = report_on({**whole, name: with_fault(probe, machine)})

        assert broken_rules(report) == []
        assert lights(report).keys() == before.keys()
        turned = {check for check, light in lights(report).items() if light == "green" != before[check]}
        question = machine.asked[nth - 1 : nth]
        assert turned <= (NO_SERVER if fault == "missing" and question == [SSHD] else set()), (nth, question)
        if nth >= len(machine.asked):
            return


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_every_question_leaves_nothing_green(
    this_computer: RecordedMachine, fault: Fault, tried: Tried
) -> None:
    machine = FaultyMachine(this_computer, None, fault)
    tried("all answers bad at once")

    report = report_on({name: with_fault(probe, machine) for name, probe in probes_for("linux").items()})

    if fault != "another_language":  # which leaves the names of files and the numbers in them as they are
        assert "green" not in lights(report).values()
    assert len(report.results) == len(PLAN.checks_of("computer"))
