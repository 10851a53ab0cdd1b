"""An old report in the words of today: lights, facts and rules stay, and so do the words of what has changed since."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from carecheck import __version__, report, words
from carecheck.facts.catalogue import Kind, fact_named
from carecheck.facts.model import Unknown, Value
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check, Rule
from carecheck.judge.sentences import NOT_KNOWN
from carecheck.judge.verdict import Outcome, in_words
from carecheck.judge.worlds import Gap, LimitValue, World
from carecheck.make_report import words_of
from carecheck.report import Report, Result, Subject
from carecheck.shipped import shipped
from carecheck.systems import Release

CHANGED: Final = "These are the words of that day. We have changed this check since."
GONE: Final = "These are the words of that day. carecheck does not have this check."
NOT_TOLD: Final = "These are the words of that day. Today's need more than this report tells."
KEPT: Final = (CHANGED, GONE, NOT_TOLD)
SYSTEM: Final = "system.name"  # the fact that tells whose menus a computer has

_NOT_SEEN: Final = Unknown("not_seen")
_OTHER_KIND: Final = Unknown("unreadable")
_RELEASES: Final[tuple[tuple[str, Release], ...]] = (("Windows 10", "windows_10"), ("Windows 11", "windows_11"))


class _Told(World, frozen=True):
    """The world of a result as far as a report tells it; what it does not tell is Unknown."""

    told: Mapping[str, Value | Unknown | None] = msgspec.field(default_factory=dict[str, Value | Unknown | None])

    def value(self, name: str) -> Value | Unknown | None:
        """The value in the report."""
        return self.told.get(name, _NOT_SEEN)


def with_words_of_today(old: Report, checks: Mapping[str, Check] | None = None) -> Report:
    """The report in the words of our check files of today; where they no longer fit, a note says that the old stay."""
    checks = load_checks(shipped("checks"), with_examples=False) if checks is None else checks
    subjects = {subject.id: subject for subject in old.subjects}
    releases = dict(_releases(old.results))
    day = old.run.started_at.date()
    results = tuple(
        _reworded(one, checks.get(one.check_id), subjects[one.subject_id], releases.get(one.subject_id), day)
        for one in old.results
    )
    return replace(
        old,
        results=results,
        words=report.Words(__version__),
        problems=(*old.problems, *_about_the_words(results, day)),
    )


def _about_the_words(results: Iterable[Result], day: date) -> Iterator[str]:
    yield f"The words are those of today. The lights are those of {words.long_date(day)}."
    kept = sum(result.verdict.notes[-1:] != () and result.verdict.notes[-1] in KEPT for result in results)
    if kept:
        yield f"{words.count(kept, 'result')} {'keeps' if kept == 1 else 'keep'} the words of that day."


def _releases(results: Iterable[Result]) -> Iterator[tuple[str, Release]]:
    """Whose menus a computer had, where the report names its system."""
    named = ((result.subject_id, fact.value) for result in results for fact in result.facts if fact.name == SYSTEM)
    for subject_id, name in named:
        for start, release in _RELEASES:
            if isinstance(name, str) and name.startswith(start):
                yield subject_id, release


def _reworded(old: Result, check: Check | None, subject: Subject, release: Release | None, day: date) -> Result:
    if check is None or old.pack or check.subject != subject.kind:
        return _kept(old, GONE)
    rule = _rule_of(old, check)
    if not _still_fits(old, check, rule):
        return _kept(old, CHANGED)
    tried: tuple[Release, ...] = (release,) if release else ("windows_10", "windows_11")
    new, *others = (_filled(old, check, rule, _world(old, check, subject, menus, day)) for menus in tried)
    return _kept(old, NOT_TOLD) if any(other != new for other in others) or _knows_less(new, old) else new


def _kept(old: Result, why: str) -> Result:
    return replace(old, verdict=replace(old.verdict, notes=(*old.verdict.notes, why)))


def _rule_of(old: Result, check: Check) -> Rule | None:
    """The rule that held, where the check still has it."""
    return next((rule for rule in check.rules if old.rule and rule.code == old.rule.code), None)


def _still_fits(old: Result, check: Check, rule: Rule | None) -> bool:
    """Whether the words of today are about the same: the same rule, or for what has none, the same reason."""
    match old.light:
        case "not_needed":
            return check.not_needed is not None
        case "unknown":
            return old.unknown is None or set(old.unknown.questions) <= set(check.reads)
        case light:
            same = old.rule is not None and old.rule.version == check.version
            return same and rule is not None and rule.light == light


def _world(old: Result, check: Check, subject: Subject, release: Release, day: date) -> World:
    collected = [fact.collected_at.date() for fact in old.facts if fact.by is None]
    return _Told(
        subject.kind,
        max(collected, default=day),
        groups={},
        limits={**check.default_limits, **_limits(old, check)},
        system=subject.system,
        release=release,
        told={fact.name: _value(fact.value, _kind(fact.name, check)) for fact in old.facts},
    )


def _kind(name: str, check: Check) -> Kind | None:
    group, _, rest = name.partition(".")
    if group == "answer":
        return check.reads[rest].kind if rest in check.reads else None
    fact = fact_named(name)
    return fact.kind if fact else None


def _limits(old: Result, check: Check) -> dict[str, LimitValue]:
    """The limits by which it was judged, as far as they are of the kind that the check has."""
    limits = old.rule.limits if old.rule else {}
    return {
        name: value for name, value in limits.items() if name in check.limits and _is(value, check.limits[name].kind)
    }


def _value(saved: report.FactValue, kind: Kind | None) -> Value | Unknown | None:
    """A saved value as facts have it, for JSON knows no dates; a file may come from anybody and hold another kind."""
    if kind == "date" and isinstance(saved, str):
        try:
            return date.fromisoformat(saved)
        except ValueError:
            return _OTHER_KIND
    return saved if saved is None or _is(saved, kind) else _OTHER_KIND


def _is(value: object, kind: Kind | None) -> bool:
    match kind:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "yes/no":
            return isinstance(value, bool)
        case "text":
            return isinstance(value, str)
        case "names":
            return isinstance(value, tuple)
        case _:
            return False


def _filled(old: Result, check: Check, rule: Rule | None, world: World) -> Result:
    gaps: tuple[Gap, ...] = ()
    if old.unknown:
        question = old.unknown.questions[0] if old.unknown.questions else ""
        name = f"answer.{question}" if question else old.check_id
        gaps = (Gap(name, Unknown(old.unknown.reason, old.unknown.detail)),)
    verdict = in_words(check, Outcome(old.light, rule if old.rule else None, gaps), world)
    new = words_of(verdict, world.today)
    said = replace(new.verdict, for_it=old.verdict.for_it)
    return replace(old, verdict=said, who=new.who, time=new.time, cost=new.cost)


def _knows_less(new: Result, old: Result) -> bool:
    """Whether a sentence of today names a fact that this report does not tell."""
    return NOT_KNOWN in _sentences(new) and NOT_KNOWN not in _sentences(old)


def _sentences(result: Result) -> str:
    verdict = result.verdict
    return "\n".join((verdict.title, verdict.title_many or "", verdict.why, *verdict.do))
