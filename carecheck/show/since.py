"""What has changed since an earlier visit, in words: first what was fixed, last what cannot be compared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from carecheck import words
from carecheck.homes.changes import Change, Changed, Changes
from carecheck.homes.trend import Trend
from carecheck.report import Result, Subject
from carecheck.show.findings import title_of, where_of
from carecheck.show.sentences import with_place
from carecheck.show.trend import ShownTrend, shown_trend

# In the order in which they are told: fair to the home, so what was fixed comes first.
LABELS: Final[Mapping[Change, str]] = {
    "fixed": "Fixed",
    "better": "Better, and not finished",
    "new": "New",
    "worse": "Worse",
    "still": "Still to fix",
    "not_checked_now": "Checked last time, but not today",
    "now_checked": "Checked today, but not last time",
    "not_needed_now": "No longer needed",
    "check_changed": "We changed how we check this. Do not compare it",
}
NOTHING: Final = "Nothing has changed."
NOT_FIXED: Final = "That does not mean that anything was fixed."


class Group(msgspec.Struct, frozen=True):
    """The things that changed in one way: a heading such as "Fixed: 3 things", and a sentence for each."""

    heading: str
    things: tuple[str, ...]


class Since(msgspec.Struct, frozen=True):
    """What a page or a window says about the time since an earlier visit; `lines` are the short form of all.

    `trend`: what it says of all visits, where there are enough.
    """

    title: str
    lines: tuple[str, ...]
    groups: tuple[Group, ...]
    trend: ShownTrend | None = None


def since(changes: Changes, trend: Trend | None = None) -> Since:
    """The words for these changes, and for a trend."""
    groups = tuple(_groups(changes))
    others = tuple(_subjects(changes))
    lines = (*(_short(group) for group in groups), *others)
    groups += (Group("Not in both visits", others),) if others else ()
    title = f"Since your last visit on {_day(changes)}"
    return Since(title, lines or (NOTHING,), groups, shown_trend(trend) if trend else None)


def _day(changes: Changes) -> str:
    before, now = changes.before.run.started_at, changes.now.run.started_at
    day = words.long_date(before.date())
    return f"{day} at {words.clock(before)}" if before.date() == now.date() else day


def _groups(changes: Changes) -> Iterator[Group]:
    subjects = {subject.id: subject for subject in changes.now.subjects}
    for change, label in LABELS.items():
        things = tuple(_things(changes.of(change), subjects))
        if things:
            yield Group(f"{label}: {words.count(len(things), 'thing')}", things)


def _things(changed: Iterable[Changed], subjects: Mapping[str, Subject]) -> Iterator[str]:
    """One sentence for each thing; the same thing on several computers is one."""
    alike: dict[tuple[str, str], list[Result]] = {}
    for one in changed:
        verdict = one.now.verdict
        alike.setdefault((one.now.check_id, verdict.title_many or verdict.title), []).append(one.now)
    for results in alike.values():
        where = where_of(results, subjects)
        yield f"{with_place(title_of(results), where)}{_on_the_list(results)}"


def _on_the_list(results: Iterable[Result]) -> str:
    """Since when a thing has been to fix, where that is not since today."""
    days = [one.first_seen for one in results if one.first_seen]
    collected = [fact.collected_at.date() for one in results for fact in one.facts]
    if not days or not collected or min(days) >= max(collected):
        return ""
    return f" It has been on your list since {words.long_date(min(days))}."


def _short(group: Group) -> str:
    """A group in one line: its heading, and the first of its things."""
    first = group.things[0]
    such_as = "" if len(group.things) == 1 else "Such as: "
    return f"{group.heading}. {such_as}{first}"


def _subjects(changes: Changes) -> Iterator[str]:
    if changes.gone:
        named = words.places([subject.label for subject in changes.gone])
        yield f"Not seen this time: {named}. {NOT_FIXED}"
    for subject in changes.appeared:
        amount = sum(result.subject_id == subject.id for result in changes.on_new)
        yield f"New on the list: {subject.label}, with {words.count(amount, 'thing')} to fix."
