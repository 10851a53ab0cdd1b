"""A machine on which one question goes wrong, or each: probes are shown never to reassure because of it.

Whoever writes a probe runs it once for each of its questions and each fault:

    machine = FaultyMachine(RecordedMachine.read(path), nth=3, fault="half")
    facts = updates(machine)
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Literal, cast, get_args

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
    refused,
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
)

Fault = Literal[
    "refused",  # the computer does not let us
    "missing",  # the tool or file is not there
    "timed_out",
    "empty",  # an answer with nothing in it
    "garbage",  # an answer that means nothing
    "wrong_type",  # the true answer, its numbers as texts and its texts as numbers; for files, another form
    "half",  # the first half of the true answer, cut at the end of a line where it has lines
    "another_language",  # the true text with every word replaced; names of files are the same in every language
    "not_utf8",  # the true answer with two bytes in it that no UTF-8 text has
    "huge",  # an answer over every limit, which a machine answers with Unknown
    "raises",  # a fault in the machine itself
]
FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)

_GARBAGE: Final = b"\x00\x01}{ \xc2\xa7\xc2\xa7 =;:[ 7f 99999999999999999999 -1 \n\n\x1b[31m\n"
_WORDS: Final = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβψδεφγηιξκλμνοπθρστυωχζϊϋ")

_TRANSLATED: Final = frozenset({"title"})  # the entries that Windows itself writes in another language


class MachineFault(Exception):
    """What a machine with the fault `raises` raises."""


class FaultyMachine(Machine):
    """Passes every question on but the n-th, which goes wrong; `asked` holds all questions so far.

    `nth` counts from 1; 0 means none, and None means every question.
    """

    def __init__(self, inner: Machine, nth: int | None, fault: Fault) -> None:
        self.about = inner.about
        self.asked: list[Question] = []
        self._inner = inner
        self._nth = nth
        self._fault: Fault = fault

    def ask(self, question: Question) -> Answer:
        """Answer one question, truly or not."""
        self.asked.append(question)
        if self._nth is not None and len(self.asked) != self._nth:
            return self._inner.ask(question)
        match self._fault:
            case "refused":
                return refused(self.about, "refused, to see what happens")
            case "missing":
                return Unknown("tool_missing", "missing") if isinstance(question, RunProgram) else None
            case "timed_out":
                return Unknown("timed_out", "late, to see what happens")
            case "huge":
                return Unknown("unreadable", "more than 100,000,000 bytes")
            case "raises":
                raise MachineFault("a fault of the machine, to see what happens")
            case "empty":
                return _empty(question)
            case "garbage":
                return _garbage(question)
            case "wrong_type":
                return _of_another_type(self._inner.ask(question))
            case "half" | "another_language" | "not_utf8":
                return _spoilt(self._inner.ask(question), self._fault)


def _empty(question: Question) -> Answer:
    match question:
        case RunProgram():
            return Ran(0, b"")
        case ReadFile():
            return b""
        case ListFolder():
            return ()
        case LookAt(path):
            return Entry(path.rsplit("/", 1)[-1], "file", datetime.fromtimestamp(0, UTC), 0)
        case ReadLink():
            return ""
        case ReadValue():
            return RegistryValue("REG_SZ", "")
        case ListKey():
            return RegistryKey((), (), datetime.fromtimestamp(0, UTC), 0, 0)
        case AskService():
            return Service("other")
        case AskCom() | AskApi():
            return Told({})
        case Knock():
            return Knocked("")


def _garbage(question: Question) -> Answer:
    senseless = Entry("\ufffd{=", "other", datetime.max.replace(tzinfo=UTC), -1)
    match question:
        case RunProgram():
            return Ran(0, _GARBAGE, _GARBAGE)
        case ReadFile():
            return _GARBAGE
        case ListFolder():
            return (senseless,)
        case LookAt():
            return senseless
        case ReadLink():
            return "\ufffd{="
        case ReadValue():
            return RegistryValue("REG_BINARY", _GARBAGE)
        case ListKey():
            return RegistryKey(("\ufffd{=",), ("\ufffd{=",), datetime.max.replace(tzinfo=UTC), -1, -1)
        case AskService():
            return Service("other")
        case AskCom() | AskApi():
            return Told({"\ufffd{=": "\ufffd{="})
        case Knock():
            return Knocked("\ufffd{=", -1, to_https=True)


def _of_another_type(answer: Answer) -> Answer:
    match answer:
        case None | Unknown():
            return answer
        case RegistryValue("REG_SZ" | "REG_EXPAND_SZ", _):
            return RegistryValue("REG_DWORD", 1)
        case RegistryValue(_, data):
            return RegistryValue("REG_SZ", str(data))
        case Told(entries):
            return Told({name: _plain_of_another_type(entry) for name, entry in entries.items()})
        case bytes():
            return answer.decode(errors="replace")
        case _:
            return b""


def _plain_of_another_type(plain: object) -> object:
    match plain:
        case list():
            return [_plain_of_another_type(one) for one in cast(list[object], plain)]
        case dict():
            return {name: _plain_of_another_type(one) for name, one in cast(dict[str, object], plain).items()}
        case str():
            return 0
        case _:
            return str(plain)


def _spoilt(answer: Answer, fault: Literal["half", "another_language", "not_utf8"]) -> Answer:
    match answer:
        case Ran():
            return replace(answer, out=_spoilt_bytes(answer.out, fault), err=_spoilt_bytes(answer.err, fault))
        case bytes():
            return _spoilt_bytes(answer, fault)
        case tuple() if fault == "half":
            return answer[: len(answer) // 2]
        case _ if fault == "another_language" and not isinstance(answer, Told):
            return answer
        case tuple():
            return tuple(replace(entry, name=_spoilt_name(entry.name, fault)) for entry in answer)
        case str():
            return _spoilt_name(answer, fault)
        case Entry():
            return replace(answer, name=_spoilt_name(answer.name, fault), size=answer.size // 2)
        case RegistryValue(form, str() as text):
            return RegistryValue(form, _spoilt_name(text, fault))
        case RegistryValue(form, bytes() as raw):
            return RegistryValue(form, _spoilt_bytes(raw, fault))
        case RegistryKey(keys, values) if fault == "half":
            return replace(answer, keys=keys[: len(keys) // 2], values=values[: len(values) // 2])
        case RegistryKey(keys, values):
            spoilt = [tuple(_spoilt_name(name, fault) for name in names) for names in (keys, values)]
            return replace(answer, keys=spoilt[0], values=spoilt[1])
        case Told(entries) if fault == "half" and not any(isinstance(entry, list) for entry in entries.values()):
            return Told(dict(list(entries.items())[: len(entries) // 2]))
        case Told(entries):
            return Told({name: _spoilt_plain(entry, fault) for name, entry in entries.items()})
        case _:
            return answer


def _spoilt_plain(plain: object, fault: Literal["half", "another_language", "not_utf8"], name: str = "") -> object:
    match plain:
        case list():
            rows = cast(list[object], plain)
            return rows[: len(rows) // 2] if fault == "half" else [_spoilt_plain(one, fault) for one in rows]
        case dict():
            return {key: _spoilt_plain(one, fault, key) for key, one in cast(dict[str, object], plain).items()}
        case str() if fault == "not_utf8" or (fault == "another_language" and name in _TRANSLATED):
            return _spoilt_name(plain, fault)
        case _:
            return plain


def _spoilt_name(name: str, fault: Literal["half", "another_language", "not_utf8"]) -> str:
    return _spoilt_bytes(name.encode(), fault).decode(errors="replace")


def _spoilt_bytes(raw: bytes, fault: Literal["half", "another_language", "not_utf8"]) -> bytes:
    middle = len(raw) // 2
    if fault == "not_utf8":
        return raw[:middle] + b"\xff\xfe" + raw[middle:]
    if fault == "another_language":
        return raw.decode(errors="replace").lower().translate(_WORDS).encode()
    # A cut at the end of a line is the hardest to notice.
    end_of_line = raw.rfind(b"\n", 0, middle) + 1
    return raw[: end_of_line or middle]
