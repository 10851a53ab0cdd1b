"""The view model: what a report says, in the order and words in which every renderer says it.

The terminal and the page read the same one, so that they cannot disagree.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace

from carecheck.lights import Light, Reason, urgency
from carecheck.report import Accepted, Report, Result, Subject, cleaned
from carecheck.show import sentences
from carecheck.show.findings import Finding, findings, from_pack, rank, where_of
from carecheck.show.topics import by_topic, topic_of
from carecheck.systems import SystemName
from carecheck.words import clean

MOST_OF_A_LABEL: Final = 80


class Line(msgspec.Struct, frozen=True):
    """One thing that is OK or Not needed: a sentence, and notes on it."""

    text: str
    notes: tuple[str, ...]


class AcceptedRisk(msgspec.Struct, frozen=True):
    """A risk that the home took knowingly: what was seen, with its own light, and the sentence about who and why."""

    light: Light
    title: str
    where: tuple[str, ...]
    sentence: str
    until: date


class AdministratorRun(msgspec.Struct, frozen=True):
    """What an administrator's run would add: how to start one. The things are findings, marked so."""

    sentence: str
    command: str


class Questions(msgspec.Struct, frozen=True):
    """What only people can answer, told as one: why it is open, how much of it by topic, and the line to type.

    The things are findings, marked so; there may be none, and questions of other findings all the same.
    """

    sentence: str
    topics: tuple[tuple[str, int], ...]
    how: str
    command: str


class View(msgspec.Struct, frozen=True):
    """A report in words.

    `headline` is the answer, one sentence or line after the other; `findings` are numbered through all lights;
    `made_for`, `left_out` and `problems` are sentences; `name_the_home` is one where the report has no home.
    """

    name: str
    looked_at: str
    heading: tuple[str, ...]
    day: date
    counts: sentences.Counts
    headline: tuple[str, ...]
    findings: tuple[Finding, ...]
    ok: tuple[Line, ...]
    not_needed: tuple[Line, ...]
    accepted: tuple[AcceptedRisk, ...]
    administrator: AdministratorRun | None
    questions: Questions | None
    made_for: str
    left_out: str
    problems: tuple[str, ...]
    name_the_home: str
    next_step: str
    limits_of_this: tuple[str, ...]
    one_line: str

    @property
    def last_lines(self) -> tuple[str, ...]:
        """The sentences about the report itself, with which it ends."""
        lines = (self.name_the_home, self.made_for, self.left_out, *self.problems, *self.limits_of_this)
        return tuple(line for line in lines if line)

    def with_light(self, light: Light) -> tuple[Finding, ...]:
        """The findings of one light, without those that only an administrator's run or people can tell."""
        return tuple(
            one for one in self.findings if one.light == light and not (one.for_administrator or one.for_people)
        )

    @property
    def for_administrator(self) -> tuple[Finding, ...]:
        """The findings that an administrator's run can tell."""
        return tuple(one for one in self.findings if one.for_administrator)

    @property
    def for_people(self) -> tuple[Finding, ...]:
        """The findings that wait for nothing but an answer that only people can give."""
        return tuple(one for one in self.findings if one.for_people)


def view_of(report: Report, *, from_file: bool = False) -> View:
    """The view model of a report; every text in it is cleaned once more, unless it comes from a file that was read."""
    report = _short_names(report if from_file else cleaned(report))
    day = report.run.started_at.date()
    subjects = {subject.id: subject for subject in report.subjects}
    risks = [(result, risk) for result in report.results if (risk := _accepted_on(day, result))]
    to_do = [one for one in report.results if urgency(one.light) < urgency("green") and not _accepted_on(day, one)]
    things = findings(to_do, subjects, day, elevated=report.run.elevated)
    ok = _lines(report, subjects, "green")
    checked = sentences.Checked.of(report)
    counts = sentences.Counts.of(things, len(ok), len(risks))
    return View(
        name=sentences.home_name(report),
        looked_at=sentences.looked_at(report),
        heading=sentences.heading(report),
        day=day,
        counts=counts,
        headline=sentences.headline(counts, checked),
        findings=things,
        ok=ok,
        not_needed=_lines(report, subjects, "not_needed"),
        accepted=tuple(
            _accepted_risk(result, risk, subjects) for result, risk in sorted(risks, key=lambda pair: rank([pair[0]]))
        ),
        administrator=_administrator(things, report.subjects),
        questions=_questions(things, report),
        made_for=sentences.made_for(report.profile.means),
        left_out=sentences.left_out(report.profile.skipped),
        problems=report.problems,
        name_the_home=sentences.name_the_home(report),
        next_step=sentences.next_step(things, checked),
        limits_of_this=sentences.limits_of_this(report),
        one_line=sentences.one_line(report, counts),
    )


def _short_names(report: Report) -> Report:
    subjects = tuple(replace(subject, label=clean(subject.label, MOST_OF_A_LABEL)) for subject in report.subjects)
    site = replace(report.site, name=clean(report.site.name, MOST_OF_A_LABEL)) if report.site else None
    return replace(report, subjects=subjects, site=site)


def _accepted_on(day: date, result: Result) -> Accepted | None:
    """The risk that is taken on this day; what we could not check is no risk that anybody knows."""
    risk = result.accepted
    return risk if risk and risk.until >= day and result.light in ("red", "amber") else None


def _accepted_risk(result: Result, risk: Accepted, subjects: Mapping[str, Subject]) -> AcceptedRisk:
    where = where_of([result], subjects)
    return AcceptedRisk(result.light, result.verdict.title, where, sentences.accepted(risk), risk.until)


def _lines(report: Report, subjects: Mapping[str, Subject], light: Light) -> tuple[Line, ...]:
    groups: dict[tuple[str, str], list[Result]] = {}
    for result in report.results:
        if result.light == light:
            # Not needed tells its reason, and there may be several; OK says the same of each computer.
            groups.setdefault((result.check_id, result.verdict.title if light == "not_needed" else ""), []).append(
                result
            )
    return tuple(_line(group, subjects) for group in sorted(groups.values(), key=rank))


def _line(group: list[Result], subjects: Mapping[str, Subject]) -> Line:
    """The sentence that the results share, else what good looks like."""
    told = [note for result in group for note in (*result.verdict.notes, from_pack(result.pack))]
    notes = tuple(dict.fromkeys(filter(None, told)))
    titles = list(dict.fromkeys(result.verdict.title for result in group))
    text = titles[0] if len(titles) == 1 else f"{group[0].verdict.name}."
    return Line(sentences.with_place(text, where_of(group, subjects)), notes)


def _administrator(things: Iterable[Finding], subjects: Iterable[Subject]) -> AdministratorRun | None:
    amount = sum(thing.for_administrator for thing in things)
    if not amount:
        return None
    systems: set[SystemName] = {subject.system for subject in subjects if subject.system is not None}
    system = systems.pop() if len(systems) == 1 else None
    return AdministratorRun(*sentences.administrator(amount, system))


def _questions(things: Iterable[Finding], report: Report) -> Questions | None:
    waiting = [result.unknown for thing in things for result in thing.results if result.unknown]
    if not any(gap.questions for gap in waiting):
        return None
    for_people = [thing.results[0] for thing in things if thing.for_people]
    reasons: set[Reason] = {result.unknown.reason for result in for_people if result.unknown}
    topics = by_topic(topic_of(result.check_id) for result in for_people)
    sentence = sentences.unanswered(reasons, topics) if for_people else ""
    return Questions(sentence, topics, *sentences.how_to_answer(report))
