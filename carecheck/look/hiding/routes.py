"""Hides addresses in the kernel's table of ways, where they stand in hexadecimal digits, byte by byte."""

import re
from ipaddress import IPv4Address
from typing import Final

from carecheck.look.hiding.numbers import Numbers
from carecheck.look.machine import Question, ReadFile

_ROW: Final = re.compile(r"^(\S+\t)([0-9A-F]{8})\t([0-9A-F]{8})(\t.*)$", re.MULTILINE)


def is_way_table(question: Question) -> bool:
    """Whether that reads the table."""
    return isinstance(question, ReadFile) and question.path == "/proc/net/route"


def hide_way_table(text: str, numbers: Numbers) -> str | None:
    """The table with made-up addresses; None: it has another form."""
    head, *rows = text.splitlines(keepends=True) or [""]
    if not head.startswith("Iface") or not all(_ROW.match(row) for row in rows):
        return None

    def instead(row: re.Match[str]) -> str:
        return f"{row[1]}{_other(row[2], numbers)}\t{_other(row[3], numbers)}{row[4]}"

    return head + "".join(_ROW.sub(instead, row) for row in rows)


def _other(digits: str, numbers: Numbers) -> str:
    """Another address of the same kind; this kernel counts the bytes backwards."""
    address = IPv4Address(bytes.fromhex(digits)[::-1])
    return IPv4Address(numbers.instead("ip4", str(address))).packed[::-1].hex().upper()
