"""Two visits to a made-up home."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from carecheck import report
from carecheck.lights import Light
from carecheck.report import Report, Result, Subject
from tests.show.sample_report import OFFICE_PC, STARTED, home, not_checked, result

EARLIER: Final = datetime.fromisoformat("2026-05-14T09:30:00+01:00")
KITCHEN: Final = Subject("d-kitchen", "computer", "KITCHEN", "desktop", "windows")


def seen(
    light: Light, check: str = "firewall.on", subject: Subject = OFFICE_PC, version: int = 1, **more: Any
) -> Result:
    """A result with that light by a rule of that version."""
    title = f"The firewall is {light}."
    if light == "unknown":
        return not_checked(check, title, "timed_out", subject=subject, **more)
    if light == "not_needed":
        return result(check, light, title, subject, **more)
    rule = report.Rule("found", version, "firewall.on", {"days": 7})
    many = f"The firewall is {light} on {{n}} computers."
    return result(check, light, title, subject, rule=rule, title_many=many, **more)


def visit(
    results: Iterable[Result], when: datetime = STARTED, subjects: tuple[Subject, ...] = (), **more: Any
) -> Report:
    """What was found on that day; its report has an id of its own."""
    run = report.Run(when, when + timedelta(seconds=9), elevated=False)
    about = sum(map(ord, subjects[0].id)) if subjects else 0
    number = f"{int(when.timestamp()) + about:012x}"
    given: dict[str, Any] = {"report_id": f"6f1c2a4e-0000-4000-8000-{number}", **more}
    return home(*results, subjects=subjects, run=run, **given)


def first_seen(day: date | None) -> dict[str, Any]:
    """The field of a result that has been to fix since that day."""
    return {"first_seen": day}
