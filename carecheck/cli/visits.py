"""What is known of the visits before: how long things have been to fix, what has changed, and how it went over time."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carecheck.report import Report
    from carecheck.show.since import Since


def since_last_visit(report: "Report", *homes: Path) -> tuple["Report", "Since | None"]:
    """The report, in which each thing to fix carries its first day, and what has changed since the visit before.

    `homes` are the folders in which the reports of its home may lie, a folder for each day.
    """
    from carecheck.homes.changes import changes_between, with_history
    from carecheck.homes.history import earlier_days, visits
    from carecheck.homes.trend import MOST_VISITS, trend_of
    from carecheck.show.since import since

    days = list(islice(earlier_days(report, *homes), MOST_VISITS))
    if not days:
        return report, None
    before = days[0][-1]
    aged = with_history(report, before)
    return aged, since(changes_between(before, aged), trend_of(visits(days, aged)))


def told_beside(file: Path, report: "Report") -> "Since | None":
    """What a saved report told of the visits before it; None where it lies in no folder of its day."""
    day = file.absolute().parent
    if day.name != report.run.started_at.date().isoformat():
        return None
    return since_last_visit(report, day.parent)[1]


def told_among(reports: "Iterable[Report]", whole: "Report") -> tuple["Report", "Since | None"]:
    """The report that was made of these, with the first day of each thing to fix, and what has changed between them."""
    from carecheck.homes.visited import visited_before
    from carecheck.show.since import since

    visited = visited_before(whole, reports)
    return visited.report, since(visited.changes, visited.trend) if visited.changes else None
