"""Writes a recording as YAML for people to read; `recording` reads it back as it was.

It writes by itself, for a library takes seconds for the lists of packages of a Linux. Texts are in quotes or a block
wherever they could be taken for a number, a day or a yes.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.knock import Knock, Knocked
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.recording import NAME, Recording
from carecheck.look.recording_windows import windows_row, windows_told
from carecheck.look.windows_questions import RegistryKey, RegistryValue, Service, Told
from carecheck.yamltext import scalar_text

WIDTH: Final = 118

_VERBS: Final[Mapping[type[Question], str]] = {
    ReadFile: "read",
    ListFolder: "list",
    LookAt: "look_at",
    ReadLink: "link",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Answers that belong together, under a line that says what they are about."""

    title: str
    questions: tuple[Question, ...]


def recording_text(
    recording: Recording, sections: Iterable[Section] = (), said: Mapping[str, object] | None = None, head: str = ""
) -> str:
    """The YAML text of a recording: `head` as remarks, what is `said` of it, and its answers by sections."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    about = {field.name: getattr(recording.about, field.name) for field in fields(About)}
    lines += _entries({"kind": NAME, **(said or {})}, 0)
    lines += ["about:", *_entries({name: value for name, value in about.items() if value not in (None, "", {})}, 2)]
    lines.append("answers:" if recording.answers else "answers: []")
    written: set[Question] = set()
    for section in (*sections, Section("", tuple(recording.answers))):
        questions = [one for one in section.questions if one in recording.answers and one not in written]
        written.update(questions)
        lines += ["", f"  # {section.title}"] if section.title and questions else []
        for question in dict.fromkeys(questions):
            lines += _item(_row(question, recording.answers[question]), 2)
    return "\n".join(lines) + "\n"


def _row(question: Question, answer: Answer) -> dict[str, object]:
    asked: dict[str, object]
    if isinstance(question, RunProgram):
        asked = {"run": list(question.argv)}
        if question.rights != "ours":
            asked["rights"] = question.rights
    elif isinstance(question, (ReadFile, ListFolder, LookAt, ReadLink)):
        asked = {_VERBS[type(question)]: question.path}
    elif isinstance(question, Knock):
        asked = {"knock": question.address, "port": question.port}
    else:
        asked = windows_row(question)
    match answer:
        case None:
            return asked | {"there": False}
        case Unknown(reason, detail):
            return asked | {"unknown": reason} | ({"detail": detail} if detail else {})
        case Ran(status, out, err):
            told = err.decode(errors="replace")
            return asked | {"exit": status} | _bytes("out", out) | ({"err": told} if told else {})
        case bytes():
            return asked | _bytes("text", answer)
        case str():
            return asked | {"to": answer}
        case Entry():
            return asked | _seen(answer)
        case tuple():
            return asked | {"entries": [{"name": entry.name} | _seen(entry) for entry in answer]}
        case Knocked(state, status, to_https):
            page = {} if status is None else {"status": status, "to_https": to_https}
            return asked | {"state": state} | page
        case RegistryValue() | RegistryKey() | Service() | Told():
            return asked | windows_told(answer)


def _seen(entry: Entry) -> dict[str, object]:
    return {"kind": entry.kind, "modified": entry.modified.isoformat(), "size": entry.size}


def _bytes(key: str, raw: bytes) -> dict[str, object]:
    text = raw.decode(errors="replace")
    as_it_was = text.encode() == raw and "\r" not in text and "\ufeff" not in text
    return {key: text} if as_it_was else {"base64": base64.b64encode(raw).decode()}


def _item(value: object, indent: int) -> Iterator[str]:
    """One entry of a list, on one line where it fits."""
    short = _flow(value, WIDTH - indent - 2)
    if short is not None:
        yield f"{' ' * indent}- {short}"
        return
    lines = list(_parts(value, indent + 2))
    yield f"{' ' * indent}- {lines[0].lstrip(' ')}"
    yield from lines[1:]


def _parts(value: object, indent: int) -> Iterator[str]:
    part: object = value  # nothing is known of what lies in it
    yield from _entries(part, indent) if isinstance(value, Mapping) else _items(part, indent)


def _items(values: object, indent: int) -> Iterator[str]:
    for value in cast(Iterable[object], values):
        yield from _item(value, indent)


def _entries(value: object, indent: int) -> Iterator[str]:
    for name, part in cast(Mapping[str, object], value).items():
        start = f"{' ' * indent}{scalar_text(name)}:"
        if isinstance(part, str) and _fits_a_block(part):
            yield f"{start} |{'+' if part.endswith(2 * chr(10)) else '' if part.endswith(chr(10)) else '-'}"
            yield from (f"{' ' * (indent + 2)}{line}" if line else "" for line in part.removesuffix("\n").split("\n"))
            continue
        short = _flow(part, WIDTH - len(start))
        if short is not None:
            yield f"{start} {short}"
        else:
            yield start
            yield from _parts(part, indent + 2)


def _flow(value: object, most: int) -> str | None:
    """A value on one line; None where that would be too long."""
    match value:
        case dict() | list() | tuple():
            parts: list[str] = []
            pairs = cast(Mapping[str, object], value).items() if isinstance(value, dict) else None
            for name, part in pairs or (("", part) for part in cast(Iterable[object], value if pairs is None else ())):
                if isinstance(part, str) and _fits_a_block(part):
                    return None
                short = _flow(part, most)
                if short is None:
                    return None
                parts.append(f"{scalar_text(name)}: {short}" if pairs is not None else short)
                most -= len(parts[-1]) + 2
                if most < 0:
                    return None
            return f"{{{', '.join(parts)}}}" if pairs is not None else f"[{', '.join(parts)}]"
        case _:
            return scalar_text(value)


def _fits_a_block(text: str) -> bool:
    """Whether YAML keeps a text of several lines as it is; in a block, it would take some letters for ends of lines."""
    if "\n" not in text or text[0] in " \n\t":
        return False
    lines = text.removesuffix("\n").split("\n")
    return (not lines[-1] or bool(lines[-1].strip())) and all(line.replace("\t", "").isprintable() for line in lines)
