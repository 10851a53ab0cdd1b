"""What people have told us: answers with the role and the date, read from answers.yaml beside a profile."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

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
from carecheck.yamlfile import Document, Place, read_yaml

FILE: Final = "answers.yaml"
EVERY: Final = "all"  # the answer for every subject of the kind
OTHER_TIME_ZONE: Final = timedelta(days=1)

# What the file holds, by subject and question; several where people answered the same question.
Written = Mapping[str, Mapping[str, Sequence[AnswerFile]]]


class Given(msgspec.Struct, frozen=True):
    """One answer: its value, the role that gave it, and when."""

    value: Value | Unknown | None  # None: a date that there never was
    by: str
    on: date


class Answers(msgspec.Struct, frozen=True):
    """All answers of a home, by subject and question; `read_on` is the day on which they were read."""

    given: Mapping[str, Mapping[str, Given]]
    renew_months: Mapping[str, int]
    read_on: date

    def of(self, *names: str) -> dict[str, Given]:
        """The answers about a subject that goes by one of these names, or about all subjects; the nearest counts."""
        found: dict[str, Given] = {}
        for name in (EVERY, *reversed(names)):
            found.update(self.given.get(name, {}))
        return found

    def values(self, today: date, *names: str) -> dict[str, Value | Unknown | None]:
        """The values of those answers on that day: one that is too old is Unknown."""
        return {question: self._value(question, given, today) for question, given in self.of(*names).items()}

    def ends(self, question: str, given: Given) -> date:
        """The last day on which an answer counts."""
        return words.months_later(given.on, self.renew_months[question])

    def _value(self, question: str, given: Given, today: date) -> Value | Unknown | None:
        # Saved facts are judged with answers that came later; but a day that nobody has seen yet would never get old.
        if given.on > max(today, self.read_on) + OTHER_TIME_ZONE:
            return Unknown("unreadable", f"answered on {given.on}, a day that is still to come")
        if self.ends(question, given) < today:
            return Unknown("too_old", f"answered on {given.on}")
        return given.value


NO_ANSWERS: Final = Answers({}, {}, date.min)


def answers_file(profile: Path | None) -> Path | None:
    """Where the answers of a home lie: beside its own profile; None for no profile and for those of carecheck."""
    if profile is None or find_profile(profile).parent == shipped("profiles"):
        return None
    return profile.parent / FILE


def load_answers(path: Path, questions: Mapping[str, Question]) -> Answers:
    """The answers in that file; none when there is no such file. Raises CannotRun or MistakesInFile."""
    return answers_of(read_written(path, questions), questions)


def read_written(path: Path, questions: Mapping[str, Question]) -> Written:
    """What stands in that file; nothing when there is none. Raises CannotRun, also for a link, or MistakesInFile."""
    return read_answers(read_yaml(path, follow=False), questions) if os.path.lexists(path) else {}


def read_answers(document: Document, questions: Mapping[str, Question]) -> Written:
    """What a file of answers holds, in its own form. Raises MistakesInFile with all mistakes of all answers."""
    written: dict[str, dict[str, Sequence[AnswerFile]]] = {}
    mistakes: list[Mistake] = []
    subjects = structured(document, dict[str, dict[str, Any]]) if document.content is not None else {}
    scope = _scope(questions)
    for subject, answers in subjects.items():
        for question in answers:
            part = document.part((subject, question))
            if question not in questions:
                guess = did_you_mean(question, questions)
                mistakes.append(part.mistake((), f"there is no question '{question}'{guess}"))
                continue
            try:
                written.setdefault(subject, {})[question] = _entries(part, question, scope, questions[question])
            except MistakesInFile as error:
                mistakes += error.mistakes
    if mistakes:
        raise MistakesInFile(mistakes)
    return written


def answers_of(written: Written, questions: Mapping[str, Question]) -> Answers:
    """The answers that count, of a file in which no mistake was found."""
    scope = _scope(questions)
    given = {
        subject: {
            question: _newest([_read(question, one, scope, questions[question]) for one in some])
            for question, some in answers.items()
        }
        for subject, answers in written.items()
    }
    renewals = {name: question.renew_months for name, question in questions.items()}
    return Answers(given, renewals, datetime.now().astimezone().date())


def _scope(questions: Mapping[str, Question]) -> Scope:
    kinds: dict[str, tuple[Kind, tuple[str, ...]]] = {
        name: (question.kind, tuple(question.choices)) for name, question in questions.items()
    }
    return Scope({}, {}, kinds)


def _entries(part: Document, question: str, scope: Scope, asked: Question) -> list[AnswerFile]:
    """The answer, or the answers of several people, to one question. Raises MistakesInFile."""
    places: list[Place] = [()]
    if isinstance(part.content, list):
        places = [(index,) for index in range(len(part.content))]
    entries: list[AnswerFile] = []
    mistakes: list[Mistake] = []
    for place in places:
        one = part.part(place)
        try:
            entries.append(structured(one, AnswerFile))
            _read(question, entries[-1], scope, asked)
        except ConditionError as error:
            mistakes.append(one.mistake(("answer",), str(error)))
        except MistakesInFile as error:
            mistakes += error.mistakes
    if not places:
        mistakes.append(part.mistake((), f"the list of answers to '{question}' is empty"))
    if mistakes:
        raise MistakesInFile(mistakes)
    return entries


def _read(question: str, written: AnswerFile, scope: Scope, asked: Question) -> Given:
    value = read_given(f"answer.{question}", written.answer, scope)
    if wrong := asked.refuses(value, written.on):
        raise ConditionError(wrong)
    return Given(value, written.by, written.on)


def _newest(read: list[Given]) -> Given:
    """The newest answer; two of one day that differ settle nothing until somebody looks at them."""
    newest = max(read, key=lambda given: given.on)
    of_that_day = [given for given in read if given.on == newest.on]
    if any(given.value != newest.value for given in of_that_day):
        return Given(Unknown("no_answer", f"two answers of {newest.on} differ"), newest.by, newest.on)
    return newest
