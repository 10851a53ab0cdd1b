"""The made-up domain of these tests, and short ways to give it an SPF record."""

from collections.abc import Mapping
from typing import Final

from carecheck.facts.spf import Spf
from carecheck.look.domain.spf import spf
from carecheck.look.lookups import RecordType
from tests.domain.world import NO_DATA, Records, World

HOME: Final = "home.example"


def world_with(record: str, others: Mapping[str, str] | None = None) -> World:
    """A world in which the home publishes that record, and others theirs.

    `host.example` has an address of each family, `mail.example` has it as its MX, and `empty.example` has nothing.
    """
    rows: dict[str, Mapping[RecordType, Records]] = {
        HOME: {"TXT": [record], "A": ["192.0.2.10"], "MX": [(10, "host.example")]},
        "host.example": {"A": ["192.0.2.20"], "AAAA": ["2001:db8::20"]},
        "mail.example": {"MX": [(10, "host.example")]},
        "empty.example": {"TXT": NO_DATA},
    }
    return World(rows | {name: {"TXT": [text]} for name, text in (others or {}).items()})


def look(record: str, others: Mapping[str, str] | None = None) -> Spf:
    """The facts of the home that publishes that record."""
    return world_with(record, others).look(spf, HOME)
