"""The report on what was collected: every planned check judged for each subject of its kind."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

from carecheck import __version__, report
from carecheck.errors import UsageError
from carecheck.facts.model import Value
from carecheck.judge.answers import Given
from carecheck.judge.checks import Check, Cost
from carecheck.judge.verdict import Verdict, judge
from carecheck.judge.worlds import World
from carecheck.lights import Reason
from carecheck.look.collected import Collected, Seen
from carecheck.look.evidence import Evidence
from carecheck.plan import Plan
from carecheck.tables import dspt_version, prices, table, table_dates, tables
from carecheck.words import Who, long_date

_TO_FIX: Final = ("red", "amber")


def make_report(plan: Plan, collected: Collected, report_id: str | None = None) -> report.Report:
    """The report on what was collected: one result for each check and subject of its kind.

    Raises UsageError when there is no subject at all.
    """
    if not collected.subjects:
        raise UsageError("There is nothing to look at. Add --domain NAME, or name your suppliers in the profile.")
    evidence = _Evidence()
    results = [
        _result(judge(check, world), seen, answers, evidence, plan)
        for seen in collected.subjects
        for check in plan.checks_of(seen.kind)
        for world, answers in [_world(plan, check, seen)]
    ]
    profile = plan.profile
    return report.Report(
        report_id=report_id or str(uuid.uuid4()),
        tool=report.Tool("carecheck", __version__),
        profile=report.Profile(profile.id, profile.version, profile.sha256, plan.skipped, profile.means),
        words=report.Words(__version__),
        data=dict(table_dates()),
        run=report.Run(collected.started_at, collected.finished_at, collected.elevated),
        group=report.Group(profile.group_id) if profile.group_id else None,
        site=report.Site(profile.site_id, profile.site_name) if profile.site_id and profile.site_name else None,
        subjects=tuple(_subject(seen, plan) for seen in collected.subjects),
        results=report.ordered(results),
        evidence=tuple(evidence.entries),
        summary=report.summary_of(results, planned=len(results)),
        problems=tuple(_problems(plan, collected)),
    )


def _subject(seen: Seen, plan: Plan) -> report.Subject:
    what = next((one.what for one in plan.suppliers if one.id == seen.id), None)
    made = seen.made
    return report.Subject(
        *(seen.id, seen.kind, seen.label), seen.form, seen.system, made.make, made.model, made.serial, what
    )


def _world(plan: Plan, check: Check, seen: Seen) -> tuple[World, Mapping[str, Given]]:
    names = _names_in_answers(seen)
    world = World(
        subject=seen.kind,
        today=seen.day,
        groups=seen.groups,
        answers=plan.answers.values(seen.day, *names),
        limits=plan.profile.limits_of(check),
        system=seen.system,
        release=seen.release,
    )
    return world, plan.answers.of(*names)


def _names_in_answers(seen: Seen) -> tuple[str, ...]:
    """The names under which a file of answers speaks of a subject."""
    match seen.kind:
        case "home":
            return ("home",)
        case "supplier":
            return (seen.label,)  # its id is made of its name, and might be the whole name of another
        case _:
            return (seen.label, seen.id)


class _Evidence(msgspec.Struct):
    """The evidence entries of a report, each numbered when it is first named."""

    entries: list[report.Evidence] = msgspec.field(default_factory=list[report.Evidence])
    ids: dict[tuple[str, str], str] = msgspec.field(default_factory=dict[tuple[str, str], str])

    def id_for(self, seen: Seen, group: str) -> str | None:
        """The id of the evidence of a fact group of a subject; None when nothing was asked."""
        found = seen.evidence.get(group)
        if not found:
            return None
        if (seen.id, group) not in self.ids:
            name = f"e-{len(self.entries) + 1:04}"
            self.ids[seen.id, group] = name
            self.entries.append(_together(name, found))
        return self.ids[seen.id, group]


def _together(name: str, found: tuple[Evidence, ...]) -> report.Evidence:
    """One entry for all that a fact group rests on: a fact of the group may rest on any of it."""
    kinds = dict.fromkeys(one.kind for one in found)
    hidden = dict.fromkeys(what for one in found for what in one.hidden)
    first, *others = (one.sha256 for one in found)
    seal = sha256("\n".join([first, *others]).encode()).hexdigest() if others else first
    return report.Evidence(name, ", ".join(kinds), "; ".join(one.where for one in found), seal, tuple(hidden))


def _result(
    verdict: Verdict, seen: Seen, answers: Mapping[str, Given], evidence: _Evidence, plan: Plan
) -> report.Result:
    check, rule = verdict.check, verdict.rule
    to_fix = verdict.light in _TO_FIX
    words = words_of(verdict, seen.day)
    accepted = plan.profile.acceptance(check.id, seen.day) if to_fix else None
    return report.Result(
        check_id=check.id,
        subject_id=seen.id,
        key=report.key_of(check.id, seen.id),
        light=verdict.light,
        rule=report.Rule(rule.code, check.version, rule.when.text, verdict.limits) if rule else None,
        facts=tuple(_facts(verdict, seen, answers, evidence)),
        verdict=words.verdict,
        harm=check.harm,
        who=words.who,
        time=words.time,
        cost=words.cost,
        refs=tuple(_refs(check)),
        first_seen=seen.day if to_fix else None,
        accepted=report.Accepted(accepted.because, accepted.by, accepted.until) if accepted else None,
        unknown=_gap(verdict) if verdict.light == "unknown" else None,
        pack=check.pack or None,
    )


class VerdictWords(NamedTuple):
    """The words of a result, and who does it, how long it takes and what it costs."""

    verdict: report.Verdict
    who: Who | None
    time: report.Time | None
    cost: report.Cost | None


def words_of(verdict: Verdict, day: date) -> VerdictWords:
    """What a report of that day says of a verdict: only what asks for something says why, what to do and who."""
    asks = verdict.light in (*_TO_FIX, "unknown")
    said = report.Verdict(
        name=verdict.check.title,
        title=verdict.title,
        title_many=verdict.title_many,
        why=verdict.why if asks else "",
        do=verdict.steps if asks else (),
        action=verdict.action if verdict.light in _TO_FIX else "",
        for_it=verdict.for_it,
        notes=verdict.notes,
        letter=report.Letter(verdict.letter.ask, verdict.letter.why) if verdict.letter else None,
    )
    if not asks:
        return VerdictWords(said, None, None, None)
    needs = report.Time(verdict.time.minutes, verdict.time.per, verdict.time.waiting)
    return VerdictWords(said, verdict.who, needs, _cost(verdict.cost, day))


def _cost(cost: Cost, day: date) -> report.Cost:
    if cost.price and table("prices").is_too_old(day):
        return report.Cost("ask")
    return report.Cost(cost.band, prices()[cost.price] if cost.price else None)


def _facts(
    verdict: Verdict, seen: Seen, answers: Mapping[str, Given], evidence: _Evidence
) -> Iterator[report.SeenFact]:
    for name, value in verdict.facts.items():
        group, _, rest = name.partition(".")
        if group == "answer":
            given = answers[rest]
            moment = datetime.combine(given.on, time(), seen.collected_at.tzinfo)
            yield report.SeenFact(name, _plain(value), "answer", moment, None, given.by)
        else:
            yield report.SeenFact(
                name, _plain(value), _source(seen, group), seen.collected_at, evidence.id_for(seen, group)
            )


def _source(seen: Seen, group: str) -> str:
    """Where a fact comes from: the system of a computer, a website, DNS, or the profile itself."""
    serves = type(seen.groups[group]).serves
    return seen.system or ("web" if "website" in serves else "dns" if "domain" in serves else "profile")


def _plain(value: Value | None) -> report.FactValue:
    return value.isoformat() if isinstance(value, date) else value


def _gap(verdict: Verdict) -> report.Gap:
    first, *others = verdict.gaps
    also: dict[Reason, None] = dict.fromkeys(gap.unknown.reason for gap in others)
    also.pop(first.unknown.reason, None)
    asked = dict.fromkeys(gap.name.removeprefix("answer.") for gap in verdict.gaps if gap.name.startswith("answer."))
    return report.Gap(first.unknown.reason, first.unknown.detail, tuple(also), tuple(asked))


def _refs(check: Check) -> Iterator[report.Ref]:
    for dspt in check.refs.dspt:
        yield report.Ref("dspt", dspt.item, dspt_version(), dspt.strength)
    for item in check.refs.cyber_essentials:
        yield report.Ref("cyber_essentials", item)
    for page in check.refs.ncsc:
        yield report.Ref("ncsc", page)


def _problems(plan: Plan, collected: Collected) -> Iterable[str]:
    yield from plan.remarks
    today = collected.started_at.date()
    yield from old_lists(today)
    for accepted in plan.profile.accept:
        if accepted.until < today:
            ended = long_date(accepted.until)
            yield f"You accepted a risk until {ended} ({accepted.check}). That day has passed, so it counts again."


def old_lists(today: date) -> Iterator[str]:
    """What those lists of ours that are too old leave open."""
    old = [one for one in tables().values() if one.is_too_old(today)]
    yield from (f"One of our lists is from {long_date(one.as_at)}, too old to use. {one.when_old}" for one in old)
    if old:
        yield "Get the newest carecheck. It brings new lists."
