"""Hides what questions and answers tell, each in its own form."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final, cast

from carecheck.facts.model import Unknown
from carecheck.look.evidence import PRIVATE_FOLDERS, SYSTEM_FOLDERS
from carecheck.look.hiding.content import cut, is_harmless, scrubbed, text_in, with_text_hidden
from carecheck.look.hiding.finding import LISTS, is_public, private_kind
from carecheck.look.hiding.kinds import Sort, sort_of
from carecheck.look.hiding.known import spellings
from carecheck.look.hiding.macs import hide_socket_list, is_broken, is_socket_list
from carecheck.look.hiding.private_files import only_what_is_read
from carecheck.look.hiding.property_lists import with_plist_hidden
from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.hiding.routes import hide_way_table, is_way_table
from carecheck.look.hiding.sign_ins import is_list_of_sign_ins, without_sign_ins
from carecheck.look.hiding.sockets import hide_port_table, is_port_table
from carecheck.look.hiding.text import TextHider, is_public_host
from carecheck.look.knock import Knock
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
from carecheck.look.windows_questions import (
    AskApi,
    AskCom,
    ListKey,
    ReadValue,
    RegistryKey,
    RegistryValue,
    Told,
)

_WORD: Final = re.compile(r"[^\W_]+")
_SHORT: Final = 4  # a longer word with a digit in it may be the number of a device
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d([T ][\d:.]{5,16}(Z|[+-]\d\d:?\d\d)?)?")
_PRIVATE: Final = (*PRIVATE_FOLDERS, "/etc/NetworkManager/system-connections", "/etc/cups", "/etc/openvpn")
_PUBLIC_ON_WINDOWS: Final = ("c:/windows", "c:/program files", "c:/program files (x86)", "c:/programdata")
_HOMES: Final = re.compile(r"(?:^/home|[/\\]Users)[/\\]?$", re.IGNORECASE)
_NAME_OF_RULE: Final = re.compile(r"\b(Name|Desc|EmbedCtxt)=(?!@)[^|]+")  # with @, Windows itself names it
_FIELD: Final = re.compile(r"[a-z][a-z0-9_]*")  # as our own fields are called
_MAINTAINER: Final = re.compile(rb"^(?:Original-)?Maintainer:.*$", re.MULTILINE)


_TABLES: Final = ((is_port_table, hide_port_table), (is_way_table, hide_way_table), (is_socket_list, hide_socket_list))


class AnswerHider:
    """Hides in questions and answers. What is doubtful is hidden too, unless the question is among `needed`."""

    def __init__(self, hider: TextHider, needed: Collection[Question] = ()) -> None:
        self._hider = hider
        self._needed = needed
        self.doubtful: dict[Question, None] = {}  # the questions whose answers hold something doubtful

    def about(self, about: About) -> About:
        """Who a computer is."""
        hider = self._hider
        return replace(
            about,
            home=hider.text(about.home),
            person=None if about.person is None else hider.text(about.person),
            login=hider.named(about.login, "person"),
            host_name=hider.named(about.host_name, "computer"),
            machine_id=hider.named(about.machine_id, "serial"),
            environment={name: hider.text(value) for name, value in about.environment.items()},
        )

    def question(self, question: Question) -> Question:
        """What was asked."""
        text = self._hider.text
        match question:
            case RunProgram(argv):
                hide = self._hider.names_only if argv and argv[-1].startswith(LISTS) else text
                return replace(question, argv=tuple(map(hide, argv)))
            case ReadFile(path) | ListFolder(path) | LookAt(path) | ReadLink(path):
                hide = self._hider.names_only if path.startswith(LISTS) else text
                return replace(question, path=hide(path))
            case Knock(address):
                return replace(question, address=text(address))
            case ListKey(_, key):
                return replace(question, key=self._key(key))
            case ReadValue(_, key, name):
                return replace(question, key=self._key(key), name=self._name(name, private_kind(key)))
            case _:
                return question

    def answer(self, question: Question, answer: Answer) -> Answer:
        """What was answered to that."""
        text = self._hider.text
        match answer:
            case Unknown(reason, detail):
                return Unknown(reason, text(detail))
            case Ran(status, out, err):
                public = isinstance(question, RunProgram) and is_public(question.argv[-1])
                return Ran(status, out if public else self._bytes(question, out), self._bytes(question, err))
            case bytes():
                return self._file(question, answer)
            case str():
                return text(answer)
            case Entry():
                return replace(answer, name=text(answer.name))
            case RegistryValue():
                return self._value(question, answer)
            case RegistryKey(keys, values):
                kind = private_kind(question.key) if isinstance(question, ListKey) else None
                return replace(
                    answer,
                    keys=tuple(self._name(key, kind) for key in keys),
                    values=tuple(self._name(value, kind) for value in values),
                )
            case Told(entries):
                topic = question.topic if isinstance(question, (AskApi, AskCom)) else ""
                return Told(cast(Mapping[str, Any], self._plain(question, topic, "", entries)))
            case tuple():
                private = isinstance(question, ListFolder) and _is_private(question.path)
                return tuple(self._entry(question, entry, private=private) for entry in answer)
            case _:
                return answer

    def _key(self, key: str) -> str:
        parent, _, name = key.rpartition("\\")
        kind = private_kind(parent)
        return f"{parent}\\{self._name(name, kind)}" if kind else self._hider.text(key)

    def _name(self, name: str, kind: Kind | None) -> str:
        return self._hider.named(name, kind) if kind else self._hider.text(name)

    def _entry(self, question: Question, entry: Entry, *, private: bool) -> Entry:
        if isinstance(question, ListFolder) and question.path == LISTS:
            return replace(entry, name=self._hider.names_only(entry.name))
        if isinstance(question, ListFolder) and _HOMES.search(question.path):
            return replace(entry, name=self._hider.home_component(entry.name))
        name = self._of_sort(question, "doubtful", entry.name) if private else self._hider.text(entry.name)
        return replace(entry, name=name)

    def _file(self, question: Question, raw: bytes) -> bytes:
        kept = only_what_is_read(question, raw, self._hider.text)
        if kept is not None:
            return kept
        if isinstance(question, ReadFile) and is_public(question.path):
            if question.path.endswith("/status"):  # packages that somebody made here may name who did
                return _MAINTAINER.sub(
                    lambda line: self._hider.names_only(line[0].decode(errors="replace")).encode(), raw
                )
            return raw
        return self._bytes(question, raw)

    def _bytes(self, question: Question, raw: bytes) -> bytes:
        for is_table, hide_table in _TABLES:
            if is_table(question):
                table = hide_table(raw.decode(errors="replace"), self._hider.numbers)
                if table is not None:
                    return table.encode()
        if is_list_of_sign_ins(question):
            return without_sign_ins(raw, self._hider.text)
        listed = with_plist_hidden(raw, self._in_field) if self._hider.system == "macos" else None
        if listed is not None:
            return listed
        if self._hider.system == "macos" and is_broken(question, raw):
            return cut(raw)  # names in it were not found
        hidden = with_text_hidden(raw, lambda text: self._hider.text(text, serials=True))
        return self._unreadable(question, raw) if hidden is None else hidden

    def _in_field(self, field: str, text: str) -> str:
        """A text in a property list; some versions look like an address of the network."""
        return self._hider.names_only(text) if "Version" in field else self._hider.text(text)

    def _unreadable(self, question: Question, raw: bytes) -> bytes:
        if is_harmless(raw):
            return raw
        self.doubtful[question] = None
        if question not in self._needed:
            return cut(raw)
        return scrubbed(raw, frozenset(spellings(self._hider.known.strong)), self._hider.numbers.authority)

    def _value(self, question: Question, value: RegistryValue) -> RegistryValue:
        sort: Sort = "doubtful"
        if isinstance(question, ReadValue):
            sort = private_kind(question.key) or sort_of(question.name, question.key)
        match value.data:
            case str() as data:
                return replace(value, data=self._of_sort(question, sort, data))
            case tuple() as texts:
                return replace(value, data=tuple(self._of_sort(question, sort, text) for text in texts))
            case bytes() as raw:
                return replace(value, data=self._binary(question, sort, raw))
            case _:
                return value

    def _binary(self, question: Question, sort: Sort, raw: bytes) -> bytes:
        if sort in ("secret", "serial"):
            return cut(raw) if raw else raw
        text = text_in(raw)
        if text is None or is_harmless(raw):
            return self._unreadable(question, raw)
        hidden = self._of_sort(question, sort, text)
        return with_text_hidden(raw, lambda _: hidden) or b""

    def _plain(self, question: Question, topic: str, field: str, value: object) -> object:
        match value:
            case str():
                sort = sort_of(field, topic)
                # No probe asks for a secret, so a field with such a name says something about one.
                return self._of_sort(question, "doubtful" if sort == "secret" else sort, value)
            case bytes():
                return self._bytes(question, value)
            case Mapping():
                entries = cast(Mapping[str, object], value)
                return {
                    name
                    if _FIELD.fullmatch(name) and not self._hider.is_known(name)
                    else self._of_sort(question, "doubtful", name): self._plain(question, topic, name, part)
                    for name, part in entries.items()
                }
            case list() | tuple():
                return [self._plain(question, topic, field, part) for part in cast(list[object], value)]
            case int() if sort_of(field, topic) == "serial" and not isinstance(value, bool):
                return 0
            case _:
                return value

    def _of_sort(self, question: Question, sort: Sort, text: str) -> str:
        """A text of which it is known, or not known, what it is."""
        hider = self._hider
        if sort == "secret":
            return "hidden" if text else ""
        if sort == "rule":
            return self._rule(question, text)
        if sort == "version":
            return hider.names_only(text)  # some look like an address of the network
        if sort == "open":
            return hider.text(text)
        if sort != "doubtful":
            ours = sort not in ("person", "serial") and self._is_ours(text)
            return hider.text(text) if ours else hider.named(text, sort)
        hidden = hider.text(text, serials=True)
        if hider.is_place(text) or hider.is_number(text) or self._tells_nothing(text):
            return hidden
        if hider.is_known(text.strip()) or _is_of_makers(text):
            return hidden
        self.doubtful[question] = None
        return hidden if question in self._needed else hider.names.instead(text, "text")

    def _rule(self, question: Question, text: str) -> str:
        """A rule of the firewall, whose name somebody may have typed."""
        hidden = self._hider.text(text)
        unnamed = _NAME_OF_RULE.sub(r"\1=hidden", hidden)
        if unnamed == hidden:
            return hidden
        self.doubtful[question] = None
        return hidden if question in self._needed else unnamed

    def _is_ours(self, text: str) -> bool:
        """Whether a text is made only of carecheck's own words."""
        words = _WORD.findall(text)
        return bool(words) and all(word.casefold() in self._hider.own for word in words)

    def _tells_nothing(self, text: str) -> bool:
        """Whether a text is made only of carecheck's own words, of small numbers, and of a time."""
        words = _WORD.findall(_TIME.sub("", text))
        return all(
            word.casefold() in self._hider.own
            or (word.isdecimal() and len(word) <= 2 * _SHORT)
            or (len(word) <= _SHORT and any(letter.isdigit() for letter in word))
            for word in words
        )


def _is_of_makers(text: str) -> bool:
    """Whether a text names only computers of the makers of systems: time.windows.com,0x9."""
    return all(is_public_host(part) or re.fullmatch(r"0x\d+", part) for part in re.split(r"[\s,]+", text.strip()))


def _is_private(path: str) -> bool:
    """Whether the names in a folder may be those that a person gave; those of programs on a Mac are their makers'."""
    if path.removeprefix("~").startswith("/Applications"):
        return False
    if path.startswith("~"):
        return not path.startswith(("~/.", "~/AppData"))
    if path.startswith("/"):
        first = path.split("/")[1]
        return first not in (*SYSTEM_FOLDERS, "snap", "root", "") or path.startswith(_PRIVATE)
    return not path.casefold().startswith(_PUBLIC_ON_WINDOWS)
