"""Answers from a file that a person or a script hands in, all of it verified before anything is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from carecheck.asking.book import Book
from carecheck.asking.to_ask import HOME, About
from carecheck.errors import CannotRun, Mistake, MistakesInFile, did_you_mean
from carecheck.facts.model import Subject
from carecheck.judge.answers import EVERY, OTHER_TIME_ZONE, Written, read_answers
from carecheck.judge.answers_writing import with_answer
from carecheck.judge.checks import Question
from carecheck.judge.profileform import AnswerFile
from carecheck.yamlfile import Document, Lines, Plain, read_yaml


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of a file: how many answers were kept, those that took the place of others, and how many were older.

    `replaced`: subject, question, the answer that was there and the new one.
    """

    kept: int
    replaced: tuple[tuple[str, str, AnswerFile, AnswerFile], ...]
    older: int


@dataclass(frozen=True, slots=True)
class Asked:
    """All that may be answered: the questions, what each is about, and the subjects that the profile names."""

    questions: Mapping[str, Question]
    kinds: Mapping[str, Subject]
    subjects: Sequence[About]
    today: date

    def names(self, kind: Subject) -> list[str]:
        """What subjects of a kind are called."""
        return [about.name for about in self.subjects if about.kind == kind]


def hand_in(file: Path, book: Book, asked: Asked) -> HandedIn:
    """Keep the answers of a file beside those there. Keeps none where it raises CannotRun or MistakesInFile."""
    document = _by_subject(read_yaml(file), asked)
    if not document.content:
        raise CannotRun(f"There is no answer in {file}. Write one on each line, like this: several_people: yes")
    given = read_answers(document, asked.questions)
    mistakes = [
        mistake for subject, answers in given.items() for mistake in _mistakes(document, subject, answers, asked)
    ]
    if mistakes:
        raise MistakesInFile(mistakes)
    with book.alone():
        book.look_again()
        return _joined(given, book)


def _joined(given: Written, book: Book) -> HandedIn:
    written = book.written
    kept = older = 0
    replaced: list[tuple[str, str, AnswerFile, AnswerFile]] = []
    for subject, question, one in _one_by_one(given):
        there = written.get(subject, {}).get(question, ())
        if any(other.on > one.on for other in there):
            older += 1
            continue
        if one not in there:
            written = with_answer(written, subject, question, one)
            left = written[subject][question]
            replaced += [(subject, question, other, one) for other in there if other not in left]
        kept += 1
    if written != book.written:
        book.keep_all(written)
    return HandedIn(kept, tuple(replaced), older)


def _one_by_one(given: Written) -> list[tuple[str, str, AnswerFile]]:
    """Every answer, the oldest of a question first, so that the newest stays."""
    return [
        (subject, question, one)
        for subject, answers in given.items()
        for question, some in answers.items()
        for one in sorted(some, key=lambda one: one.on)
    ]


def _by_subject(document: Document, asked: Asked) -> Document:
    """The file in the form of answers.yaml; a plain list of questions with one role and one day is put into it."""
    content = document.content
    if not isinstance(content, dict) or not ({"by", "on"} & content.keys() or not _all_blocks(content)):
        return document
    mistakes = [
        document.mistake((), f"the key '{key}' is missing here: {meaning}")
        for key, meaning in (("by", "the role of who answered"), ("on", "the day of the answers"))
        if key not in content
    ]
    whole: dict[str, Plain] = {}
    lines = Lines(1, {})
    of_all: dict[str | int, Lines | int] = {key: document.line((key,)) for key in ("by", "on")}
    for question, answer in content.items():
        if question in of_all:
            continue
        subject = _only_subject(document, question, asked, mistakes)
        entry: dict[str, Plain] = {"answer": answer, "by": content.get("by"), "on": content.get("on")}
        cast(dict[str, Plain], whole.setdefault(subject, {}))[question] = entry
        line = document.line((question,))
        cast(Lines, lines.parts.setdefault(subject, Lines(line, {}))).parts[question] = Lines(
            line, {"answer": line, **of_all}
        )
    if mistakes:
        raise MistakesInFile(mistakes)
    return Document(document.file, whole, lines)


def _all_blocks(content: Mapping[str, Plain]) -> bool:
    return all(isinstance(part, dict) for part in content.values())


def _only_subject(document: Document, question: str, asked: Asked, mistakes: list[Mistake]) -> str:
    """About what a question is that stands without a subject: the home, all computers, or the only one of its kind."""
    kind = asked.kinds.get(question, HOME)
    if kind in ("home", "computer"):
        return HOME if kind == "home" else EVERY
    names = asked.names(kind)
    if len(names) == 1:
        return names[0]
    told = f"this is about a {kind}, and your profile names {len(names)} of them"
    mistakes.append(document.mistake((question,), f"{told}; write it under the name of one, or under '{EVERY}'"))
    return EVERY


def _mistakes(
    document: Document, subject: str, answers: Mapping[str, Sequence[AnswerFile]], asked: Asked
) -> list[Mistake]:
    mistakes: list[Mistake] = []
    for question, some in answers.items():
        if wrong := _wrong_subject(subject, asked.kinds[question], asked):
            mistakes.append(document.mistake((subject, question), wrong))
        if any(one.on > asked.today + OTHER_TIME_ZONE for one in some):
            mistakes.append(document.mistake((subject, question, "on"), "this day is still to come"))
    return mistakes


def _wrong_subject(subject: str, kind: Subject, asked: Asked) -> str:
    known = asked.names(kind)
    if subject == EVERY or subject in known:
        return ""
    others = {about.name for about in asked.subjects}
    if kind == "computer" and subject not in others:
        return ""  # computers are not named in a profile
    guess = did_you_mean(subject, known)
    return f"this question is about a {kind}, and there is no {kind} '{subject}'{guess}"
