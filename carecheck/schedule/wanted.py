"""What is to run by itself, and when: the same on every system."""

import re
from dataclasses import dataclass
from datetime import time
from typing import Final, Literal, Protocol

from carecheck.errors import UsageError
from carecheck.words import clean

Every = Literal["week", "month"]
Whose = Literal["ours", "another's", "nobody's"]

# Stands in everything that we write, so that we never change or take away what somebody else made.
MARK: Final = "Made by carecheck schedule"
MEANS: Final = "carecheck looks at this computer and keeps a report. It changes nothing else."

# Wednesday, when office computers are on, at a time when few people work. Once a month it is the third one, when the
# updates of the month have been out for a week.
AT: Final = time(12, 30)
DAYS_OF_THIRD_WEEK: Final = range(15, 22)
MOST_SPREAD_MINUTES: Final = 10  # so that not all computers of a home begin in the same second
MOST_MINUTES: Final = 15

# A name on a disk may hold what is no letter; XML has no way to write that, nor the end of a line as it is.
NO_TEXT: Final = re.compile("[\ud800-\udfff]")
NO_XML: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A command that a system is to run by itself, and how often."""

    command: tuple[str, ...]
    every: Every = "month"

    def must_be_without(self, letters: re.Pattern[str]) -> None:
        """Raise UsageError where a part of the command has letters that this system's timetable cannot hold."""
        for part in self.command:
            if letters.search(part):
                raise UsageError(f"this has a letter in it that no timetable here can hold: {clean(part)}. Rename it")


class Timetable(Protocol):
    """Where a system keeps what it runs by itself; what carecheck wants of it is fixed when it is made."""

    @property
    def text(self) -> str:
        """What the system is told, as it is written."""
        ...

    @property
    def to_install(self) -> tuple[str, ...]:
        """Each file that is written and each command that is run, in order, for people to read."""
        ...

    @property
    def to_remove(self) -> tuple[str, ...]:
        """The same for taking it away."""
        ...

    def whose(self) -> Whose:
        """Who made what stands there now, if anything does."""
        ...

    def install(self) -> None:
        """Write it in, in place of our own. Raises CannotRun or OSError; what was there before is there then."""
        ...

    def remove(self) -> None:
        """Take our own away. Raises CannotRun or OSError."""
        ...
