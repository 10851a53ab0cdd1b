"""On a system that tells nothing, every check is in the report, honestly Not checked."""

from datetime import UTC, date, datetime

import pytest

from carecheck.look.machine import About
from carecheck.look.network import Offline
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from carecheck.report import broken_rules
from carecheck.scan import look
from carecheck.systems import SystemName

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("system", ["macos"])
def test_every_check_is_not_checked_with_its_reason(system: SystemName) -> None:
    plan = make_plan()
    machine = RecordedMachine(About(system, date(2026, 11, 24), home="/", host_name="OFFICE-PC"), {})

    report = make_report(plan, look(plan, lambda: machine, Offline(), lambda: b"k" * 32, clock=lambda: MOMENT))

    reasons = {result.check_id: result.unknown.reason for result in report.results if result.unknown}
    assert broken_rules(report) == []
    planned = [*plan.checks_of("computer"), *plan.checks_of("home")]
    not_asked_for = {check.id for check in planned if check.applies_when and check.applies_when.limits_only}
    assert reasons.keys() == {check.id for check in planned} - not_asked_for
    assert "our_fault" not in reasons.values()
