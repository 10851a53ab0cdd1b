"""Judging: walk a check's rules over a world, three-valued, and say what came of it.

Green is proven: every worse rule must be settled as "no". Red and amber are floors: what we could not see can
only make them worse. Everything else is unknown, with the first gap's reason.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, Value
from carecheck.judge.checks import Check, Cost, Letter, Rule, Time, Who
from carecheck.judge.conditions import Truth
from carecheck.judge.worlds import Gap, LimitValue, Undecided, World
from carecheck.lights import REASONS, Light, urgency

NO_RULE_FITS: Final = Gap("rules", Unknown("our_fault", "all facts are known and no rule fits"))
FOLLOWS_AT_ONCE: Final = Time(5)


class Verdict(msgspec.Struct, frozen=True):
    """What a check says about one subject.

    `rule` is the one that held, None for unknown and not needed. `gaps` are what was missing, the one that gives
    the reason first; other lights than unknown have them too, when something could not be seen beside.
    `facts` are the facts and answers it read that have a value or are absent.
    """

    check: Check
    light: Light
    rule: Rule | None
    gaps: tuple[Gap, ...]
    limits: dict[str, LimitValue]
    facts: dict[str, Value | None]
    title: str
    title_many: str | None
    why: str
    steps: tuple[str, ...]
    action: str
    for_it: str
    notes: tuple[str, ...]
    who: Who
    time: Time
    cost: Cost
    letter: Letter | None = None


class Outcome(msgspec.Struct, frozen=True):
    """The light of a check, the rule that gives it, and every gap that was met on the way."""

    light: Light
    rule: Rule | None
    gaps: tuple[Gap, ...]


def decide(check: Check, world: World) -> Outcome:
    """The light of a check in a world, without words."""
    if check.applies_when:
        applies = check.applies_when.holds(world)
        if isinstance(applies, Undecided):
            return Outcome("unknown", None, applies.gaps)
        if not applies:
            return Outcome("not_needed", None, ())
    gaps = Undecided(())
    open_light: Light | None = None  # the worst light that a rule which we could not settle may still give
    for rule in check.rules:
        answer: Truth = rule.when.holds(world)
        if isinstance(answer, Undecided):
            gaps = gaps.with_gaps_of(answer)
            open_light = open_light or rule.light
        elif answer and not (rule.light == "green" and _worse(open_light)):
            return Outcome(rule.light, rule, gaps.gaps)
        elif answer:
            break
    return Outcome("unknown", None, gaps.gaps or (NO_RULE_FITS,))


def judge(check: Check, world: World) -> Verdict:
    """The verdict of a check on a world, in words."""
    return in_words(check, decide(check, world), world)


def in_words(check: Check, outcome: Outcome, world: World) -> Verdict:
    """What a check says of a world when this came of it."""
    titles, why, steps = _said(check, outcome, world)
    help_ = outcome.rule.help if outcome.rule else check.help
    reason = REASONS[outcome.gaps[0].unknown.reason] if outcome.light == "unknown" else None
    return Verdict(
        check=check,
        light=outcome.light,
        rule=outcome.rule,
        gaps=outcome.gaps,
        limits={name: world.limits[name] for name in sorted(check.limits)},
        facts=_seen(check, world),
        title=titles[0],
        title_many=titles[1],
        why=why,
        steps=steps,
        action=help_.action,
        for_it=_for_it(check, outcome, world),
        notes=tuple(note.say.fill(world) for note in check.notes if note.when.holds(world) is True),
        who=reason.who if reason else help_.who,
        time=FOLLOWS_AT_ONCE if reason else help_.time,
        cost=Cost("free") if reason else help_.cost,
        letter=help_.letter if _is_for_a_letter(outcome) else None,
    )


def _is_for_a_letter(outcome: Outcome) -> bool:
    """Whether a supplier can help: what a machine could not see today is no question to anybody."""
    asked = outcome.light == "unknown" and outcome.gaps[0].unknown.reason in ("no_answer", "too_old")
    return asked or outcome.light in ("red", "amber")


def _worse(light: Light | None) -> bool:
    return light is not None and urgency(light) < urgency("green")


def _said(check: Check, outcome: Outcome, world: World) -> tuple[tuple[str, str | None], str, tuple[str, ...]]:
    """The titles for one and for many, why it matters, and the steps to take."""
    if outcome.light == "not_needed":
        return (check.not_needed or "", None), "", ()
    say = outcome.rule.say if outcome.rule else check.unknown
    titles = say.one.fill(world), say.many.fill(world) if say.many else None
    if outcome.rule is None:
        return titles, check.help.why.fill(world), _steps_to_find_out(check, outcome.gaps[0])
    help_ = outcome.rule.help
    fix = help_.fix.get(world.system or "any", help_.fix.get("any", ()))
    return titles, help_.why.fill(world), tuple(step.fill(world) for step in fix)


def _steps_to_find_out(check: Check, gap: Gap) -> tuple[str, ...]:
    if gap.unknown.reason == "no_answer" and gap.name.startswith("answer."):
        question = check.reads[gap.name.removeprefix("answer.")]
        return (f"Answer this question: {question.question}",)
    if gap.unknown.reason == "no_answer" and check.telling_steps:
        return check.telling_steps
    return check.unknown_steps or (REASONS[gap.unknown.reason].step,)


def _seen(check: Check, world: World) -> dict[str, Value | None]:
    values = {name: world.value(name) for name in sorted(check.names)}
    return {name: value for name, value in values.items() if not isinstance(value, Unknown)}


def _for_it(check: Check, outcome: Outcome, world: World) -> str:
    parts = [check.for_it.fill(world)]
    if outcome.rule:
        parts.append(f"rule: {outcome.rule.when.text}")
    parts += _gaps_for_it(outcome.gaps)
    return "; ".join(parts)


def _gaps_for_it(gaps: Iterable[Gap]) -> list[str]:
    return [
        f"{gap.name} not seen: {gap.unknown.reason}" + (f" ({gap.unknown.detail})" if gap.unknown.detail else "")
        for gap in gaps
    ]
