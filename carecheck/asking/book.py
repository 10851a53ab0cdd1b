"""The file of answers while somebody answers: every answer is kept at once, beside those of everybody else."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from carecheck.judge.answers import Answers, Written, answers_of, read_answers, read_written
from carecheck.judge.answers_writing import answers_text, with_answer
from carecheck.judge.checks import Question
from carecheck.judge.profileform import AnswerFile
from carecheck.onlyone import only_one
from carecheck.readfile import read_file
from carecheck.savefile import save_again, save_new
from carecheck.yamlfile import MOST_BYTES, parse_yaml


class Book:
    """A file of answers as it was last read; `answers` are those that count, `copy` is what it was before us.

    Raises CannotRun or MistakesInFile where the file cannot be read; what is on the disk is then left as it is.
    """

    def __init__(self, path: Path, questions: Mapping[str, Question]) -> None:
        self.path = path.absolute()
        self.copy: Path | None = None
        self._questions = questions
        self.written = self._read()
        self.answers = self._counting()

    def keep(self, subject: str, question: str, answer: AnswerFile) -> bool:
        """Write an answer down; not where somebody has answered the same question since it was read here.

        Raises CannotRun or MistakesInFile when it could not be kept.
        """
        known = self.entries(subject, question)
        with self.alone():
            self.look_again()
            if self.entries(subject, question) != known:
                return False
            self.keep_all(with_answer(self.written, subject, question, answer))
        return True

    def alone(self) -> AbstractContextManager[None]:
        """The time in which nobody else writes answers: to read what is there, and then write it anew."""
        return only_one(self.path.parent, f"Somebody else is saving answers in {self.path}. Try again in a minute.")

    def keep_all(self, written: Written) -> None:
        """Write all answers down, in the place of those that were read; never what could not be read again."""
        text = answers_text(written)
        read_again = read_answers(parse_yaml(text, str(self.path)), self._questions)
        self._copy_what_people_wrote()
        save_again(self.path, text.encode())
        self.written = read_again
        self.answers = self._counting()

    def look_again(self) -> None:
        """Read what others have written meanwhile."""
        self.written = self._read()
        self.answers = self._counting()

    def entries(self, subject: str, question: str) -> list[AnswerFile]:
        """All answers to a question about a subject, in the order of the file."""
        return list(self.written.get(subject, {}).get(question, ()))

    def _read(self) -> Written:
        return read_written(self.path, self._questions)

    def _counting(self) -> Answers:
        return answers_of(self.written, self._questions)

    def _copy_what_people_wrote(self) -> None:
        """Keep a copy of a file that people have typed themselves: its remarks and its order would be lost."""
        if not self.path.exists():
            return
        there = read_file(self.path, MOST_BYTES, follow=False)
        if there.decode("utf-8-sig", "replace").replace("\r\n", "\n") != answers_text(self.written):
            self.copy = save_new(self.path.with_name(f"{self.path.stem} before{self.path.suffix}"), there)
