"""Files of answers as carecheck writes them, and how an answer joins those that are there."""

from collections.abc import Iterator

from carecheck.judge.answers import Written
from carecheck.judge.profileform import AnswerFile
from carecheck.yamltext import scalar_text


def with_answer(written: Written, subject: str, question: str, answer: AnswerFile) -> Written:
    """The answers with one more, which takes the place of older ones to the same question about the same subject.

    What somebody in another role answered on the same day stays beside it: two that differ settle nothing.
    """
    there = written.get(subject, {}).get(question, ())
    beside = [one for one in there if one.on == answer.on and one.by.casefold() != answer.by.casefold()]
    return {**written, subject: {**written.get(subject, {}), question: [*beside, answer]}}


def answers_text(written: Written) -> str:
    """The text of a file of answers; `read_answers` reads it back as it was."""
    return "".join(f"{line}\n" for line in _lines(written))


def _lines(written: Written) -> Iterator[str]:
    for subject, answers in written.items():
        yield f"{scalar_text(subject)}:"
        for question, entries in answers.items():
            if len(entries) == 1:
                yield f"  {question}: {_entry(entries[0])}"
            else:
                yield f"  {question}:"
                yield from (f"    - {_entry(one)}" for one in entries)


def _entry(one: AnswerFile) -> str:
    return f"{{answer: {scalar_text(one.answer)}, by: {scalar_text(one.by)}, on: {one.on}}}"
