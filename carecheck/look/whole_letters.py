"""Texts of Windows, which may hold half a letter (a lone surrogate), made into such as every file can hold."""

import re
from dataclasses import replace
from typing import Any, Final, cast

from carecheck.look.machine import Answer
from carecheck.look.windows_questions import RegistryKey, RegistryValue, Told

_HALF: Final = re.compile("[\ud800-\udfff]")


def in_whole_letters(answer: Answer) -> Answer:
    """The same answer with U+FFFD for each half of a letter, by which probes know that a text is damaged."""
    match answer:
        case RegistryValue(_, str() | tuple() as data):
            return replace(answer, data=_whole(data))
        case RegistryKey(keys, values):
            return replace(answer, keys=_whole(keys), values=_whole(values))
        case Told(entries):
            return Told(_whole(entries))
        case _:
            return answer


def _whole(plain: Any) -> Any:
    match plain:
        case str():
            return _HALF.sub("\ufffd", plain)
        case list():
            return [_whole(one) for one in cast(list[object], plain)]
        case tuple():
            return tuple(_whole(one) for one in cast(tuple[object, ...], plain))
        case dict():
            return {_whole(name): _whole(one) for name, one in cast(dict[object, object], plain).items()}
        case _:
            return plain
