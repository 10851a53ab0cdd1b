"""YAML files that people write: read with line numbers and without surprises.

A small part of YAML is enough for us, and the rest is refused with a sentence: no anchors (they make "YAML
bombs"), no tags (they make objects), no duplicate keys, no keys but text, bounded size and depth. Plain words
become yes/no, whole numbers, decimal numbers and dates; everything else stays the text that was typed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NoReturn

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from carecheck.errors import MOST_MISTAKES, CannotRun, Mistake, MistakesInFile
from carecheck.readfile import read_file

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 20

Plain = None | bool | int | float | str | date | list["Plain"] | dict[str, "Plain"]
Block = list[Plain] | dict[str, Plain]
Place = tuple[str | int, ...]

_WORDS: Final[Mapping[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "yes": True,
    "true": True,
    "on": True,
    "no": False,
    "false": False,
    "off": False,
}
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL: Final = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,17}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST_WORD: Final = max(map(len, _WORDS))
_FIRST_OF_NUMBERS: Final = frozenset("-0123456789")
# Both read the same; the one in C is not everywhere.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines(msgspec.Struct, frozen=True):
    """The line on which a list or block begins, and the lines of its parts by key or number."""

    line: int
    parts: dict[str | int, "Lines | int"]


class Document(msgspec.Struct, frozen=True):
    """What a YAML file says, and the line on which each part of it stands."""

    file: str
    content: Plain
    lines: Lines | int

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it; 1 when the file is empty."""
        return _line_of(self._lines_of(place))

    def part(self, place: Place) -> "Document":
        """A part of this file as a document of its own, on its own lines; for entries that are read one by one."""
        content: Any = self.content
        for step in place:
            content = content[step]
        return Document(self.file, content, self._lines_of(place))

    def mistake(self, place: Place, text: str) -> Mistake:
        """A mistake at a part of this file."""
        return Mistake(self.file, self.line(place), text)

    def _lines_of(self, place: Place) -> "Lines | int":
        part = self.lines
        for step in place:
            if isinstance(part, int) or step not in part.parts:
                break
            part = part.parts[step]
        return part


def as_it_is(text: str) -> str:
    """The whole text."""
    return text


