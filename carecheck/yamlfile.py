"""YAML files that people write: read with line numbers and without surprises.

A small part of YAML is enough for us, and the rest is refused with a sentence: no anchors (they make "YAML
bombs"), no tags (they make objects), no duplicate keys, no keys but text, bounded size and depth. Plain words
become yes/no, whole numbers, decimal numbers and dates; everything else stays the text that was typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from carecheck.errors import CannotRun, Mistake, MistakesInFile

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 20

Plain = None | bool | int | float | str | date | list["Plain"] | dict[str, "Plain"]
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
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file says, and the line on which each part of it stands."""

    file: str
    content: Plain
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a part, or of the nearest part around it; 1 when nothing around it is known."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def part(self, place: Place) -> "Document":
        """A part of this file as a document of its own, on its own lines; for entries that are read one by one."""
        content: Any = self.content
        for step in place:
            content = content[step]
        depth = len(place)
        lines = {inside[depth:]: line for inside, line in self.lines.items() if inside[:depth] == place}
        return Document(self.file, content, {(): self.line(place), **lines})

    def mistake(self, place: Place, text: str) -> Mistake:
        """A mistake at a part of this file."""
        return Mistake(self.file, self.line(place), text)


def read_yaml(path: Path, most_bytes: int = MOST_BYTES) -> Document:
    """Read one YAML file.

    Raises CannotRun when there is no such file or it is too large, MistakesInFile when it is not our YAML.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(most_bytes + 1)
    except FileNotFoundError:
        raise CannotRun(f"There is no file {path}. Check the name and the folder.") from None
    except OSError as error:
        raise CannotRun(f"We could not read {path}: {error.strerror}.") from error
    if len(raw) > most_bytes:
        raise CannotRun(f"{path} is larger than {most_bytes // 1000:,} kB. A file like this is much smaller.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise MistakesInFile([Mistake(str(path), line, "this is not UTF-8 text; save the file as UTF-8")]) from None
    return parse_yaml(text, str(path))


def parse_yaml(text: str, file: str) -> Document:
    """Parse the text of a YAML file; `file` is its name for error messages. Raises MistakesInFile."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        builder.mistakes.append(Mistake(file, line, _in_words(error, text, line)))
    except yaml.reader.ReaderError:
        builder.mistakes.append(Mistake(file, 0, "this file holds a character that no text has; was it saved as text?"))
    if builder.mistakes:
        raise MistakesInFile(builder.mistakes)
    return Document(file, builder.content, builder.lines)


def _in_words(error: yaml.MarkedYAMLError, text: str, line: int) -> str:
    lines = text.splitlines()
    if 0 < line <= len(lines) and "\t" in lines[line - 1]:
        return "this line holds a tab; use spaces"
    problem = (error.problem or "this cannot be read").replace("\n", " ")
    return f"this is not YAML: {problem}; look at the spaces in front, at the colons and at the quotes"


class _Builder:
    """Puts the parser's events together; never recursive, so depth cannot crash it."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.content: Plain = None
        self.lines: dict[Place, int] = {}
        self.mistakes: list[Mistake] = []
        self._open: list[tuple[Place, list[Plain] | dict[str, Plain]]] = []
        self._key: list[str | None] = []

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.DocumentStartEvent() if self.lines:
                self._stop(line, "only one document may stand in a file; take the line --- away")
            case yaml.AliasEvent():
                self._stop(line, "references (*name) are not allowed; write the text again")
            case yaml.ScalarEvent():
                self._refuse_extras(event, line)
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event, line)
                self._start({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
                self._key.pop()
            case _:
                pass

    def _stop(self, line: int, text: str) -> None:
        raise MistakesInFile([*self.mistakes, Mistake(self.file, line, text)])

    def _refuse_extras(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            self._stop(line, f"anchors (&{event.anchor}) are not allowed; write the text again")
        tag: str | None = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._stop(line, f"tags ({tag}) are not allowed")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if self._open and isinstance(self._open[-1][1], dict) and self._key[-1] is None:
            self._take_key(event.value, line)
            return
        self._put(_plain(event.value) if event.implicit[0] else event.value, line)

    def _take_key(self, key: str, line: int) -> None:
        place, holder = self._open[-1]
        if key in holder:
            first = self.lines.get((*place, key), line)
            self.mistakes.append(Mistake(self.file, line, f"'{key}' stands here twice; it is already on line {first}"))
        self._key[-1] = key

    def _start(self, holder: list[Plain] | dict[str, Plain], line: int) -> None:
        if len(self._open) >= DEEPEST:
            self._stop(line, f"this is nested more than {DEEPEST} deep")
        if self._open and isinstance(self._open[-1][1], dict) and self._key[-1] is None:
            self._stop(line, "a key must be a word")
        place = self._put(holder, line)
        self._open.append((place, holder))
        self._key.append(None)

    def _put(self, value: Plain, line: int) -> Place:
        if not self._open:
            self.content = value
            self.lines[()] = line
            return ()
        around, holder = self._open[-1]
        if isinstance(holder, list):
            place: Place = (*around, len(holder))
            holder.append(value)
        else:
            key = self._key[-1] or ""
            place = (*around, key)
            holder[key] = value
            self._key[-1] = None
        self.lines[place] = line
        return place


def _plain(text: str) -> Plain:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
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
