"""A YAML document read into a strict struct, with every mistake told by its line and in plain words."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import replace

from carecheck.errors import MOST_MISTAKES, Mistake, MistakesInFile, did_you_mean
from carecheck.shipped import shipped
from carecheck.yamlfile import Document, Place, Plain, read_yaml

Wanted = TypeVar("Wanted")

ABOUT_TABLE: Final = ("used_for", "believed_days", "when_old")

# The first line at the left that is none of the head.
_CONTENT: Final = re.compile(rf"^(?!(?:version|as_at|source|{'|'.join(ABOUT_TABLE)}):)[^\s#]", re.MULTILINE)

_STEP: Final = re.compile(r"\[(\d+)\]|\.([^.\[\]]+)|\[(\.\.\.)\]")
_WORDS: Final[Mapping[str, str]] = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "array": "a list",
    "object": "a block of 'name: value' lines",
    "null": "nothing",
    "date": "a date such as 2026-11-22",
}


def structured(document: Document, wanted: type[Wanted]) -> Wanted:
    """The document as a struct (or a dict of structs) of that type.

    Raises MistakesInFile with all unknown keys and the first wrong value.
    """
    try:
        return msgspec.convert(document.content, wanted)
    except msgspec.ValidationError:
        raise MistakesInFile(_mistakes(document, wanted)) from None


def shipped_table(file: str, wanted: type[Wanted]) -> Wanted:
    """A dated table of data/ in its form, without what it says of its own use and age; see `carecheck.tables`."""
    return structured(without_head(shipped_document(file)), wanted)


def without_head(document: Document) -> Document:
    """A table without what it says of its own use and age."""
    if not isinstance(document.content, dict):
        return document
    return replace(document, content={key: part for key, part in document.content.items() if key not in ABOUT_TABLE})


@cache
def shipped_head(file: str) -> Document:
    """What a table of data/ says of itself; all of that stands before its content."""
    return read_yaml(shipped("data") / file, wanted=_head)


def _head(text: str) -> str:
    content = _CONTENT.search(text)
    return text[: content.start()] if content else text


@cache
def shipped_document(file: str) -> Document:
    """A table of data/ as it stands there."""
    return read_yaml(shipped("data") / file)


def _mistakes(document: Document, wanted: Any) -> list[Mistake]:
    """The mistake that stopped the reading, after all unknown keys that stand before it."""
    content = deepcopy(document.content)
    mistakes: list[Mistake] = []
    while True:
        try:
            msgspec.convert(content, wanted)
        except msgspec.ValidationError as error:
            mistakes.append(_mistake(document, wanted, content, str(error)))
            if len(mistakes) < MOST_MISTAKES and _without_unknown_key(content, str(error)):
                continue
        return mistakes


def _mistake(document: Document, wanted: object, content: Plain, message: str) -> Mistake:
    what, place = _split(message, content)
    if unknown := re.search(r"unknown field `(.*)`", what):
        key = unknown[1]
        guess = did_you_mean(key, sorted(_field_names(wanted)))
        return document.mistake((*place, key), f"there is no key '{key}' here{guess}")
    if missing := re.search(r"missing required field `(.*)`", what):
        return document.mistake(place, f"the key '{missing[1]}' is missing here")
    if choice := re.search(r"Invalid enum value (?:'(.*)'|(\d+))", what):
        word = choice[1] or choice[2]
        known = sorted(_literals(wanted))
        return document.mistake(
            place, f"'{word}' is not one of the words that may stand here{did_you_mean(word, known)}"
        )
    if other := re.search(r"Expected `(.*)`, got `(.*)`", what):
        expected = " or ".join(_WORDS.get(part, part) for part in other[1].split(" | ") if part != "null")
        hint = "; put it in quotes" if "str" in other[1] and other[2] in ("int", "float", "bool", "date") else ""
        return document.mistake(
            place, f"{expected} must stand here, but this is {_WORDS.get(other[2], other[2])}{hint}"
        )
    return document.mistake(place, _in_words(what))


def _in_words(what: str) -> str:
    """The rarer messages of the library, in words."""
    if "RFC3339 encoded date" in what:
        return f"{_WORDS['date']} must stand here"
    if "matching regex" in what:
        return "this has a form that may not stand here; ids are small letters, digits, hyphens or underscores"
    if length := re.search(r"of length (>=|<=) (\d+)", what):
        return f"this must have at {'least' if length[1] == '>=' else 'most'} {length[2]} characters or entries"
    if least := re.search(r"`(?:int|float)` >= (\d+)", what):
        return f"this must be at least {least[1]}"
    return what


def _without_unknown_key(content: Plain, message: str) -> bool:
    """Take the key that a message complains about away, so that reading can go on to the next mistake."""
    what, place = _split(message, content)
    unknown = re.search(r"unknown field `(.*)`", what)
    holder: Any = content
    for step in place:
        holder = holder[step]
    if not unknown or not isinstance(holder, dict) or unknown[1] not in holder:
        return False
    del holder[unknown[1]]
    return True


def _split(message: str, content: Plain) -> tuple[str, Place]:
    """What a message says, and the place of which it says so."""
    what, _, where = message.partition(" - at `")
    place: list[str | int] = []
    holder: Any = content
    for index, key, any_key in _STEP.findall(where.removesuffix("`").removeprefix("$")):
        step: str | int = int(index) if index else key
        if any_key:  # msgspec does not say under which key of a mapping; look for the first that fits is no proof
            break
        place.append(step)
        holder = holder[step]
    return what, tuple(place)


def _field_names(wanted: Any) -> set[str]:
    return {name for struct in _structs(wanted) for name in struct.__struct_encode_fields__}


def _literals(wanted: Any) -> set[str]:
    found: set[str] = set()
    for struct in _structs(wanted):
        for hint in get_type_hints(struct).values():
            found |= {value for value in _leaves(hint) if isinstance(value, str)}
    return found


def _structs(hint: Any) -> set[type[msgspec.Struct]]:
    found: set[type[msgspec.Struct]] = set()
    waiting = [hint]
    while waiting:
        for part in _parts(waiting.pop()):
            if isinstance(part, type) and issubclass(part, msgspec.Struct) and part not in found:
                found.add(part)
                waiting.extend(get_type_hints(part).values())
    return found


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    if get_origin(hint) is not None:
        for argument in get_args(hint):
            yield from _parts(argument)


def _leaves(hint: Any) -> Iterator[Any]:
    return (part for part in _parts(hint) if not isinstance(part, type))
