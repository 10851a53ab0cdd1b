"""What people were asked for each item of the DSPT, and what they answered: in reports and in files of answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from carecheck.facts.model import Unknown, Value
from carecheck.homes.dspt import says
from carecheck.homes.dspt.form import Statement
from carecheck.judge.answers import EVERY, OTHER_TIME_ZONE, Answers, Given
from carecheck.judge.checks import Check, Question
from carecheck.judge.questions import NOT_KNOWN, PlainQuestion, every_question, in_words, load_plain_questions
from carecheck.report import FactValue, Report, SeenFact
from carecheck.words import clean, months_later

HOME: Final = "home"
_ANSWER: Final = "answer."


@dataclass(frozen=True, slots=True)
class Asked:
    """Every question with the items that its answer is about; `of_home` are those that checks ask about the home."""

    questions: Mapping[str, Question]
    items: Mapping[str, frozenset[str]]
    plain: Mapping[str, PlainQuestion]
    of_home: Mapping[str, frozenset[str]]

    @classmethod
    def by(cls, checks: Mapping[str, Check]) -> "Asked":
        """What these checks ask, and the plain questions."""
        plain = load_plain_questions(checks)
        items: dict[str, frozenset[str]] = {name: frozenset(one.dspt) for name, one in plain.items()}
        of_home: dict[str, frozenset[str]] = {}
        for check in checks.values():
            about = frozenset(ref.item for ref in check.refs.dspt)
            items |= {name: about | items.get(name, frozenset()) for name in check.questions}
            if check.subject == HOME:
                of_home[check.id] = frozenset(check.questions)
        return cls(every_question(checks), items, plain, of_home)

    def text(self, question: str) -> str:
        """A question as it is asked; its id where we do not have it."""
        return self.questions[question].question if question in self.questions else f"{question}?"


def statements(report: Report, asked: Asked, answers: Answers, today: date) -> dict[str, tuple[Statement, ...]]:
    """What was answered about each item, by item: the newest answer to each question about each subject."""
    newest: dict[tuple[str, str], Statement] = {}
    items: dict[str, set[str]] = {}
    for about_items, statement in (*_in_report(report, asked, today), *_in_answers(asked, answers, today)):
        key = statement.question, statement.about
        before = newest.get(key)
        if before is None or before.on <= statement.on:
            newest[key] = statement
        items.setdefault(statement.question, set()).update(about_items)
    kept = [newest[key] for key in sorted(newest) if not _is_said_already(newest[key], newest)]
    numbers = {number for of_question in items.values() for number in of_question}
    return {number: tuple(one for one in kept if number in items[one.question]) for number in numbers}


def _is_said_already(one: Statement, newest: Mapping[tuple[str, str], Statement]) -> bool:
    """Whether an answer about all is the one that a report tells of a single subject."""
    return one.about == EVERY and any(
        (other.question, other.by, other.on, other.answer) == (one.question, one.by, one.on, one.answer)
        for other in newest.values()
        if other.about != EVERY
    )


def _in_report(report: Report, asked: Asked, today: date) -> Iterator[tuple[Iterable[str], Statement]]:
    subjects = {subject.id: subject for subject in report.subjects}
    for result in report.results:
        subject = subjects[result.subject_id]
        about = HOME if subject.kind == HOME else subject.label
        for fact in result.facts:
            if fact.by and fact.name.startswith(_ANSWER):
                name = fact.name.removeprefix(_ANSWER)
                given = Given(_value(fact, asked.questions.get(name)), fact.by, fact.collected_at.date())
                items = (ref.item for ref in result.refs if ref.scheme == "dspt")
                yield tuple(items), _statement(name, about, given, asked, today)


def _in_answers(asked: Asked, answers: Answers, today: date) -> Iterator[tuple[Iterable[str], Statement]]:
    for about, given_about in answers.given.items():
        for name, given in given_about.items():
            if items := asked.items.get(name):
                yield items, _statement(name, about, given, asked, today)


def _statement(name: str, about: str, given: Given, asked: Asked, today: date) -> Statement:
    review = says.review_by(given.on)
    if name in asked.questions:
        review = min(review, months_later(given.on, asked.questions[name].renew_months))
    unclear = isinstance(given.value, Unknown) or given.value == NOT_KNOWN or given.on > today + OTHER_TIME_ZONE
    question = asked.questions.get(name)
    return Statement(
        question=name,
        asked=asked.text(name),
        answer=clean(_words(question, given.value)),
        about=clean(about, 80),
        by=clean(given.by, 80),
        on=given.on,
        review_by=review,
        state="unclear" if unclear else "counts" if today <= review else "old",
    )


def _words(question: Question | None, value: Value | Unknown | None) -> str:
    if value is None:
        return question.choices.get("never", "Never.") if question else "Never."
    if question:
        return in_words(question, value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _value(fact: SeenFact, question: Question | None) -> Value | None:
    """The answer as it was given: a report holds days as text."""
    value: FactValue = fact.value
    if question and question.kind == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value
