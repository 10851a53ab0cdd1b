"""One column of text in a window: wrapping, margins, badges, and letters that the window has."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from carecheck.lights import LIGHTS, Light
from carecheck.show.streams import for_encoding
from carecheck.words import count

WIDEST: Final = 76
NARROWEST: Final = 32  # a narrower window breaks lines by itself
LABEL_WIDTH: Final = 6

_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"
# Text and background are both set: running text has no colour, for nobody knows the window's own background.
_BADGES: Final[dict[Light, str]] = {
    "red": "\x1b[1;97;41m",
    "amber": "\x1b[30;43m",
    "unknown": "\x1b[30;47m",
    "green": "\x1b[30;42m",
}


class Paper:
    """Lines of text, written from top to bottom; `every_line` stands in front of each."""

    def __init__(self, columns: int, *, colour: bool, encoding: str, every_line: str = "") -> None:
        self.width = max(min(columns - 1, WIDEST) - cells(every_line), NARROWEST)
        self._colour = colour
        self._encoding = encoding
        self._every_line = every_line
        self._lines: list[str] = []

    def text(self) -> str:
        """All lines: each ends with a line feed and none with a space."""
        return "".join(f"{self._every_line}{line}".rstrip() + "\n" for line in self._lines)

    def say(self, text: str, *, first: str = "", rest: str | None = None, bold: bool = False) -> None:
        """A text, wrapped; `first` stands in front of its first line, `rest` (spaces) in front of the others."""
        further = " " * len(first) if rest is None else rest
        lines = wrapped(for_encoding(text, self._encoding), self.width - max(len(first), len(further)))
        for place, line in enumerate(lines):
            self._lines.append((further if place else first) + (self._styled(line, _BOLD) if bold else line))

    def labelled(self, margin: str, label: str, texts: Iterable[str]) -> None:
        """Texts behind one label; several are numbered; nothing when there is none."""
        told = [text for text in texts if text]
        first = margin + label.ljust(LABEL_WIDTH)
        for place, text in enumerate(told, start=1):
            number = f"{place}. " if len(told) > 1 else ""
            self.say(text, first=first + number)
            first = " " * len(first)

    def exactly(self, text: str, margin: str = "    ") -> None:
        """A path or a command: never broken, for it is there to be copied."""
        self._lines.append(margin + for_encoding(text, self._encoding))

    def badge(self, light: Light, amount: int, noun: str = "thing", which: str = "") -> None:
        """The heading of the things with one light; `which` of them stands behind the noun."""
        lamp = LIGHTS[light]
        name = "" if light == "green" else f"{lamp.name}: "  # "[OK] 6 things" says it already
        heading = f"{lamp.badge} {name}{count(amount, noun)}{which}"
        style = _BADGES.get(light)
        self._lines.append(self._styled(f" {heading} ", style) if style and self._colour else heading)

    def blank(self, *, at_top: bool = False) -> None:
        """One empty line; never two together, and at the top only where that is wanted."""
        if self._lines[-1] if self._lines else at_top:
            self._lines.append("")

    def rule(self) -> None:
        """The one line that is drawn."""
        self._lines.append("-" * self.width)

    def _styled(self, text: str, style: str) -> str:
        return f"{style}{text}{_PLAIN}" if self._colour else text


def cells(text: str) -> int:
    """How many columns a text takes in a window: letters of East Asia take two, accents of their own none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken between words, and inside words that are longer."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cells(line) + 1 + cells(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        *whole_lines, line = _pieces(word, width)
        lines += whole_lines
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and cells(piece + letter) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
