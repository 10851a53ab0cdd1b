"""The rows of a recording that only Windows has; see `recording` for the others.

    answers:
      - {key: HKLM\\SOFTWARE\\Example, values: {Name: text, Number: 1, Long: {type: REG_QWORD, data: 1}}, keys: [Inner],
         names: [NotRead], modified: "2026-11-20T08:15:00+00:00"}    # view: 32 for 32-bit programs
      - {value: HKLM\\SOFTWARE\\Example, name: Refused, unknown: needs_admin}
      - {service: wuauserv, state: stopped}
      - {com: update.restart, told: {required: no}}
      - {api: form, told: {role: 2}}

A key row answers for the key and for its values; `names` are those of more values, whose content nobody read. The keys
around it list it without a row of their own, and a key that is listed can be looked at. A row with `counts: [2, 3]`
(keys, values) is what a computer said, and nothing is added to it.
"""

import base64
import binascii
from collections.abc import Container, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast, get_args

import msgspec

from carecheck.look.windows_questions import (
    ApiTopic,
    AskApi,
    AskCom,
    AskService,
    ComTopic,
    Hive,
    ListKey,
    ReadValue,
    RegistryKey,
    RegistryType,
    RegistryValue,
    Service,
    ServiceState,
    Told,
    View,
    WindowsAnswer,
    WindowsQuestion,
)

EPOCH: Final = datetime.fromtimestamp(0, UTC)
Form = TypeVar("Form")

WORDS: Final = {
    *("api", "com", "counts", "data", "key", "keys", "names", "service", "state", "told", "type", "value", "view"),
    *get_args(ApiTopic),
    *get_args(ComTopic),
    *get_args(RegistryType),
    *get_args(ServiceState),
}


class Wrong(Exception):
    """A row that cannot be understood."""


class _Data(msgspec.Struct, forbid_unknown_fields=True):
    """The content of a registry value."""

    type: RegistryType
    data: str | int | list[str] = ""
    base64: str = ""


class _Key(msgspec.Struct, forbid_unknown_fields=True):
    """What a key holds; with `counts`, as the key counts its keys and values, nothing is added to it."""

    values: dict[str, str | int | list[str] | dict[str, Any]] = {}
    keys: list[str] = []
    names: list[str] = []
    modified: datetime = EPOCH
    counts: tuple[int, int] | None = None


class _State(msgspec.Struct, forbid_unknown_fields=True):
    """The state of a service."""

    state: ServiceState


class _Told(msgspec.Struct, forbid_unknown_fields=True):
    """What was told."""

    told: dict[str, Any]


class _Place(msgspec.Struct):
    """What a row asks."""

    key: str | None = None
    value: str | None = None
    name: str = ""
    view: View = 64
    service: str | None = None
    com: ComTopic | None = None
    api: ApiTopic | None = None


def windows_question(row: Mapping[str, Any]) -> WindowsQuestion | None:
    """What a row asks; None: it is no row of Windows. Raises Wrong."""
    if not row.keys() & {"key", "value", "service", "com", "api"}:
        return None
    asked = _read({name: row[name] for name in row if name in _Place.__struct_fields__}, _Place)
    if asked.key is not None:
        return ListKey(*_place(asked.key), asked.view)
    if asked.value is not None:
        hive, key = _place(asked.value)
        return ReadValue(hive, key, asked.name, asked.view)
    if asked.service is not None:
        return AskService(asked.service)
    if asked.com is not None:
        return AskCom(asked.com)
    return AskApi(cast(ApiTopic, asked.api))


def windows_answers(
    question: WindowsQuestion, row: Mapping[str, Any]
) -> Iterator[tuple[WindowsQuestion, WindowsAnswer]]:
    """What a row says, and then what follows from it. Raises Wrong."""
    told = {name: row[name] for name in row if name not in _Place.__struct_fields__}
    match question:
        case ListKey(hive, key, view):
            found = _read(told, _Key)
            names = (*found.values, *found.names)
            counts = found.counts or (len(found.keys), len(names))
            yield question, RegistryKey(tuple(found.keys), names, found.modified, *counts)
            for name, data in found.values.items():
                yield ReadValue(hive, key, name, view), _value(data)
        case ReadValue():
            yield question, _value(told)
        case AskService():
            yield question, Service(_read(told, _State).state)
        case AskCom() | AskApi():
            yield question, Told(_read(told, _Told).told)


