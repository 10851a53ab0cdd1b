"""The table in which the maker describes a computer (SMBIOS, DSP0134), as far as carecheck needs it."""

from collections.abc import Iterator
from typing import Final

_BIOS: Final = 0
_SYSTEM: Final = 1
_SERIAL: Final = 0x07  # offset of Serial Number: which of the texts it is
_END: Final = 127
_EXTENSION: Final = 0x13  # offset of BIOS Characteristics Extension Byte 2
_UEFI: Final = 1 << 3  # "UEFI Specification is supported"


def can_uefi(table: bytes) -> bool | None:
    """Whether the computer can start through UEFI; None: the table does not tell, or it is damaged."""
    for kind, formatted, _ in _structures(table):
        if kind == _BIOS:
            return bool(formatted[_EXTENSION] & _UEFI) if len(formatted) > _EXTENSION else None
    return None


def serial_number(table: bytes) -> str | None:
    """The serial number of the computer itself; None: the table does not tell, or it is damaged."""
    for kind, formatted, texts in _structures(table):
        if kind == _SYSTEM:
            number = formatted[_SERIAL] if len(formatted) > _SERIAL else 0
            return texts[number - 1].decode("ascii", "replace") if 0 < number <= len(texts) else None
    return None


def _structures(table: bytes) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """The structures by their type: a formatted part, then texts that end with two zero bytes."""
    at = 0
    while at + 4 <= len(table):
        kind, length = table[at], table[at + 1]
        after = table.find(b"\0\0", at + length)
        if length < 4 or after < 0:
            return  # damaged: nothing that follows can be believed
        yield kind, table[at : at + length], table[at + length : after].split(b"\0")
        if kind == _END:
            return
        at = after + 2
