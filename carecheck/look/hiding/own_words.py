"""The words that stand in carecheck's own code: names of keys, services, files and editions, which tell of nobody."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType
from typing import Final, cast, get_args

from carecheck.look.dns_filters import name_services
from carecheck.look.probes import Place, probes_for
from carecheck.shipped import shipped
from carecheck.yamlfile import read_yaml

_SENTENCE: Final = re.compile(r"[a-z']+(?: [a-z']+){2}")  # what people are told, no name of anything
_WORD: Final = re.compile(r"[^\W_]+")
_ID: Final = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32,64}|S-1-[\d-]+")
_MODULES: Final = "carecheck.look."


@cache
def own_words(place: Place) -> frozenset[str]:
    """The words, in small letters, of all that the probes of that place ask for and compare with."""
    return frozenset(word.casefold() for text in _own_texts(place) for word in _WORD.findall(text))


@cache
def listed_words() -> frozenset[str]:
    """The words of the lists that come with carecheck: for rooms, roles and public places."""
    found: set[str] = set()
    for file in shipped("data").glob("*.yaml"):
        content = read_yaml(file).content
        words = content.get("words") if isinstance(content, dict) else None
        for text in words if isinstance(words, list) else ():
            found.update(word.casefold() for word in _WORD.findall(str(text)))
    return frozenset(found)


@cache
def listed_addresses() -> frozenset[str]:
    """The addresses of public services that look up names, which are the same for everybody."""
    return frozenset(address for service in name_services().services for address in service.addresses)


@cache
def own_ids(place: Place) -> frozenset[str]:
    """The ids of classes, settings and programs, in small letters."""
    return frozenset(found.casefold() for text in _own_texts(place) for found in _ID.findall(text))


def _own_texts(place: Place) -> Iterator[str]:
    probes_for(place)  # imports them
    others = (f"{_MODULES}hiding", *(f"{_MODULES}{one}" for one in get_args(Place) if one != place))
    for name, module in tuple(sys.modules.items()):
        ours = name.startswith(_MODULES) and not name.startswith(others)
        if ours:
            for thing, value in vars(module).items():
                if not thing.startswith("__"):
                    yield from _texts(value, name)


def _texts(value: object, module: str) -> Iterator[str]:
    match value:
        case str():
            if not _SENTENCE.search(value):
                yield value
        case re.Pattern():
            yield re.sub(r"\\[a-zA-Z]", " ", str(cast(re.Pattern[str], value).pattern))
        case tuple() | list() | set() | frozenset():
            for part in value:  # pyright: ignore[reportUnknownVariableType] - of anything
                yield from _texts(part, module)  # pyright: ignore[reportUnknownArgumentType]
        case dict():
            for key, part in value.items():  # pyright: ignore[reportUnknownVariableType]
                yield from _texts(key, module)  # pyright: ignore[reportUnknownArgumentType]
                yield from _texts(part, module)  # pyright: ignore[reportUnknownArgumentType]
        case FunctionType():
            if value.__module__ == module:
                yield from _in_code(value.__code__, module)
        case type():
            if value.__module__ == module:
                for part in vars(value).values():
                    if isinstance(part, FunctionType):
                        yield from _texts(part, module)
        case _:
            return


def _in_code(code: CodeType, module: str) -> Iterator[str]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _in_code(constant, module)
        elif not (isinstance(constant, str) and constant.endswith(".")):  # a docstring
            yield from _texts(constant, module)
