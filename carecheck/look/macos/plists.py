"""Property lists, the files in which macOS keeps its settings: whatever stands in one, only plain values come out.

A key that is not there and a value of another form are never the same: `None` and `unreadable`.
"""

import plistlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.words import clean

MOST_BYTES: Final = 2_000_000

Moments = tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Plist:
    """One list of names and values; `where` names it for an IT person."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    where: str = ""

    def flag(self, key: str) -> bool | None | Unknown:
        """A yes or no, which some programs write as 1 or 0."""
        match self.values.get(key):
            case None:
                return None
            case bool() as flag:
                return flag
            case 0 | 1 as number if isinstance(number, int):
                return bool(number)
            case _:
                return self._odd(key)

    def number(self, key: str) -> int | None | Unknown:
        """A whole number."""
        value = self.values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        return int(value) if isinstance(value, float) and value.is_integer() else self._odd(key)

    def text(self, key: str) -> str | None | Unknown:
        """A text in one line, made harmless."""
        value = self.values.get(key)
        return clean(value) if isinstance(value, str) else None if value is None else self._odd(key)

    def texts(self, key: str) -> tuple[str, ...] | None | Unknown:
        """Texts, each in one line."""
        found = self._list(key)
        if found is None or isinstance(found, Unknown):
            return found
        return tuple(clean(one) for one in found) if _all(str, found) else self._odd(key)

    def moment(self, key: str) -> datetime | None | Unknown:
        """A moment, in UTC."""
        value = self.values.get(key)
        return _aware(value) if isinstance(value, datetime) else None if value is None else self._odd(key)

    def moments(self, key: str) -> Moments | None | Unknown:
        """Moments, in UTC."""
        found = self._list(key)
        if found is None or isinstance(found, Unknown):
            return found
        return tuple(_aware(one) for one in found) if _all(datetime, found) else self._odd(key)

    def inner(self, key: str) -> "Plist | None | Unknown":
        """A list of names and values within this one."""
        value = self.values.get(key)
        if value is None:
            return None
        return _named(value, self.where) if isinstance(value, dict) else self._odd(key)

    def rows(self, key: str) -> "tuple[Plist, ...] | None | Unknown":
        """Several of them."""
        found = self._list(key)
        if found is None or isinstance(found, Unknown):
            return found
        return tuple(_named(one, self.where) for one in found) if _all(dict, found) else self._odd(key)

    def _list(self, key: str) -> list[Any] | None | Unknown:
        value = self.values.get(key)
        return _rows_of(value) if isinstance(value, list) else None if value is None else self._odd(key)

    def _odd(self, key: str) -> Unknown:
        return Unknown("unreadable", f"{key} in {self.where} has another form")


def read_plist(machine: Machine, path: str) -> Plist | None | Unknown:
    """The property list in a file."""
    raw = machine.read_bytes(path, MOST_BYTES)
    return parse_plist(raw, _name(path)) if isinstance(raw, bytes) else raw


def read_rows(machine: Machine, path: str) -> tuple[Plist, ...] | None | Unknown:
    """The property list in a file that holds several."""
    raw = machine.read_bytes(path, MOST_BYTES)
    return parse_rows(raw, _name(path)) if isinstance(raw, bytes) else raw


def parse_plist(raw: bytes, where: str) -> Plist | Unknown:
    """The property list in some bytes, binary or XML."""
    found = _loaded(raw)
    return _named(found, where) if isinstance(found, dict) else Unknown("unreadable", f"{where} is no property list")


def parse_rows(raw: bytes, where: str) -> tuple[Plist, ...] | Unknown:
    """The property lists in some bytes that hold several."""
    found = _loaded(raw)
    rows = _rows_of(found) if isinstance(found, list) else [None]
    if _all(dict, rows):
        return tuple(_named(one, where) for one in rows)
    return Unknown("unreadable", f"{where} is no list of property lists")


def _loaded(raw: bytes) -> Any:
    try:
        return plistlib.loads(raw)
    except Exception:  # a hostile one breaks the library in more ways than it tells of
        return None


def _named(value: Any, where: str) -> Plist:
    return Plist({key: value[key] for key in value if isinstance(key, str)}, where)


def _rows_of(found: Any) -> list[Any]:
    rows: list[Any] = found
    return rows


def _all(form: type, found: list[Any]) -> bool:
    return all(isinstance(one, form) for one in found)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
