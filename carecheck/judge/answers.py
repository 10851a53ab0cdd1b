"""What people have told us: answers with the role and the date, read from answers.yaml beside a profile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from carecheck import words
from carecheck.errors import Mistake, MistakesInFile, did_you_mean
from carecheck.facts.catalogue import Kind
from carecheck.facts.model import Unknown, Value
from carecheck.judge.checks import Question
from carecheck.judge.given import read_given
from carecheck.judge.profileform import AnswerFile
from carecheck.judge.profiles import find_profile
from carecheck.judge.terms import ConditionError, Scope
from carecheck.shipped import shipped
from carecheck.structured import structured
from carecheck.yamlfile import Document, read_yaml

FILE: Final = "answers.yaml"
EVERY: Final = "all"  # the answer for every subject of the kind

AnswersFile = dict[str, dict[str, AnswerFile | list[AnswerFile]]]


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: its value, the role that gave it, and when."""

    value: Value | Unknown
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a home, by subject and question."""

    given: Mapping[str, Mapping[str, Given]]
    renew_months: Mapping[str, int]

    def of(self, *names: str) -> dict[str, Given]:
        """The answers about a subject that goes by one of these names, or about all subjects; the nearest counts."""
        found: dict[str, Given] = {}
        for name in (EVERY, *reversed(names)):
            found.update(self.given.get(name, {}))
        return found

    def values(self, today: date, *names: str) -> dict[str, Value | Unknown]:
        """The values of those answers on that day: one that is too old is Unknown."""
        return {question: self._value(question, given, today) for question, given in self.of(*names).items()}

    def _value(self, question: str, given: Given, today: date) -> Value | Unknown:
        if words.months_later(given.on, self.renew_months[question]) < today:
            return Unknown("too_old", f"answered on {given.on}")
        return given.value


NO_ANSWERS: Final = Answers({}, {})


def answers_file(profile: Path | None) -> Path | None:
    """Where the answers of a home lie: beside its own profile; None for no profile and for those of carecheck."""
    if profile is None or find_profile(profile).parent == shipped("profiles"):
        return None
    return profile.parent / FILE


def load_answers(path: Path, questions: Mapping[str, Question]) -> Answers:
    """The answers in that file; none when there is no such file. Raises CannotRun or MistakesInFile."""
    if not path.exists():
        return NO_ANSWERS
    document = read_yaml(path)
    if document.content is None:
        return NO_ANSWERS
    file = structured(document, AnswersFile)
    kinds: dict[str, tuple[Kind, tuple[str, ...]]] = {
        name: (question.kind, tuple(question.choices)) for name, question in questions.items()
    }
    scope = Scope({}, {}, kinds)
    mistakes: list[Mistake] = []
    given: dict[str, dict[str, Given]] = {}
    for subject, answers in file.items():
        for question, written in answers.items():
            try:
                read = [_read(question, one, scope) for one in (written if isinstance(written, list) else [written])]
                given.setdefault(subject, {})[question] = _newest(read)
            except ConditionError as error:
                mistakes.append(_mistake(document, subject, question, error, questions))
    if mistakes:
        raise MistakesInFile(mistakes)
    return Answers(given, {name: question.renew_months for name, question in questions.items()})


def _read(question: str, written: AnswerFile, scope: Scope) -> Given:
    value = read_given(f"answer.{question}", written.answer, scope)
    return Given(Unknown("no_answer") if value is None else value, written.by, written.on)


def _newest(read: list[Given]) -> Given:
    """The newest answer; two of one day that differ settle nothing until somebody looks at them."""
    newest = max(read, key=lambda given: given.on)
    of_that_day = [given for given in read if given.on == newest.on]
    if any(given.value != newest.value for given in of_that_day):
        return Given(Unknown("no_answer", f"two answers of {newest.on} differ"), newest.by, newest.on)
    return newest


def _mistake(
    document: Document, subject: str, question: str, error: ConditionError, questions: Mapping[str, Question]
) -> Mistake:
    text = str(error)
    if question not in questions:
        text = f"there is no question '{question}'{did_you_mean(question, questions)}"
    return document.mistake((subject, question), text)