def read_yaml(
    path: Path, most_bytes: int = MOST_BYTES, wanted: Callable[[str], str] = as_it_is, *, follow: bool = True
) -> Document:
    """Read one YAML file, or of its text the part from the beginning that is `wanted`; `follow` a link to it or not.

    Raises CannotRun when there is no such file or it is too large, MistakesInFile when it is not our YAML.
    """
    raw = read_file(path, most_bytes, follow=follow)
    if len(raw) > most_bytes:
        raise CannotRun(f"{path} is larger than {most_bytes // 1000:,} kB. A file like this is much smaller.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise MistakesInFile([Mistake(str(path), line, "this is not UTF-8 text; save the file as UTF-8")]) from None
    return parse_yaml(wanted(text), str(path))


def parse_yaml(text: str, file: str) -> Document:
    """Parse the text of a YAML file; `file` is its name for error messages. Raises MistakesInFile."""
    reading = _Reading(file)
    content: Plain = None
    lines: Lines | int = 1
    try:
        content, lines = reading.all(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        reading.mistakes.append(Mistake(file, line, _in_words(error, text, line)))
    except yaml.reader.ReaderError:
        reading.mistakes.append(Mistake(file, 0, "this file holds a character that no text has; was it saved as text?"))
    if reading.mistakes:
        raise MistakesInFile(reading.mistakes)
    return Document(file, content, lines)


def _events(text: str) -> Callable[[], yaml.Event | None]:
    """What gives the parser's next event, and None at the end; `yaml.parse` does the same more slowly."""
    loader: Any = _LOADER(text)
    next_event: Callable[[], yaml.Event | None] = loader.get_event
    return next_event


def _in_words(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    if 0 < line <= len(lines) and "\t" in lines[line - 1]:
        return "this line holds a tab; use spaces"
    problem = (error.problem or "this cannot be read").replace("\n", " ")
    return f"this is not YAML: {problem}; look at the spaces in front, at the colons and at the quotes"


class _Reading:
    """Puts the parser's events together."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.mistakes: list[Mistake] = []

    def all(self, next_event: Callable[[], yaml.Event | None]) -> tuple[Plain, "Lines | int"]:
        """The content and its lines; MistakesInFile at what we do not take.

        A loop, so that depth cannot crash it, and nothing in it is called for what is common: every word of every check
        file comes by here whenever carecheck starts.
        """
        documents: list[Plain] = []
        holder: Block = documents  # what is being filled
        here = whole = Lines(1, {})
        key: str | None = None  # whose value comes next
        around: list[tuple[Block, Lines]] = []
        for event in iter(next_event, None):
            line = event.start_mark.line + 1 if event.start_mark else 0
            inside: tuple[Block, Lines] | None = None
            if isinstance(event, ScalarEvent):
                if event.anchor or event.tag:
                    self._refuse_extras(event, event.tag, line)
                if key is None and isinstance(holder, dict):
                    key = event.value
                    if key in here.parts:
                        self._tell_of_second(key, here, line)
                    continue
                value = _plain(event.value) if event.implicit[0] else event.value
            elif isinstance(event, CollectionStartEvent):
                if key is None and isinstance(holder, dict):
                    self._stop(line, "a key must be a word")
                inside = self._opened(event, line, len(around))
                value = inside[0]
            elif isinstance(event, CollectionEndEvent):
                holder, here = around.pop()
                continue
            else:
                self._refuse_other(event, line, is_second=bool(documents))
                continue
            if isinstance(holder, list):
                here.parts[len(holder)] = inside[1] if inside else line
                holder.append(value)
            else:
                here.parts[key or ""] = inside[1] if inside else line
                holder[key or ""] = value
                key = None
            if inside:
                around.append((holder, here))
                holder, here = inside
        return (documents[0], whole.parts[0]) if documents else (None, whole)

    def _tell_of_second(self, key: str, here: Lines, line: int) -> None:
        first = _line_of(here.parts[key])
        self.mistakes.append(Mistake(self._file, line, f"'{key}' stands here twice; it is already on line {first}"))
        if len(self.mistakes) >= MOST_MISTAKES:
            raise MistakesInFile(self.mistakes)

    def _opened(self, event: CollectionStartEvent, line: int, depth: int) -> tuple[Block, Lines]:
        if event.anchor or event.tag:
            self._refuse_extras(event, event.tag, line)
        if depth >= DEEPEST:
            self._stop(line, f"this is nested more than {DEEPEST} deep")
        block: Block = {} if isinstance(event, MappingStartEvent) else []
        return block, Lines(line, {})

    def _refuse_extras(self, event: yaml.NodeEvent, tag: str | None, line: int) -> None:
        if event.anchor:
            self._stop(line, f"anchors (&{event.anchor}) are not allowed; write the text again")
        if tag not in (None, "!"):
            self._stop(line, f"tags ({tag}) are not allowed")

    def _refuse_other(self, event: yaml.Event, line: int, *, is_second: bool) -> None:
        if isinstance(event, AliasEvent):
            self._stop(line, "references (*name) are not allowed; write the text again")
        if isinstance(event, DocumentStartEvent) and is_second:
            self._stop(line, "only one document may stand in a file; take the line --- away")

    def _stop(self, line: int, text: str) -> NoReturn:
        raise MistakesInFile([*self.mistakes, Mistake(self._file, line, text)])


def _line_of(part: Lines | int) -> int:
    return part if isinstance(part, int) else part.line


def _plain(text: str) -> Plain:
    if len(text) <= _LONGEST_WORD and text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text[0] not in _FIRST_OF_NUMBERS:
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
