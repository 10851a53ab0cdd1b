"""One item of the DSPT for one home: what to paste, what is missing, and whether it is still open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from carecheck.homes.dspt import says
from carecheck.homes.dspt.asked import HOME, Asked
from carecheck.homes.dspt.form import Finding, Item, Statement
from carecheck.judge.answers import EVERY
from carecheck.lights import LIGHTS, REASONS, urgency
from carecheck.report.model import Strength, SubjectKind
from carecheck.tables import DsptItem

_SURE: Final[tuple[Strength, ...]] = ("partial", "support", "none")  # the strongest first
REGISTER_ITEM: Final = "7.1.1"
_LOOKED: Final = ("red", "amber", "green")
_ONLY_UNANSWERED: Final = REASONS["no_answer"].sentence


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of the items of a home, by item, and the checks of which its reports have a result."""

    findings: Mapping[str, tuple[Finding, ...]]
    statements: Mapping[str, tuple[Statement, ...]]
    asked: Asked
    checks: frozenset[str]

    def tells_of(self, number: str) -> bool:
        """Whether anything is known of an item."""
        return number in self.findings or number in self.statements


def item_of(item: DsptItem, known: Known) -> Item:
    """What is known of one item. A finding alone never closes it: somebody must have answered all that is asked."""
    findings = tuple(sorted(known.findings.get(item.number, ()), key=_most_urgent_first))
    told = known.statements.get(item.number, ())
    waiting = tuple(_waiting(item.number, findings, told, known))
    counting = [one for one in told if one.counts]
    answered = bool(counting) and not waiting
    strength = _strongest(findings)
    return Item(
        number=item.number,
        topic=item.topic,
        confidence="seen" if item.number_seen else "recalled",
        mandatory=item.mandatory,
        mandatory_confidence=None if item.mandatory is None else "seen" if item.mandatory_seen else "recalled",
        strength=strength,
        state="answered" if answered else "open",
        says_number=says.number(item),
        says_mandatory=says.mandatory(item),
        says_strength=says.strength(strength, item),
        findings=findings,
        statements=told,
        covers=tuple(_covers(findings)),
        paste_seen=tuple(_seen(findings)),
        paste_told=tuple(says.told(one.by, one.on, one.about, one.asked, one.answer) for one in counting),
        missing=tuple(
            dict.fromkeys((*_missing(item.strength, findings, waiting, counting), *_register(item, answered)))
        ),
        review_by=min((one.review_by for one in counting), default=None),
        certificates=says.CERTIFICATE if item.plus_fills_it else "",
    )


def _register(item: DsptItem, answered: bool) -> Iterator[str]:
    """How to make the list for which one of the questions asks."""
    if item.number == REGISTER_ITEM and not answered:
        yield says.REGISTER


def _strongest(findings: Iterable[Finding]) -> Strength:
    claimed = {one.strength for one in findings}
    return next(of for of in _SURE if of in claimed or of == _SURE[-1])


def _waiting(number: str, findings: Sequence[Finding], told: Sequence[Statement], known: Known) -> Iterator[str]:
    """What waits for an answer: what people left unclear or too old, what scans lacked, and what no scan asks."""
    asked, stated = known.asked, {(one.question, one.about) for one in told}
    for_all = {one.question for one in told if one.counts and one.about == EVERY}
    for one in told:
        if not one.counts and one.question not in for_all:
            yield says.old_answer(one.asked, one.review_by) if one.state == "old" else says.unclear(one.asked)
    for finding in findings:
        about = HOME if finding.subject_kind == HOME else finding.subject
        for question in finding.questions:
            if not {(question, about), (question, EVERY)} & stated:
                yield says.unanswered(asked.text(question), about)
    unread = {name for check, names in asked.of_home.items() if check not in known.checks for name in names}
    for question in (*asked.plain, *sorted(unread)):
        if number in asked.items[question] and question not in {name for name, _ in stated}:
            yield says.unanswered(asked.text(question), HOME)


def _missing(
    most: Strength, findings: Sequence[Finding], waiting: Iterable[str], counting: Sequence[Statement]
) -> Iterator[str]:
    """What is missing, with what to fix first."""
    for group in _groups(one for one in findings if one.action):
        yield says.to_fix(LIGHTS[group[0].light].name, _labels(group), group[0].action)
    yield from waiting
    by_title: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.light == "unknown" and not (one.questions and one.reason == _ONLY_UNANSWERED):
            by_title.setdefault((one.says, one.reason), []).append(one)
    for (title, reason), group in by_title.items():
        yield says.not_checked(_labels(group), title, reason)
    if most != "none" and not findings:
        yield says.NOTHING_SEEN
    if not counting:
        yield says.NO_ONE


def _seen(findings: Iterable[Finding]) -> Iterator[str]:
    """What was seen, in sentences to paste; what people told stands there in their own words."""
    for group in _groups(one for one in findings if one.light in _LOOKED and one.source != "answers"):
        titles = {one.says for one in group}
        # Of several computers each has a sentence of its own, with its own day: what good looks like stands for all.
        quote = titles.pop() if len(titles) == 1 else f"{group[0].name}: {LIGHTS[group[0].light].name}."
        yield says.seen(_labels(group), group[0].checked_at.date(), quote, group[0].source)


def _groups(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """Findings of one check, light, rule and day together, whatever they are about."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.check_id, one.light, one.code, one.source, one.checked_at.date()), []).append(one)
    return groups.values()


def _covers(findings: Iterable[Finding]) -> Iterator[str]:
    looked = [one for one in findings if one.light in _LOOKED and one.source != "answers"]
    kinds: tuple[SubjectKind, ...] = get_args(SubjectKind)
    for kind in kinds:
        if of_kind := [one for one in looked if one.subject_kind == kind]:
            yield says.covers(kind, _labels(of_kind), [one.checked_at.date() for one in of_kind])


def _labels(findings: Iterable[Finding]) -> list[str]:
    return list(dict.fromkeys(one.subject for one in findings))


def _most_urgent_first(one: Finding) -> tuple[int, str, str]:
    return urgency(one.light), one.check_id, one.subject
