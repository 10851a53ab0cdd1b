"""Hides who signed in, and from where, in what Linux keeps of that: the bytes of wtmp, and the rows of lastlog."""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.look.hiding.content import Hide
from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.linux.sign_ins import LAST_TYPE, RECORD, SIGNED_IN, TOOLS, WTMP
from carecheck.look.machine import Answer, Question, Ran, ReadFile, RunProgram

_OF_THE_SYSTEM: Final = frozenset({"reboot", "shutdown", "runlevel", "LOGIN", "root", ""})
_SIGNED_OUT: Final = SIGNED_IN + 1
_OF_PEOPLE: Final = (SIGNED_IN, _SIGNED_OUT)
_ROW: Final = re.compile(r"^(\S+) +\S+ +(\S+) +[A-Z][a-z]{2} [A-Z][a-z]{2} ", re.MULTILINE)
_PLACE_HERE: Final = re.compile(r":\d+(?:\.\d+)?|\d[\d.-]*\S*")  # a screen; the version of a kernel


def is_list_of_sign_ins(question: Question) -> bool:
    """Whether that reads wtmp."""
    return isinstance(question, ReadFile) and question.path in WTMP


def named_in_sign_ins(question: Question, answer: Answer) -> Iterator[tuple[Kind, str]]:
    """The logins and computers in such a list."""
    match question, answer:
        case (ReadFile(), bytes()) if is_list_of_sign_ins(question):
            for fields in _records(answer):
                user, host = _text(fields[4]), _text(fields[5])
                if fields[0] in _OF_PEOPLE:
                    yield from _named(user, host)
        case (RunProgram((tool,)), Ran(_, out, _)) if tool in TOOLS:
            for _, host in _ROW.findall(out.decode(errors="replace")):
                yield from _named("", host)
        case _:
            return


def without_sign_ins(raw: bytes, hide: Hide) -> bytes:
    """The same list with its names hidden, and no address; bytes of another form are left out."""
    if len(raw) % RECORD.size:
        return b"hidden"
    found: list[bytes] = []
    for fields in _records(raw):
        type_, process, line, place, user, host, *between, address = fields
        if type_ in _OF_PEOPLE and 0 <= type_ <= LAST_TYPE:
            user, host = (hide(_text(part)).encode() for part in (user, host))
            address = bytes(len(address))
        found.append(RECORD.pack(type_, process, line, place, user, host, *between, address))
    return b"".join(found)


def _records(raw: bytes) -> Iterator[tuple[int, int, bytes, bytes, bytes, bytes, int, int, int, int, int, bytes]]:
    yield from RECORD.iter_unpack(raw[: len(raw) - len(raw) % RECORD.size])


def _named(user: str, host: str) -> Iterator[tuple[Kind, str]]:
    if user not in _OF_THE_SYSTEM:
        yield "person", user
    if host and not _PLACE_HERE.fullmatch(host):
        yield "computer", host


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode(errors="replace")