def listed_around(answers: Mapping[Any, Any], counted: Container[Any]) -> dict[Any, Any]:
    """The keys around those of a recording, which list them; one that has a row does so unless it is `counted`."""
    inside: dict[ListKey, dict[str, None]] = {}
    for question, answer in answers.items():
        if isinstance(question, ListKey) and isinstance(answer, RegistryKey):
            _note(question, inside)
            for name in () if question in counted else answer.keys:
                inside.setdefault(ListKey(question.hive, f"{question.key}\\{name}", question.view), {})
    found: dict[Any, Any] = {}
    for place, names in inside.items():
        own = answers.get(place)
        if own is None and place not in answers:
            found[place] = RegistryKey(tuple(names), (), EPOCH, len(names), 0)
        elif isinstance(own, RegistryKey) and place not in counted:
            keys = tuple(dict.fromkeys((*own.keys, *names)))
            more = own.key_count + len(keys) - len(own.keys)
            found[place] = RegistryKey(keys, own.values, own.modified, more, own.value_count)
    return found


def windows_row(question: WindowsQuestion) -> dict[str, object]:
    """The part of a row that says what was asked."""
    match question:
        case ListKey(hive, key, view):
            return {"key": f"{hive}\\{key}"} | _view(view)
        case ReadValue(hive, key, name, view):
            return {"value": f"{hive}\\{key}", "name": name} | _view(view)
        case AskService(name):
            return {"service": name}
        case AskCom(topic):
            return {"com": topic}
        case AskApi(topic):
            return {"api": topic}


def windows_told(answer: WindowsAnswer) -> dict[str, object]:
    """The part of a row that says what was answered."""
    match answer:
        case RegistryValue(form, bytes() as raw):
            return {"type": form, "base64": base64.b64encode(raw).decode()}
        case RegistryValue(form, tuple() as texts):
            return {"type": form, "data": list(texts)}
        case RegistryValue(form, data):
            return {"type": form, "data": data}
        case RegistryKey(keys, values, modified, key_count, value_count):
            names: dict[str, object] = {"keys": list(keys), "names": list(values), "modified": modified.isoformat()}
            return names | {"counts": [key_count, value_count]}
        case Service(state):
            return {"state": state}
        case Told(entries):
            return {"told": dict(entries)}


def _view(view: View) -> dict[str, object]:
    return {} if view == 64 else {"view": view}


def _note(place: ListKey, inside: dict[ListKey, dict[str, None]]) -> None:
    parent, _, name = place.key.rpartition("\\")
    while name:
        inside.setdefault(ListKey(place.hive, parent, place.view), {})[name] = None
        parent, _, name = parent.rpartition("\\")


def _place(text: str) -> tuple[Hive, str]:
    hive, _, key = text.partition("\\")
    if hive not in get_args(Hive):
        raise Wrong(f"a registry key begins with {' or '.join(get_args(Hive))}")
    return cast(Hive, hive), key


def _value(plain: object) -> RegistryValue:
    match plain:
        case str():
            return RegistryValue("REG_SZ", plain)
        case int() if not isinstance(plain, bool):
            return RegistryValue("REG_DWORD", plain)
        case dict():
            data = _read(cast(object, plain), _Data)
            return RegistryValue(data.type, _content(data))
        case _:
            return RegistryValue("REG_MULTI_SZ", tuple(_read(plain, list[str])))


def _content(data: _Data) -> str | int | bytes | tuple[str, ...]:
    if data.type in ("REG_BINARY", "other"):
        try:
            return base64.b64decode(data.base64, validate=True)
        except binascii.Error:
            raise Wrong("'base64' is not base64") from None
    return tuple(data.data) if isinstance(data.data, list) else data.data


def _read(plain: object, form: type[Form]) -> Form:
    try:
        return msgspec.convert(plain, form)
    except msgspec.ValidationError as error:
        raise Wrong(str(error)) from None
