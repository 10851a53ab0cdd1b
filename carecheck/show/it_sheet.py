"""One sheet of the page for the IT person: what only they can fix, and what a run with their rights would add."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from carecheck import words
from carecheck.show.badge import Badge
from carecheck.show.findings import Finding
from carecheck.show.view import AdministratorRun, View

TITLE: Final = "Ask your IT person"
INTRO: Final = "Give this sheet to your IT person. The numbers are those of the report."
ADDS: Final = "What an administrator can find out"

# So that it prints on one page of A4: about how many lines it has, and how many letters a line.
MOST_LINES: Final = 44
LETTERS: Final = 88
MOST_TECHNICAL: Final = 240  # letters; all of them stand with the finding itself
MOST_PLACES: Final = 100
CUT: Final = " ..."


class Job(msgspec.Struct, frozen=True):
    """One thing for the IT person to do or to find out, with the technical lines."""

    number: int
    id: str
    light: Badge
    title: str
    where: str
    technical: str

    @property
    def lines(self) -> int:
        """About how many lines it takes on paper."""
        return _lines(self.title) + _lines(self.where) + _lines(self.technical)


class ItSheet(msgspec.Struct, frozen=True):
    """The sheet: jobs in the order of the report, what is left out of them, and what a run would add."""

    title: str
    intro: str
    jobs: tuple[Job, ...]
    more: str
    run: AdministratorRun | None
    adds: tuple[Job, ...]
    adds_title: str = ADDS


def it_sheet(view: View) -> ItSheet | None:
    """The sheet of a report; None where there is nothing to ask an IT person."""
    adds = [_job(thing, technical=False) for thing in view.for_administrator]
    theirs = [_job(thing) for thing in view.findings if thing.results[0].who == "it" and not thing.for_administrator]
    if not adds and not theirs:
        return None
    room_for_adds = min(sum(one.lines for one in adds), MOST_LINES // 3)
    shown_adds = _that_fit(adds, room_for_adds)
    jobs = _that_fit(theirs, MOST_LINES - room_for_adds)
    left = len(theirs) + len(adds) - len(jobs) - len(shown_adds)
    more = f"And {words.number(left)} more. You find all of them in the report." if left else ""
    return ItSheet(TITLE, INTRO, jobs, more, view.administrator, shown_adds)


def _job(thing: Finding, *, technical: bool = True) -> Job:
    where = words.places(thing.where) if thing.where else ""
    lines = " | ".join(_technical(thing)) if technical else ""
    badge = Badge.of(thing.light)
    return Job(thing.number, thing.id, badge, thing.title, _cut(where, MOST_PLACES), _cut(lines, MOST_TECHNICAL))


def _technical(thing: Finding) -> Iterator[str]:
    yield thing.code
    yield from thing.for_it


def _that_fit(jobs: Iterable[Job], room: int) -> tuple[Job, ...]:
    """The first jobs, as many as there is room for."""
    shown: list[Job] = []
    for job in jobs:
        room -= job.lines
        if room < 0:
            break
        shown.append(job)
    return tuple(shown)


def _lines(text: str) -> int:
    return -(-len(text) // LETTERS)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - len(CUT)] + CUT
