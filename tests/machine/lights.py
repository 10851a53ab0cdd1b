"""The lights of a recorded computer, without any answer of people, from the probes through to the report."""

from datetime import UTC, datetime
from functools import cache
from typing import Final

from carecheck.look.collected import Collected, Seen
from carecheck.look.computer import look_at_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probes_for
from carecheck.make_report import make_report
from carecheck.plan import Plan, make_plan
from carecheck.report import Report
from tests.windows_facts.pcs import EVERYTHING

MOMENT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def report_of(machine: Machine) -> Report:
    """The report on the computer."""
    system = machine.about.system
    seen = look_at_computer(machine, probes_for(system))
    computer = Seen("d-1", "computer", "PC", seen.groups, seen.evidence, MOMENT, system=system)
    return make_report(_plan(), Collected(MOMENT, MOMENT, False, (computer,)))


def lights(machine: Machine) -> dict[str, str]:
    """The light of each check with its rule, or with the reason of an unknown."""
    found: dict[str, str] = {}
    for result in report_of(machine).results:
        because = result.rule.code if result.rule else result.unknown.reason if result.unknown else ""
        found[result.check_id] = f"{result.light} {because}".strip()
    return found


@cache
def _plan() -> Plan:
    return make_plan(EVERYTHING)
