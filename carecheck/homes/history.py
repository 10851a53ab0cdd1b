"""The report before this one: what was kept of the same computer or domain at the visit before."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun
from carecheck.report import Report, read_report

MOST_DAYS: Final = 20  # folders of days that are looked into
MOST_FILES: Final = 40  # in each of them


def report_before(report: Report, home: Path) -> Report | None:
    """The newest earlier report of the same subject in the folder of a home; None when there is none.

    A file that cannot be read is passed over: an old result must not stop a new one.
    """
    about = report.subjects[0].id if report.subjects else None
    days = sorted((day for day in home.glob("????-??-??") if day.is_dir()), reverse=True)[:MOST_DAYS]
    for day in days:
        earlier = [
            one
            for one in _kept(day)
            if one.run.started_at <= report.run.started_at
            and one.report_id != report.report_id
            and one.subjects
            and one.subjects[0].id == about
        ]
        if earlier:  # older days need not be read
            return max(earlier, key=lambda one: one.run.started_at)
    return None


def _kept(day: Path) -> Iterator[Report]:
    for file in sorted(day.glob("*.json"), reverse=True)[:MOST_FILES]:
        try:
            yield read_report(file)
        except CannotRun:
            continue
