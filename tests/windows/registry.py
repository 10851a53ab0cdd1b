r"""Registry values as data, as a .reg file for Windows, and what changed between two exports.

    {r"HKLM\SOFTWARE\Example": {"Text": "é", "Number": 5, "Bytes": b"\0", "Texts": ["a", "b"], "Long": Qword(1)}}

Each key maps names to values; "" is the name of its default value. A key without values is made all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

HEAD: Final = "Windows Registry Editor Version 5.00"
ROOTS: Final = {
    "HKLM": "HKEY_LOCAL_MACHINE",
    "HKCU": "HKEY_CURRENT_USER",
    "HKU": "HKEY_USERS",
    "HKCR": "HKEY_CLASSES_ROOT",
}


@dataclass(frozen=True, slots=True)
class Expand:
    """A text in which Windows puts the values of %NAMES% (REG_EXPAND_SZ)."""

    text: str


@dataclass(frozen=True, slots=True)
class Qword:
    """A number of 64 bits (REG_QWORD); a plain int is one of 32 bits (REG_DWORD)."""

    number: int


Value = str | int | bytes | Sequence[str] | Expand | Qword
Registry = Mapping[str, Mapping[str, Value]]


def registry_file(registry: Registry) -> bytes:
    """A .reg file that `reg import` reads: UTF-16 with a byte order mark."""
    lines = [HEAD]
    for key, values in registry.items():
        lines += ["", f"[{_whole(key)}]"]
        lines += [f"{_quoted(name) if name else '@'}={_written(value)}" for name, value in values.items()]
    return ("\r\n".join([*lines, ""])).encode("utf-16")


def keys_of(export: bytes) -> dict[str, str]:
    """The keys of an exported .reg file, each with the lines of its values."""
    _, *keys = export.decode("utf-16").split("\r\n\r\n[")
    return {name: values for key in keys for name, _, values in [key.partition("]")]}


def _whole(key: str) -> str:
    root, _, rest = key.partition("\\")
    return f"{ROOTS[root]}\\{rest}"


def _written(value: Value) -> str:
    match value:
        case str():
            return _quoted(value)
        case int():
            return f"dword:{value:08x}"
        case bytes():
            return f"hex:{_hex(value)}"
        case Qword(number):
            return f"hex(b):{_hex(number.to_bytes(8, 'little'))}"
        case Expand(text):
            return f"hex(2):{_hex(_texts([text]))}"
        case _:
            return f"hex(7):{_hex(_texts([*value, '']))}"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts(texts: Sequence[str]) -> bytes:
    return "".join(f"{text}\0" for text in texts).encode("utf-16-le")


def _hex(raw: bytes) -> str:
    return raw.hex(",")
