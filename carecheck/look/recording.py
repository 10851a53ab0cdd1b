"""Recordings: what a computer was asked and what it answered, as one YAML document that people can write by hand.

    kind: carecheck.recording
    about: {system: linux, today: 2026-11-22, home: /home/bob, person: "1001"}
    answers:
      - {run: [apt-config, dump], exit: 0, out: "..."}           # rights: person | nobody, when not ours
      - {read: /etc/os-release, text: "..."}                     # base64: ... for what is not text
      - {list: /boot, entries: [vmlinuz-6.1.0-50-amd64, {name: grub, kind: folder}]}
      - {look_at: /run/reboot-required, kind: file, modified: "2026-11-20T08:15:00+00:00"}
      - {link: /etc/systemd/system/display-manager.service, to: /lib/systemd/system/lightdm.service}
      - {read: /etc/sudoers, unknown: needs_admin, detail: Permission denied}
      - {look_at: /swapfile, there: no}
      - {knock: 192.168.1.1, port: 80, state: open, status: 200, to_https: no}    # state: closed, with nothing more

Rows for Windows alone stand in `recording_windows`; `recording_writing` writes them all. What is `read` or listed can
be looked at, too: a file's size is known, and a time where `modified` is given. A recording holds whatever the computer
said, names of people included; `hiding` makes one that may be shared.
"""

import base64
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, TypeVar, cast, get_args

from carecheck.errors import Mistake, MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.lights import REASONS
from carecheck.look.knock import Knock, Knocked
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    Kind,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    Rights,
    RunProgram,
)
from carecheck.look.recording_windows import (
    Wrong,
    listed_around,
    windows_answers,
    windows_question,
)
from carecheck.yamlfile import Document, Plain

NAME: Final = "carecheck.recording"
EPOCH: Final = datetime.fromtimestamp(0, UTC)

Row = dict[str, Plain]
Form = TypeVar("Form")


class Recording(NamedTuple):
    """A computer, and its answers."""

    about: About
    answers: dict[Question, Answer]


def read_recording(document: Document) -> Recording:
    """What a document records; of two answers to one question the first counts. Raises MistakesInFile."""
    content = document.content
    if not isinstance(content, dict) or content.get("kind") != NAME:
        raise MistakesInFile([document.mistake((), f"a recording begins with the line 'kind: {NAME}'")])
    answers: dict[Question, Answer] = {}
    implied: dict[Question, Answer] = {}
    counted: set[Question] = set()
    mistakes: list[Mistake] = []
    rows = content.get("answers")
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        try:
            (question, answer), *more = _answers(row)
            answers.setdefault(question, answer)
            implied.update(more)
            counted.update([question] if isinstance(row, dict) and "counts" in row else [])
        except Wrong as wrong:
            mistakes.append(document.mistake(("answers", number), str(wrong)))
    try:
        about = _about(content.get("about"))
    except Wrong as wrong:
        raise MistakesInFile([document.mistake(("about",), str(wrong)), *mistakes]) from None
    if mistakes:
        raise MistakesInFile(mistakes)
    recorded = implied | answers
    return Recording(about, recorded | listed_around(recorded, counted))


def _about(plain: Plain) -> About:
    import msgspec

    names = {field.name for field in fields(About)}
    if not isinstance(plain, dict) or plain.keys() - names:
        raise Wrong(f"'about' holds {', '.join(sorted(names))}, and nothing else")
    try:
        return msgspec.convert(plain, About)
    except msgspec.ValidationError as error:
        raise Wrong(f"'about': {error}") from None


def _answers(row: Plain) -> Iterator[tuple[Question, Answer]]:
    """What a row says, and then what follows from it."""
    if not isinstance(row, dict):
        raise Wrong("each answer is a list of names and values")
    question = _question(row)
    if row.get("there") is False:
        yield question, None
    elif "unknown" in row:
        yield question, Unknown(_one_of(row, "unknown", tuple(REASONS)), _get(row, "detail", str, ""))
    elif isinstance(question, RunProgram):
        yield question, Ran(_get(row, "exit", int, 0), _raw(row, "out"), _raw(row, "err"))
    elif isinstance(question, ReadFile):
        raw = _raw(row, "text")
        yield question, raw
        yield LookAt(question.path), _entry({**row, "kind": "file", "size": len(raw)}, _name(question.path))
    elif isinstance(question, ListFolder):
        yield question, tuple(_listed(entry) for entry in _get(row, "entries", list, []))
        yield LookAt(question.path), _entry({**row, "kind": "folder"}, _name(question.path))
    elif isinstance(question, LookAt):
        yield question, _entry(row, _name(question.path))
    elif isinstance(question, ReadLink):
        yield question, _get(row, "to", str)
    elif isinstance(question, Knock):
        status = _get(row, "status", int, -1)
        state = _one_of(row, "state", ("open", "closed"))
        yield question, Knocked(state, None if status == -1 else status, to_https=row.get("to_https") is True)
    else:
        yield from windows_answers(question, row)


def _question(row: Row) -> Question:
    match row:
        case {"run": [*argv]} if all(isinstance(word, str) for word in argv):
            return RunProgram(
                tuple(cast(list[str], argv)), cast(Rights, _one_of(row, "rights", get_args(Rights), "ours"))
            )
        case {"read": str(path)}:
            return ReadFile(path)
        case {"list": str(path)}:
            return ListFolder(path)
        case {"look_at": str(path)}:
            return LookAt(path)
        case {"link": str(path)}:
            return ReadLink(path)
        case {"knock": str(address)}:
            return Knock(address, _get(row, "port", int))
        case _:
            question = windows_question(row)
            if question is not None:
                return question
            raise Wrong("each answer says what was asked: run (a list of words), read, list, look_at, link or knock")


def _listed(plain: Plain) -> Entry:
    if isinstance(plain, str):
        return Entry(plain, "file", EPOCH, 0)
    if not isinstance(plain, dict):
        raise Wrong("an entry is a name, or a name with kind, modified and size")
    return _entry(plain, _get(plain, "name", str))


def _entry(row: Row, name: str) -> Entry:
    kind = cast(Kind, _one_of(row, "kind", get_args(Kind), "file"))
    try:
        modified = datetime.fromisoformat(_get(row, "modified", str, EPOCH.isoformat()))
    except ValueError:
        modified = EPOCH.replace(tzinfo=None)
    if modified.tzinfo is None:
        raise Wrong("'modified' is a time with its zone, in quotes: '2026-11-20T08:15:00+00:00'")
    return Entry(name, kind, modified, _get(row, "size", int, 0))


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def _raw(row: Row, key: str) -> bytes:
    if key != "err" and "base64" in row:
        try:
            return base64.b64decode(_get(row, "base64", str), validate=True)
        except ValueError:  # of which binascii.Error is one
            raise Wrong("'base64' is not base64") from None
    return _get(row, key, str, "").encode()


def _get(row: Row, key: str, form: type[Form], default: Form | None = None) -> Form:
    value = row.get(key, default)
    if isinstance(value, form) and not isinstance(value, bool):
        return value
    raise Wrong(f"'{key}' is missing, or is no {form.__name__}; a text that looks like a number needs quotes")


def _one_of(row: Row, key: str, choices: tuple[str, ...], default: str | None = None) -> Any:
    value = row.get(key, default)
    if value not in choices:
        raise Wrong(f"'{key}' is one of {', '.join(choices)}")
    return value
