"""Puts together how far all browsers of a computer are behind: the worst counts."""

from collections.abc import Iterable, Sequence
from datetime import date

from carecheck.facts.browsers import Browsers
from carecheck.facts.model import Unknown
from carecheck.look.browser_releases import Behind


def together(found: Sequence[Behind], gaps: Sequence[Unknown]) -> Browsers:
    """The facts, from each browser that could be held against the list, and why others could not."""
    if not found:
        return Browsers.all_unknown(gaps[0] if gaps else Unknown("not_seen", "none of the browsers that we know"))
    worst = min(found, key=_urgency)
    replaced = worst.replaced_on
    return Browsers(
        names=gaps[0] if gaps else tuple(sorted({behind.name for behind in found})),
        most_behind=worst.name,
        replaced_on=gaps[0] if gaps and replaced is None else replaced,
        may_be_replaced_on=gaps[0] if gaps else _earliest(behind.may_be_replaced_on for behind in found),
    )


def _urgency(behind: Behind) -> tuple[date, date]:
    may_be = behind.may_be_replaced_on
    return behind.replaced_on or date.max, may_be if isinstance(may_be, date) else date.max


def _earliest(days: Iterable[date | None | Unknown]) -> date | None | Unknown:
    certain: list[date] = []
    for day in days:
        if isinstance(day, Unknown):
            return day
        if day is not None:
            certain.append(day)
    return min(certain, default=None)
