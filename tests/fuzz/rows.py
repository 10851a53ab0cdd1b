"""What the rows of the tables here are, and what must hold of each of them."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import msgspec

from carecheck.errors import CarecheckError
from carecheck.facts.model import Unknown

Parser = Callable[[bytes], object]


@dataclass(frozen=True)
class Row:
    """A parser of something from outside.

    `parse` takes the bytes as they come. It may raise an error that tells a person what to do, or one of `may_raise`,
    and nothing else. `shown`: what comes out of it is shown to people without being cleaned again.
    """

    name: str
    parse: Parser
    seeds: tuple[bytes, ...]
    may_raise: tuple[type[Exception], ...] = ()
    shown: bool = False

    def feed(self, raw: bytes) -> None:
        """Parse, and see that all holds. Raises whatever must not be raised, and AssertionError."""
        try:
            told = self.parse(raw)
        except CarecheckError as error:
            assert_clean(str(error).split("\n"))
        except self.may_raise:
            pass
        else:
            assert_clean(texts_in(told) if self.shown else gaps_in(told))


def row(
    name: str, parse: Parser, seeds: Iterable[bytes | str], *may_raise: type[Exception], shown: bool = False
) -> Row:
    """A row of a table."""
    raw = tuple(dict.fromkeys(one.encode() if isinstance(one, str) else one for one in seeds))
    assert raw, f"{name} has nothing to begin with"
    return Row(name, parse, raw, may_raise, shown)


def in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """The reader of a path, given a file of that name with these bytes."""

    def parse(raw: bytes) -> object:
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(raw)
            return read(path)

    return parse


def assert_clean(texts: Iterable[str]) -> None:
    """No text holds what a terminal, a page or a spreadsheet would take for a command."""
    for text in texts:
        odd = {letter for letter in text if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")}
        assert not odd, f"{sorted(odd)!r} in {text[:200]!r}"


def texts_in(told: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    match told:
        case str():
            yield told
        case bytes():
            pass
        case Mapping():
            for key, value in cast(Mapping[object, object], told).items():
                yield from (*texts_in(key), *texts_in(value))
        case list() | tuple() | set() | frozenset():
            for one in cast(Iterable[object], told):
                yield from texts_in(one)
        case msgspec.Struct():
            yield from texts_in([getattr(told, name) for name in told.__struct_fields__])
        case _ if is_dataclass(told):
            yield from texts_in([getattr(told, one.name) for one in fields(told)])
        case _:
            pass


def gaps_in(told: Any) -> Iterator[str]:
    """The details of what could not be read: they come into reports."""
    if isinstance(told, Unknown):
        yield told.detail
