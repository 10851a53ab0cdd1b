"""Probes of computers: one row each, fed with a recorded answer that was changed.

An input is two bytes, which say what answer is changed, and then the answer as bytes: what a program printed, what a
file holds, or the plain data of anything else as JSON.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from carecheck.facts.model import Unknown
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
    moment,
)
from carecheck.look.probes import Place, Probe, probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.watched_machine import WatchedMachine
from carecheck.look.whole_letters import in_whole_letters
from carecheck.look.windows_questions import AskService, ListKey, ReadValue, RegistryKey, RegistryValue, Service, Told
from tests.fuzz.rows import Row, row
from tests.machine.reassurance import questions
from tests.macos.macs import NAMES as MACS
from tests.macos.macs import mac
from tests.windows_facts.pcs import NAMES as PCS
from tests.windows_facts.pcs import pc

LINUX: Final = Path(__file__).parent.parent / "linux" / "recordings"


class Asked(NamedTuple):
    """A question of a probe to one of the recorded computers."""

    machine: Machine
    question: Question


@dataclass(frozen=True)
class OtherAnswer(Machine):
    """A machine that answers one question in another way."""

    inner: Machine
    question: Question
    answer: Answer

    @property
    def about(self) -> Any:  # type: ignore[override]
        return self.inner.about

    def ask(self, question: Question) -> Answer:
        """The other answer, or the recorded one; a file's size is that of what it now holds."""
        if question == self.question:
            return self.answer
        match question, self.question, self.answer:
            case LookAt(path), ReadFile(changed), bytes() if path == changed:
                return Entry(path.rpartition("/")[2], "file", datetime.fromtimestamp(0, UTC), len(self.answer))
            case _:
                return self.inner.ask(question)


def to_bytes(answer: Answer) -> bytes:
    """An answer as the bytes of an input."""
    match answer:
        case Ran(_, out):
            return out
        case bytes():
            return answer
        case str():
            return answer.encode()
        case _:
            return json.dumps(_plain(answer)).encode()


def _plain(answer: object) -> object:
    match answer:
        case tuple():
            return [_plain(one) for one in cast(tuple[object, ...], answer)]
        case Entry(name, kind, modified, size):
            return [name, kind, modified.timestamp() if modified.year < 9999 else 1e18, size]
        case RegistryValue(form, bytes() as raw):
            return [form, raw.decode("latin-1")]
        case RegistryValue(form, data):
            return [form, data]
        case RegistryKey(keys, values, modified, key_count, value_count):
            return [keys, values, modified.timestamp(), key_count, value_count]
        case Service(state):
            return [state]
        case Told(entries):
            return entries
        case Knocked(state, status, to_https):
            return [state, status, to_https]
        case _:
            return None


def from_bytes(question: Question, raw: bytes) -> Answer:
    """The answer that the bytes stand for. Raises ValueError or TypeError when no machine can give it."""
    match question:
        case RunProgram():
            return Ran(0, raw)
        case ReadFile():
            return raw
        case ReadLink():
            return raw.decode("utf-8", "replace")
        case _:
            return in_whole_letters(_of_plain(question, json.loads(raw)))


def _of_plain(question: Question, plain: Any) -> Answer:
    match question:
        case ListFolder():
            return tuple(_entry(*one) for one in plain)
        case LookAt():
            return _entry(*plain)
        case ReadValue():
            return _value(*plain)
        case ListKey():
            keys, values, modified, key_count, value_count = plain
            return RegistryKey(_texts(keys), _texts(values), moment(modified), int(key_count), int(value_count))
        case AskService():
            return Service("running" if plain == ["running"] else "stopped" if plain == ["stopped"] else "other")
        case Knock():
            return Knocked(_text(plain[0]), None if plain[1] is None else int(plain[1]), to_https=plain[2] is True)
        case _ if isinstance(plain, dict):
            return Told(plain)
    raise ValueError


def _value(form: Any, data: Any) -> RegistryValue:
    match form, data:
        case "REG_SZ" | "REG_EXPAND_SZ", str():
            return RegistryValue(form, data)
        case "REG_DWORD" | "REG_QWORD", int() if not isinstance(data, bool) and 0 <= data < 1 << 64:
            return RegistryValue(form, data)
        case "REG_MULTI_SZ", list():
            return RegistryValue(form, _texts(data))
        case "REG_BINARY" | "other", str():
            return RegistryValue(form, data.encode("latin-1"))
    raise ValueError


def _entry(name: Any, kind: Any, modified: Any, size: Any) -> Entry:
    if kind not in ("file", "folder", "link", "other"):
        raise ValueError
    return Entry(_text(name), kind, moment(float(modified)), int(size))


def _texts(plain: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in plain)


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError
    return plain


def changed_answer(asked: list[Asked], raw: bytes) -> OtherAnswer | None:
    """The computer with the answer that an input stands for; None when it stands for none."""
    one = asked[int.from_bytes(raw[:2], "big") % len(asked)]
    try:
        return OtherAnswer(one.machine, one.question, from_bytes(one.question, raw[2:]))
    except (ValueError, TypeError, IndexError, KeyError, OverflowError, RecursionError):
        return None


def _look(probe: Probe, asked: list[Asked]) -> Callable[[bytes], object]:
    def parse(raw: bytes) -> object:
        machine = changed_answer(asked, raw)
        if machine is None:
            return None
        watched = WatchedMachine(machine)
        seen = probe.look(watched)
        watched.evidence()
        return seen

    return parse


def all_asked(probe: Probe, machines: list[Machine]) -> list[Asked]:
    """Each question of a probe with each answer that one of the computers gives to it."""
    found: dict[tuple[Question, str], Asked] = {}
    for machine in machines:
        for question in questions(probe, machine):
            found.setdefault((question, repr(machine.ask(question))), Asked(machine, question))
    return list(found.values())


def _row(place: Place, name: str, probe: Probe) -> Row | None:
    asked = all_asked(probe, machines_for(place, name))
    answers = [one.machine.ask(one.question) for one in asked]
    seeds = [
        number.to_bytes(2, "big") + to_bytes(answer)
        for number, answer in enumerate(answers)
        if answer is not None and not isinstance(answer, Unknown)
    ]
    return row(f"{place}.{name}", _look(probe, asked), seeds, shown=True) if seeds else None


def machines_for(place: Place, name: str) -> list[Machine]:
    """The recorded computers at which a probe is tried."""
    match place:
        case "linux":
            paths = sorted(LINUX.glob("*.yaml"))
            return [RecordedMachine.from_file(path) for path in paths if path.stem.split("-")[0] == name]
        case "macos":
            return [mac(one) for one in MACS]
        case _:
            return [pc(one) for one in PCS]


def _rows() -> Iterator[Row]:
    for place in cast(tuple[Place, ...], ("linux", "macos", "windows")):
        for name, probe in sorted(probes_for(place).items()):
            if one := _row(place, name, probe):
                yield one


ROWS: Final = tuple(_rows())
