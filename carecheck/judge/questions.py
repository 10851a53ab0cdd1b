"""Questions that only people can answer: those of checks, and the plain ones of data/questions.yaml.

A plain question belongs to no check: nothing follows from its answer but that somebody gave it, with a role and a date.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from carecheck.errors import Mistake, MistakesInFile, did_you_mean
from carecheck.facts.catalogue import Kind
from carecheck.facts.model import Subject, Unknown, Value
from carecheck.judge.checkform import AskedFile, PlainQuestionFile, PlainQuestionsFile, QuestionFile
from carecheck.judge.checks import Check, Question
from carecheck.judge.terms import NEVER
from carecheck.shipped import shipped
from carecheck.structured import structured, without_head
from carecheck.tables import dspt_items
from carecheck.words import long_date, number
from carecheck.yamlfile import Document, Place, read_yaml

FILE: Final = "questions.yaml"

_KINDS: Final[Mapping[str, Kind]] = {"yes_no": "yes/no", "date": "date", "number": "number", "choice": "text"}

NOT_KNOWN: Final = "not_known"  # the choice of a question that takes "I do not know" for an answer
UNKNOWN: Final = "unknown"  # what stands in a file of answers for "I do not know"
I_DO_NOT_KNOW: Final = "I do not know."
_MEAN_A_GAP: Final = ("unknown", "absent")  # in a file of answers they stand for none


class PlainQuestion(msgspec.Struct, frozen=True):
    """A question that no check asks, why we ask it, and the items of the DSPT that its answer is about."""

    asked: Question
    why: str
    subject: Subject
    dspt: tuple[str, ...]


def every_question(checks: Mapping[str, Check]) -> dict[str, Question]:
    """Every question that may be answered: those of these checks and the plain ones. Raises MistakesInFile."""
    of_checks = {name: question for check in checks.values() for name, question in check.questions.items()}
    return of_checks | {name: plain.asked for name, plain in load_plain_questions(checks).items()}


def load_plain_questions(checks: Mapping[str, Check], file: Path | None = None) -> dict[str, PlainQuestion]:
    """The plain questions by their ids, none of which one of these checks asks, too. Raises MistakesInFile."""
    document = read_yaml(file or shipped("data") / FILE)
    asked_by = {name: check.id for check in checks.values() for name in check.questions}
    mistakes: list[Mistake] = []
    questions: dict[str, PlainQuestion] = {}
    for name in structured(without_head(document), PlainQuestionsFile).questions:
        part = document.part(("questions", name))
        try:
            one = structured(part, PlainQuestionFile)
        except MistakesInFile as error:
            mistakes += error.mistakes
            continue
        if name in asked_by:
            mistakes.append(part.mistake((), f"the check '{asked_by[name]}' asks '{name}' already"))
        mistakes += mistakes_in_question(part, (), one)
        mistakes += _unknown_items(part, one.dspt)
        questions[name] = PlainQuestion(read_question(one), one.why, one.subject, tuple(one.dspt))
    if mistakes:
        raise MistakesInFile(mistakes)
    return questions


def who_reaches(
    items: Iterable[str], checks: Mapping[str, Check], plain: Mapping[str, PlainQuestion]
) -> dict[str, tuple[str, ...]]:
    """For each of these items of the DSPT, the checks and the plain questions that are about it."""
    about = [(ref.item, check.id) for check in checks.values() for ref in check.refs.dspt]
    about += [(item, f"question {name}") for name, one in plain.items() for item in one.dspt]
    return {item: tuple(name for other, name in about if other == item) for item in items}


def read_question(asked: QuestionFile | PlainQuestionFile) -> Question:
    """A question as people write it."""
    choices = {choice.id: choice.words for choice in asked.choices}
    return Question(
        asked.question,
        asked.help,
        _KINDS[asked.kind],
        choices,
        asked.renew_months,
        asked.least,
        asked.most,
        asked.past,
    )


def in_words(question: Question, value: Value | Unknown) -> str:
    """An answer as people read it."""
    match value:
        case Unknown():
            return I_DO_NOT_KNOW
        case bool():
            return "Yes." if value else "No."
        case date():
            return f"{long_date(value)}."
        case int() | float():
            return f"{number(value)}."
        case str():
            return question.choices.get(value, I_DO_NOT_KNOW if value.startswith(UNKNOWN) else value)
        case _:
            return ", ".join(value)


def mistakes_in_question(document: Document, place: Place, asked: AskedFile) -> Iterator[Mistake]:
    """What is wrong with a question beyond its form."""
    ids = [choice.id for choice in asked.choices]
    if (asked.kind == "choice") != bool(ids) and not (asked.kind == "date" and ids == [NEVER]):
        text = f"choices stand beside 'kind: choice', and only there; beside a date, the one choice may be '{NEVER}'"
        yield document.mistake(place, text)
    if asked.kind != "number" and (asked.least, asked.most) != (None, None):
        yield document.mistake(place, "'least' and 'most' stand beside 'kind: number', and only there")
    if asked.kind != "date" and asked.past:
        yield document.mistake(place, "'past' stands beside 'kind: date', and only there")
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield document.mistake((*place, "choices", index), f"the choice '{name}' stands here twice")
        if name in _MEAN_A_GAP:
            text = f"'{name}' is no answer; a choice for people who do not know is 'not_known'"
            yield document.mistake((*place, "choices", index), text)


def _unknown_items(document: Document, items: list[str]) -> Iterator[Mistake]:
    known = dspt_items()
    for index, item in enumerate(items):
        if item not in known:
            guess = did_you_mean(item, known)
            yield document.mistake(("dspt", index), f"the DSPT table has no item '{item}'{guess}")
