"""How much there was to fix at each visit, and how far the visits can be compared.

A visit that checked other things is told apart, and the one number that is compared counts only what was checked by the
same rules both times. So no visit looks better because less was checked.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from carecheck.homes.changes import by_other_rules
from carecheck.lights import Light
from carecheck.report import Report, Result

FEWEST_VISITS: Final = 3
MOST_VISITS: Final = 5


class Visit(msgspec.Struct, frozen=True):
    """What was seen at one visit: results by their light, whether or not somebody accepted a risk.

    `checks` counts what applied, so all but Not needed. `new_rules`: by how many checks the newest visit was judged by
    other rules; `others`: whether other things were looked at or checked then.
    """

    day: date
    lights: Mapping[Light, int]
    computers: int
    checks: int
    others: bool
    new_rules: int

    @property
    def could(self) -> int:
        """How many of the checks could be done."""
        return self.checks - self.lights["unknown"]

    @property
    def comparable(self) -> bool:
        """Whether the same things were checked by the same rules as at the newest visit."""
        return not self.others and not self.new_rules


class Compared(msgspec.Struct, frozen=True):
    """Fix now at the first visit and at the newest, among the `checks` that were the same.

    `whole`: nothing was left out to make them the same. `lost` were Fix now then and could not be checked this time;
    `found` are Fix now and could not be checked then.
    """

    first: date
    last: date
    checks: int
    whole: bool
    then: int
    now: int
    lost: int
    found: int


class Trend(msgspec.Struct, frozen=True):
    """The visits, the oldest first, and the first one compared with the newest. `accepted`: some risk is accepted."""

    visits: tuple[Visit, ...]
    compared: Compared
    accepted: bool


def trend_of(reports: Sequence[Report]) -> Trend | None:
    """The trend over these visits, the oldest first; None for fewer than three. Only the newest few are told."""
    told = reports[-MOST_VISITS:]
    if len(told) < FEWEST_VISITS:
        return None
    accepted = any(result.accepted for one in told for result in one.results)
    return Trend(tuple(_visit(one, told[-1]) for one in told), _compared(told[0], told[-1]), accepted)


def _visit(report: Report, newest: Report) -> Visit:
    lights: Counter[Light] = Counter(result.light for result in report.results)
    pairs = _pairs(report, newest)
    keys = {result.key for result in report.results}
    return Visit(
        report.run.started_at.date(),
        lights,
        computers=sum(subject.kind == "computer" for subject in report.subjects),
        checks=len(report.results) - lights["not_needed"],
        others=keys != {result.key for result in newest.results},
        new_rules=len({now.check_id for was, now in pairs if by_other_rules(was, now)}),
    )


def _compared(first: Report, newest: Report) -> Compared:
    pairs = [(was.light, now.light) for was, now in _pairs(first, newest) if not by_other_rules(was, now)]
    return Compared(
        first.run.started_at.date(),
        newest.run.started_at.date(),
        checks=len(pairs),
        whole=len(pairs) == len(first.results) == len(newest.results),
        then=sum(was == "red" for was, _ in pairs),
        now=sum(now == "red" for _, now in pairs),
        lost=pairs.count(("red", "unknown")),
        found=pairs.count(("unknown", "red")),
    )


def _pairs(before: Report, now: Report) -> list[tuple[Result, Result]]:
    earlier = {result.key: result for result in before.results}
    return [(earlier[result.key], result) for result in now.results if result.key in earlier]
