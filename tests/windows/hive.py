r"""The file in which Wine keeps a registry, changed while nothing runs on it: also the times of keys, which Wine lets no
program set.

Keys are named from the file's own root (SOFTWARE\Example, without HKLM); names have no case. Only the keys that are
touched are taken apart: Wine's own file holds 6,000.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from carecheck.look.windows_questions import RegistryType, RegistryValue

FILETIME_BEGINS: Final = datetime(1601, 1, 1, tzinfo=UTC)
NUMBERS_OF_TYPES: Final[dict[RegistryType, int]] = {
    "REG_SZ": 1,
    "REG_EXPAND_SZ": 2,
    "REG_BINARY": 3,
    "REG_DWORD": 4,
    "REG_MULTI_SZ": 7,
    "other": 8,  # one that carecheck does not know
    "REG_QWORD": 11,
}

_KEY: Final = re.compile(r"\[((?:[^\]\\]|\\.)*)\]")
_VALUE: Final = re.compile(r'"((?:[^"\\]|\\.)*)"=|@=')
_PLAIN: Final = re.compile(r"[ -~]")


class Hive:
    """One file of a registry, as long as it is worked on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._head, *keys = file.read_text(encoding="ascii").split("\n\n[")
        self._keys: dict[str, _Key] = {}
        for key in keys:
            written = f"[{key.rstrip()}"
            name = _KEY.match(written)
            assert name is not None, written[:80]
            self._keys[name[1].lower()] = _Key(name[1], written)

    def save(self) -> None:
        """Write everything back."""
        parts = [self._head.rstrip(), *(key.text() for key in self._keys.values())]
        self._file.write_text("\n\n".join(parts) + "\n", encoding="ascii")

    def make_key(self, key: str, modified: datetime | None = None) -> None:
        """Make a key and those around it; with a time, that of its last change."""
        name = ""
        for part in key.split("\\"):
            name = f"{name}\\\\{_escaped(part, '[]')}" if name else _escaped(part, "[]")
            self._keys.setdefault(name.lower(), _Key(name, f"[{name}] 0"))
        if modified is not None:
            self._at(key).modified = modified

    def set_value(self, key: str, name: str, value: RegistryValue) -> None:
        """Set a value; its key is made when it is not there."""
        self.make_key(key)
        self._at(key).values[name.lower()] = f"{_named(name)}={_content(value)}"

    def values(self, key: str) -> list[str]:
        """The names of the values of a key, in small letters."""
        return list(self._at(key).values) if _path(key) in self._keys else []

    def keys(self, key: str) -> list[str]:
        """The names of the keys right in a key, in small letters."""
        start = _path(key) + "\\\\"
        return list(dict.fromkeys(name[len(start) :].split("\\\\")[0] for name in self._keys if name.startswith(start)))

    def drop_value(self, key: str, name: str) -> None:
        """Take a value away, if it is there."""
        if _path(key) in self._keys:
            self._at(key).values.pop(name.lower(), None)

    def drop_key(self, key: str) -> None:
        """Take a key away with all that is in it, if it is there."""
        gone = _path(key)
        for name in [name for name in self._keys if name == gone or name.startswith(gone + "\\\\")]:
            del self._keys[name]

    def _at(self, key: str) -> "_Key":
        return self._keys[_path(key)]


class _Key:
    """One key; its text is taken apart when somebody wants its values."""

    def __init__(self, name: str, written: str) -> None:
        self._name = name
        self._written = written
        self._values: dict[str, str] | None = None
        self.modified: datetime | None = None

    @property
    def values(self) -> dict[str, str]:
        """The values by their names in small letters, each as it is written."""
        if self._values is None:
            self._values = dict(self._read())
        return self._values

    def text(self) -> str:
        """The key as Wine reads it."""
        if self._values is None and self.modified is None:
            return self._written
        head, *notes = [line for line in self._written.splitlines() if line.startswith(("[", "#"))]
        if self.modified is not None:
            ticks = (self.modified - FILETIME_BEGINS) // timedelta(microseconds=1) * 10
            head = f"[{self._name}] {int(self.modified.timestamp())}"
            notes = [f"#time={ticks:x}", *(note for note in notes if not note.startswith("#time"))]
        return "\n".join([head, *notes, *self.values.values()])

    def _read(self) -> Iterator[tuple[str, str]]:
        lines = [line for line in self._written.splitlines()[1:] if not line.startswith("#")]
        for line in "\n".join(lines).replace("\\\n  ", "").splitlines():
            name = _VALUE.match(line)
            assert name is not None, line[:80]
            yield _read_back(name[1] or "").lower(), line


def _path(key: str) -> str:
    return "\\\\".join(_escaped(part, "[]") for part in key.split("\\")).lower()


def _named(name: str) -> str:
    return f'"{_escaped(name, chr(34))}"' if name else "@"


def _escaped(text: str, special: str) -> str:
    def one(letter: str) -> str:
        if letter == "\\" or letter in special:
            return f"\\{letter}"
        return letter if _PLAIN.match(letter) else f"\\x{ord(letter):04x}"

    return "".join(map(one, text))


def _read_back(text: str) -> str:
    text = re.sub(r"\\x([0-9a-f]{1,4})", lambda found: chr(int(found[1], 16)), text)
    return re.sub(r"\\(.)", r"\1", text)


def _content(value: RegistryValue) -> str:
    return f"hex({NUMBERS_OF_TYPES[value.type]:x}):{_raw(value).hex(',')}"


def _raw(value: RegistryValue) -> bytes:
    match value.data:
        case int(number):
            return number.to_bytes(4 if value.type == "REG_DWORD" else 8, "little")
        case str(text):
            return f"{text}\0".encode("utf-16-le")
        case bytes(raw):
            return raw
        case texts:
            return "".join(f"{text}\0" for text in [*texts, ""]).encode("utf-16-le")
