"""A machine made of recorded answers: what tests use, and what `carecheck look --raw` writes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from carecheck.facts.model import Unknown
from carecheck.look.knock import KNOCKS_NOT, Knock
from carecheck.look.machine import About, Answer, Machine, Question, RunProgram
from carecheck.look.recording import Recording, read_recording
from carecheck.look.recording_writing import recording_text
from carecheck.yamlfile import parse_yaml, read_yaml

MOST_BYTES: Final = 50_000_000


class RecordedMachine(Machine):
    """Answers from a recording; what was not recorded is not there. The form is told in `recording`."""

    def __init__(self, about: About, answers: Mapping[Question, Answer]) -> None:
        self.about = about
        self.answers = dict(answers)

    def ask(self, question: Question) -> Answer:
        """The recorded answer."""
        if question in self.answers:
            return self.answers[question]
        if isinstance(question, RunProgram):
            return Unknown("tool_missing", f"{question.argv[0]} is not in the recording")
        return KNOCKS_NOT if isinstance(question, Knock) else None

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a recording. Raises CannotRun or MistakesInFile."""
        return cls(*read_recording(read_yaml(path, MOST_BYTES)))

    @classmethod
    def from_text(cls, text: str, file: str = "recording") -> Self:
        """Parse the text of a recording; `file` is its name for error messages. Raises MistakesInFile."""
        return cls(*read_recording(parse_yaml(text, file)))

    def to_text(self) -> str:
        """The text of the recording, which `from_text` reads back."""
        return recording_text(Recording(self.about, self.answers))
