"""The reports before this one: what was kept of the same computer or domain at earlier visits."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from carecheck.errors import CannotRun
from carecheck.readfile import is_link
from carecheck.report import Report, bytes_of, parse_report
from carecheck.results import days_in

MOST_DAYS: Final = 20  # folders of days that are looked into
MOST_FILES: Final = 40  # in each of them


def earlier_days(report: Report, *homes: Path) -> Iterator[list[Report]]:
    """For each earlier day, the newest first, the reports of the same subject in the folders of a home, newest last.

    A file that cannot be read is passed over: an old result must not stop a new one.
    """
    about = report.subjects[0].id if report.subjects else None
    found = [day for home in homes for day in days_in(home)]
    days = sorted(found, key=lambda day: day.name, reverse=True)[:MOST_DAYS]
    for day in days if about else ():
        earlier = [
            one
            for one in _kept(day, str(about))
            if one.run.started_at <= report.run.started_at
            and one.report_id != report.report_id
            and (one.site and one.site.id) == (report.site and report.site.id)
            and one.subjects
            and one.subjects[0].id == about
            and one.made_up == report.made_up  # a made-up visit is none of a real home
        ]
        if earlier:
            yield sorted(earlier, key=lambda one: one.run.started_at)


def visits(days: Sequence[Sequence[Report]], now: Report) -> tuple[Report, ...]:
    """One report for each day, the oldest first, this one last: of each earlier day the one that checked the most."""
    by_day: dict[date, Report] = {}
    for day in days:
        fullest = max(day, key=lambda one: (len(one.results), one.run.started_at))
        by_day.setdefault(fullest.run.started_at.date(), fullest)
    by_day[now.run.started_at.date()] = now
    return tuple(by_day[day] for day in sorted(by_day))


def _kept(day: Path, about: str) -> Iterator[Report]:
    """The reports in a folder that may be about that subject: what does not name it is not worth the reading."""
    named = json.dumps(about, ensure_ascii=False).encode()
    files = (file for file in day.glob("*.json") if not is_link(file))
    for file in sorted(files, reverse=True)[:MOST_FILES]:
        try:
            raw = bytes_of(file)
            if named in raw:
                yield parse_report(raw, str(file))
        except CannotRun:
            continue
