"""The numbered list of things to fix or to find out: which results are one thing, and in which order they stand."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from carecheck import words
from carecheck.lights import REASONS, Light, urgency
from carecheck.report import Result, Subject

NUMBER_OF_SUBJECTS: Final = "{n}"
_HARMS: Final = ("loss", "break-in", "spread")
_LONG: Final = 1_000_000  # minutes; what has no time of its own comes last


class Effort(msgspec.Struct, frozen=True):
    """Who does it, how long it takes and what it costs, each in words; empty where nothing is known."""

    does: str
    time: str
    cost: str

    @property
    def line(self) -> str:
        """All three in one line: "You. 5 minutes. Free."."""
        return " ".join(f"{part[0].upper()}{part[1:]}." for part in (self.does, self.time, self.cost) if part)


class Finding(msgspec.Struct, frozen=True):
    """One thing, of one subject or of several, in words.

    `where` names the subjects when there are others beside them; `reason` is why it was Not checked;
    `for_administrator`: an administrator's run would find it out; `for_people`: nothing is missing but an answer that
    only people can give; `pack`: from which checks of others it comes.
    """

    number: int
    light: Light
    title: str
    name: str
    where: tuple[str, ...]
    why: str
    reason: str
    steps: tuple[str, ...]
    action: str
    effort: Effort
    do_by: str
    do_by_day: date | None
    notes: tuple[str, ...]
    for_it: tuple[str, ...]
    for_administrator: bool
    for_people: bool
    pack: str
    results: tuple[Result, ...]

    @property
    def id(self) -> str:
        """What links on a page call it."""
        return f"thing-{self.number}"

    @property
    def code(self) -> str:
        """What programs call it: check, and rule where one held."""
        first = self.results[0]
        return f"{first.check_id}/{first.rule.code}" if first.rule else first.check_id


def findings(
    results: Iterable[Result], subjects: Mapping[str, Subject], today: date, *, elevated: bool
) -> tuple[Finding, ...]:
    """The results as things, most urgent first and numbered from 1; which lights belong in is the caller's choice.

    The order: what only an administrator's run can add, and then what only people can answer, last within its light;
    then kind of harm, minutes, more subjects first, and check id, so that the same facts always give the same list.
    """
    groups: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        groups.setdefault(_thing(result, elevated=elevated), []).append(result)
    in_order = sorted(groups.values(), key=lambda group: _rank(group, elevated=elevated))
    return tuple(
        _finding(number, group, subjects, today, elevated=elevated) for number, group in enumerate(in_order, start=1)
    )


def title_of(results: list[Result]) -> str:
    """What is said of one result, or of several that are one thing."""
    verdict = results[0].verdict
    if len(results) == 1 or verdict.title_many is None:
        return verdict.title
    return verdict.title_many.replace(NUMBER_OF_SUBJECTS, words.number(len(results)))


def where_of(results: Iterable[Result], subjects: Mapping[str, Subject]) -> tuple[str, ...]:
    """The labels of the subjects, unless there is only one of their kind in the report; suppliers always have one."""
    here = [subjects[result.subject_id] for result in results]
    of_this_kind = sum(subject.kind == here[0].kind for subject in subjects.values())
    return tuple(subject.label for subject in here) if of_this_kind > 1 or here[0].kind == "supplier" else ()


def from_pack(pack: str | None) -> str:
    """From which checks of others a result comes; nothing where it is of ours."""
    return f"The checks in '{pack}'. They do not come with carecheck." if pack else ""


def effort(result: Result) -> Effort:
    """Who does it, how long it takes and what it costs."""
    time = result.time
    return Effort(
        words.WHO[result.who] if result.who else "",
        words.time_needed(time.minutes, time.per, waiting=time.waiting) if time else "",
        words.cost(result.cost.band, result.cost.about) if result.cost else "",
    )


def rank(results: list[Result]) -> tuple[object, ...]:
    """The place of a thing in every list: light, harm, minutes, more subjects first, check id."""
    first = results[0]
    return (
        urgency(first.light),
        _HARMS.index(first.harm),
        first.time.minutes if first.time else _LONG,
        -len(results),
        first.check_id,
        first.subject_id,
    )


def _thing(result: Result, *, elevated: bool) -> tuple[object, ...]:
    """Results with the same of this are one thing; steps count too, for other systems need other steps."""
    many = result.verdict.title_many
    if many is None:
        return (result.check_id, result.subject_id)
    reason = result.unknown.reason if result.unknown else None
    who_can_tell = (_needs_admin(result, elevated=elevated), _needs_answer(result))
    return (result.check_id, result.light, many, result.verdict.do, reason, who_can_tell)


def _rank(group: list[Result], *, elevated: bool) -> tuple[object, ...]:
    light, *rest = rank(group)
    return (light, _needs_answer(group[0]), _needs_admin(group[0], elevated=elevated), *rest)


def _needs_admin(result: Result, *, elevated: bool) -> bool:
    """Whether an administrator's run alone would tell; to say so of a run that was one would be a wrong cause."""
    gap = result.unknown
    return gap is not None and not elevated and {gap.reason, *gap.also} == {"needs_admin"}


def _needs_answer(result: Result) -> bool:
    """Whether answers of people alone decide it, and one of them is missing or too old."""
    gap = result.unknown
    if gap is None or not gap.questions:
        return False
    return {gap.reason, *gap.also} <= {"no_answer", "too_old"} and all(fact.by is not None for fact in result.facts)


def _finding(
    number: int, group: list[Result], subjects: Mapping[str, Subject], today: date, *, elevated: bool
) -> Finding:
    first = group[0]
    return Finding(
        number=number,
        light=first.light,
        title=title_of(group),
        name=first.verdict.name,
        where=where_of(group, subjects),
        why=first.verdict.why,
        reason=REASONS[first.unknown.reason].sentence if first.unknown else "",
        steps=first.verdict.do,
        action=first.verdict.action,
        effort=effort(first),
        do_by=words.do_by(first.light, first.harm, today),
        do_by_day=words.do_by_day(first.light, first.harm, today),
        notes=_once(note for result in group for note in result.verdict.notes),
        for_it=_once(result.verdict.for_it for result in group if result.verdict.for_it),
        for_administrator=_needs_admin(first, elevated=elevated),
        pack=from_pack(first.pack),
        for_people=_needs_answer(first),
        results=tuple(group),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
