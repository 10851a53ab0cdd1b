"""Hides addresses in the kernel's tables of ports, where they stand in hexadecimal digits, byte by byte."""

import re
from ipaddress import IPv4Address, IPv6Address
from typing import Final

from carecheck.look.hiding.numbers import Numbers
from carecheck.look.machine import Question, ReadFile

_TABLE: Final = re.compile(r"/proc/(?:self/)?net/(?:tcp|udp)6?")
_ROW: Final = re.compile(
    r"^(?P<number> *\d+: )(?P<near>[0-9A-F]+)(?P<port>:[0-9A-F]{4} )(?P<far>[0-9A-F]+)(?P<numbers>:[0-9A-F]{4} .*)$",
    re.M,
)
_KERNEL_POINTER: Final = re.compile(r"(?<= )[0-9a-f]{16}(?= )")


def is_port_table(question: Question) -> bool:
    """Whether that reads one of the tables."""
    return isinstance(question, ReadFile) and _TABLE.fullmatch(question.path) is not None


def hide_port_table(text: str, numbers: Numbers) -> str | None:
    """A table with made-up addresses and no place in the kernel's memory; None: it has another form."""
    head, *rows = text.splitlines(keepends=True) or [""]
    if "local_address" not in head or not all(_ROW.match(row) for row in rows):
        return None

    def instead(row: re.Match[str]) -> str:
        near, far = (_address(row[which], numbers) for which in ("near", "far"))
        rest = _KERNEL_POINTER.sub("0" * 16, row["numbers"])
        return f"{row['number']}{near}{row['port']}{far}{rest}"

    return head + "".join(_ROW.sub(instead, row) for row in rows)


def _address(digits: str, numbers: Numbers) -> str:
    """Another address of the same kind in the same digits; this kernel counts the bytes of each word backwards."""
    if len(digits) not in (8, 32):
        return "0" * len(digits)
    raw = _turned(bytes.fromhex(digits))
    if len(raw) == 4:
        return _turned(_other4(IPv4Address(raw), numbers).packed).hex().upper()
    address = IPv6Address(raw)
    if address.ipv4_mapped is not None:
        made = raw[:12] + _other4(address.ipv4_mapped, numbers).packed
    else:
        made = IPv6Address(numbers.instead("ip6", str(address))).packed
    return _turned(made).hex().upper()


def _other4(address: IPv4Address, numbers: Numbers) -> IPv4Address:
    return IPv4Address(numbers.instead("ip4", str(address)))


def _turned(raw: bytes) -> bytes:
    return b"".join(raw[at : at + 4][::-1] for at in range(0, len(raw), 4))
