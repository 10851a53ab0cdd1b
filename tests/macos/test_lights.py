"""The lights of made-up Macs, without any answer of people, from the probes through to the report."""

from datetime import UTC, datetime
from typing import Final

import pytest

from carecheck.look.collected import Collected, Seen
from carecheck.look.computer import look_at_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probes_for
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from tests.macos.macs import NAMES, load_mac
from tests.windows_facts.pcs import EVERYTHING

MOMENT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PLAN: Final = make_plan(EVERYTHING)


def lights(machine: Machine) -> dict[str, str]:
    """The light of each check with its rule, or with the reason of an unknown."""
    seen = look_at_computer(machine, probes_for("macos"))
    computer = Seen("d-1", "computer", "Mac", seen.groups, seen.evidence, MOMENT, system="macos")
    report = make_report(PLAN, Collected(MOMENT, MOMENT, False, (computer,)))
    found: dict[str, str] = {}
    for result in report.results:
        because = result.rule.code if result.rule else result.unknown.reason if result.unknown else ""
        found[result.check_id] = f"{result.light} {because}".strip()
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_mac_gets_its_lights(name: str) -> None:
    computer = load_mac(name)

    assert lights(computer.machine()) == computer.lights
