"""A machine that notes what it was asked, and cuts programs short when its probe's time runs out."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.evidence import Evidence, shown_place, shown_words
from carecheck.look.knock import Knock, Knocked
from carecheck.look.machine import (
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Machine,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.windows_questions import (
    AskApi,
    AskCom,
    AskService,
    ListKey,
    ReadValue,
    RegistryKey,
    RegistryValue,
    Service,
    Told,
    View,
)


class WatchedMachine(Machine):
    """Passes every question on, and remembers the answers: they are the evidence, and a recording.

    `seconds_left` tells how long the asking probe may still take. A probe that meets the end of its time gets
    `timed_out` as an answer, so that it can hand in what it knows already.
    """

    def __init__(self, inner: Machine, seconds_left: Callable[[], float] = lambda: float("inf")) -> None:
        self.about = inner.about
        self.answers: dict[Question, Answer] = {}
        self._inner = inner
        self._seconds_left = seconds_left

    def ask(self, question: Question) -> Answer:
        """Pass the question on, and remember the answer."""
        left = self._seconds_left()
        if left <= 0:
            answer: Answer = Unknown("timed_out", "the time for this topic was over")
        elif isinstance(question, (RunProgram, AskCom, Knock)):
            answer = self._inner.ask(replace(question, seconds=min(question.seconds, left)))
        else:
            answer = self._inner.ask(question)
        self.answers[question] = answer
        return answer

    def evidence(self) -> tuple[Evidence, ...]:
        """What was seen, in the order of asking; what could not be seen is no evidence."""
        answers = dict(self.answers)  # a late probe may still be adding to it
        return tuple(
            _evidence(question, answer, self.about.login)
            for question, answer in answers.items()
            if not isinstance(answer, Unknown)
            and not (isinstance(question, LookAt) and ReadFile(question.path) in answers)  # said once
        )


_KINDS: Final[Mapping[type[Question], str]] = {
    RunProgram: "command",
    ReadFile: "file",
    LookAt: "file",
    ListFolder: "folder",
    ReadLink: "link",
    ReadValue: "registry",
    ListKey: "registry",
    AskService: "service",
    AskCom: "Windows",
    AskApi: "Windows",
    Knock: "internet box",
}
_SID: Final = re.compile(r"\bS-1-\d+(?:-\d+){3,}")


def _evidence(question: Question, answer: Answer, login: str) -> Evidence:
    where, hidden = _where(question, login)
    if answer is None:
        where += " (not there)"
    return Evidence(_KINDS[type(question)], where, hashlib.sha256(_raw(answer)).hexdigest(), hidden)


def _where(question: Question, login: str) -> tuple[str, tuple[str, ...]]:
    match question:
        case RunProgram(argv):
            return _command(argv, login)
        case ReadValue(hive, key, name, view):
            return _registry(f"{hive}\\{key}\\{name}", view, login)
        case ListKey(hive, key, view):
            return _registry(f"{hive}\\{key}", view, login)
        case AskService(name):
            return name, ()
        case AskCom(topic) | AskApi(topic):
            return topic, ()
        case Knock(address, port):
            return f"port {port} of {address}", ()
        case _:
            return shown_place(question.path, login)


def _registry(place: str, view: View, login: str) -> tuple[str, tuple[str, ...]]:
    text, hidden = shown_words(place, login, "\\")
    text, sids = _SID.subn("(login)", text)
    return text + (" (32-bit)" if view == 32 else ""), ("login",) if sids or hidden else ()


def _command(argv: tuple[str, ...], login: str) -> tuple[str, tuple[str, ...]]:
    words: list[str] = []
    hidden: dict[str, None] = {}
    for word in argv:
        is_path = word.startswith(("/", "~"))
        text, left_out = shown_place(word, login) if is_path else shown_words(word, login, " ")
        words.append(text)
        hidden.update(dict.fromkeys(left_out))
    return " ".join(words), tuple(hidden)


def _raw(answer: Answer) -> bytes:
    match answer:
        case Ran(_, out):
            return out
        case bytes():
            return answer
        case str():
            return answer.encode()
        case Entry():
            return _line(answer)
        case tuple():
            return b"".join(_line(entry) for entry in answer)
        case RegistryValue(form, data):
            return repr((form, data)).encode()
        case RegistryKey(keys, values, modified):
            return json.dumps([keys, values, modified.isoformat()]).encode()
        case Service(state):
            return state.encode()
        case Told(entries):
            return json.dumps(entries, sort_keys=True).encode()
        case Knocked(state, status, to_https):
            return json.dumps([state, status, to_https]).encode()
        case _:
            return b""


def _line(entry: Entry) -> bytes:
    return json.dumps([entry.name, entry.kind, entry.modified.isoformat(), entry.size]).encode() + b"\n"
