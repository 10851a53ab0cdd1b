"""What has changed since an earlier visit: told by check, rule and subject, never by title or place in a list."""

from datetime import date
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from carecheck.errors import CannotRun
from carecheck.report import Report, Result, Subject

Change = Literal[
    "fixed",
    "new",
    "worse",
    "better",
    "still",
    "not_checked_now",
    "now_checked",
    "not_needed_now",
    "check_changed",
]
# What a home did or did not do. The rest is about our looking, and counts for nobody.
COUNTED: Final[tuple[Change, ...]] = ("fixed", "new", "worse", "better", "still")
_TO_FIX: Final = ("red", "amber")


class Changed(msgspec.Struct, frozen=True):
    """One result beside the one before; `before` is None for what was not looked at then."""

    change: Change
    before: Result | None
    now: Result


class Changes(msgspec.Struct, frozen=True):
    """Everything that differs between two visits. `gone`: not seen this time, which is not the same as fixed.

    `on_new` are the things to fix on subjects that were not there before: they are told apart from new things.
    """

    before: Report
    now: Report
    changed: tuple[Changed, ...]
    gone: tuple[Subject, ...]
    appeared: tuple[Subject, ...]
    on_new: tuple[Result, ...]

    def of(self, change: Change) -> tuple[Changed, ...]:
        """The results that changed in this way."""
        return tuple(one for one in self.changed if one.change == change)


def changes_between(before: Report, now: Report) -> Changes:
    """What has changed from one report of a home to a later one."""
    earlier = {result.key: result for result in before.results}
    subjects_before = {subject.id for subject in before.subjects}
    subjects_now = {subject.id for subject in now.subjects}
    old, new = (
        tuple(one for one in now.results if (one.subject_id in subjects_before) is there) for there in (True, False)
    )
    changed = ((result, earlier.get(result.key)) for result in old)
    return Changes(
        before,
        now,
        tuple(Changed(kind, was, result) for result, was in changed if (kind := _change(was, result)) is not None),
        gone=tuple(subject for subject in before.subjects if subject.id not in subjects_now),
        appeared=tuple(subject for subject in now.subjects if subject.id not in subjects_before),
        on_new=tuple(result for result in new if result.light in _TO_FIX),
    )


def changes_of_homes(before: Report, now: Report) -> Changes:
    """The same for two reports that a person named. Raises CannotRun when they cannot be compared."""
    names = [report.site.name if report.site else "a home without a name" for report in (before, now)]
    if (before.site and before.site.id) != (now.site and now.site.id):
        raise CannotRun(f"These are of 2 homes: {names[0]} and {names[1]}. Choose 2 reports of one home.")
    if before.run.started_at > now.run.started_at:
        raise CannotRun("The first report is the newer one. Name the older one first.")
    return changes_between(before, with_history(now, before))


def with_history(now: Report, before: Report) -> Report:
    """The report in which each thing to fix carries the day on which it was first to be fixed."""
    first_seen = {result.key: result.first_seen for result in before.results if result.light in _TO_FIX}
    return replace(now, results=tuple(_aged(result, first_seen.get(result.key)) for result in now.results))


def by_other_rules(was: Result, now: Result) -> bool:
    """Whether two results were judged by other rules or limits, as far as they tell: those are not to be compared."""
    return bool(was.rule and now.rule and (was.rule.version, was.rule.limits) != (now.rule.version, now.rule.limits))


def _aged(result: Result, first_seen: date | None) -> Result:
    if first_seen is None or result.first_seen is None:
        return result
    return replace(result, first_seen=min(first_seen, result.first_seen))


def _change(was: Result | None, now: Result) -> Change | None:
    """How a result has changed; None where there is nothing to say."""
    if was is None:  # not looked at then: whether it was so already, nobody knows
        return "now_checked" if now.light in _TO_FIX else None
    if by_other_rules(was, now):
        return "check_changed"
    match was.light, now.light:
        case "unknown", "unknown":
            return None
        case _, "unknown":
            return "not_checked_now"
        case _, "not_needed":
            return None if was.light == "not_needed" else "not_needed_now"
        case "unknown", _:
            return "now_checked"
        case "not_needed", _:  # which rule would have held then, nobody knows
            return "now_checked" if now.light in _TO_FIX else None
        case _:
            return _of_lights(was.light, now.light)


def _of_lights(was: str, now: str) -> Change | None:
    match was, now:
        case (("red" | "amber"), "green"):
            return "fixed"
        case (("green" | "not_needed"), ("red" | "amber")):
            return "new"
        case "amber", "red":
            return "worse"
        case "red", "amber":
            return "better"
        case (("red" | "amber"), ("red" | "amber")):
            return "still"
        case _:
            return None
