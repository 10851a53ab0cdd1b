"""The few kinds of error that people meet, each with what to do next."""

from collections.abc import Iterable
from typing import Final, NamedTuple

MOST_MISTAKES: Final = 50  # that are told, or looked for where each takes time
MOST_OF_A_TEXT: Final = 400


class CarecheckError(Exception):
    """Something that stops the work; its text says what is wrong, where, and what to do next."""

    exit_code = 4


class UsageError(CarecheckError):
    """The command was typed wrong."""

    exit_code = 2


class CannotRun(CarecheckError):
    """Something that the command needs is not there or cannot be used: a profile, a folder, a file."""


class OtherFile(CannotRun):
    """A file of carecheck, but not of the kind that is wanted."""


class Stopped(CarecheckError):
    """A person stopped the work, and it can go on where it was."""

    exit_code = 130


class Mistake(NamedTuple):
    """One mistake in a file that a person wrote: where it is, and what is wrong in words."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        from carecheck.words import clean

        # Both may hold what a stranger wrote: a file in a pack, or a word in a profile.
        file, text = clean(self.file, MOST_OF_A_TEXT), clean(self.text, MOST_OF_A_TEXT)
        return f"{file}:{self.line}: {text}" if self.line else f"{file}: {text}"


class MistakesInFile(CannotRun):
    """All mistakes that were found in files that people wrote, told together."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        told = [str(mistake) for mistake in self.mistakes[:MOST_MISTAKES]]
        more = len(self.mistakes) - len(told)
        super().__init__("\n".join([*told, f"and {more:,} more"] if more else told))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of an error message: a guess at what was meant, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word[:MOST_OF_A_TEXT], list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
