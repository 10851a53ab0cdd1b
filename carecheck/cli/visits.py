"""What a scan knows of the visit before: how long things have been to fix, and what has changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carecheck.report import Report
    from carecheck.results import ResultsFolder
    from carecheck.show.since import Since


def since_last_visit(report: "Report", folder: "ResultsFolder") -> tuple["Report", "Since | None"]:
    """The report, in which each thing to fix carries its first day, and what has changed since the visit before."""
    from carecheck.homes.changes import changes_between, with_history
    from carecheck.homes.history import report_before
    from carecheck.show.since import since

    before = report_before(report, folder.of_home(report.site.name if report.site else None))
    if before is None:
        return report, None
    aged = with_history(report, before)
    return aged, since(changes_between(before, aged))
