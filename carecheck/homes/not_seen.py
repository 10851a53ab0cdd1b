"""Computers that somebody set out to check and could not: a list beside the reports of many homes, and why.

Who checks many computers from one place writes `not-seen.yaml` into the folder of results:

    not_seen:
      - {computer: office-pc, home: rose-cottage, home_name: Rose Cottage, day: 2026-11-22, reason: no_reply}
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

import msgspec
from msgspec.structs import replace

from carecheck.errors import CannotRun
from carecheck.structured import structured
from carecheck.words import clean
from carecheck.yamlfile import read_yaml

FILE: Final = "not-seen.yaml"
MOST: Final = 20_000
MOST_LETTERS: Final = 80

Hindrance = Literal[
    "no_reply",
    "wrong_key",
    "refused",
    "timed_out",
    "disk_full",
    "tool_missing",
    "not_possible_here",
    "unreadable",
    "stopped",
    "no_report",
]

HINDRANCES: Final[Mapping[Hindrance, str]] = MappingProxyType(
    {
        "no_reply": "It did not answer.",
        "wrong_key": "We could not make sure that it is the same computer.",
        "refused": "It did not let us in.",
        "timed_out": "It took too long.",
        "disk_full": "Its disk is full.",
        "tool_missing": "A part of the system that we need is not there.",
        "not_possible_here": "We cannot check this kind of computer.",
        "unreadable": "We got a result that we could not read.",
        "stopped": "The check stopped before its end.",
        "no_report": "There is no report of it.",
    }
)


class NotSeen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A computer that was not seen: in which home it is, on which day, and what was in the way."""

    computer: Annotated[str, msgspec.Meta(min_length=1, max_length=400)]
    home: Annotated[str, msgspec.Meta(max_length=400)]
    home_name: Annotated[str, msgspec.Meta(max_length=400)]
    day: date
    reason: Hindrance


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    not_seen: Annotated[list[NotSeen], msgspec.Meta(max_length=MOST)]


def not_seen_in(folder: Path) -> tuple[NotSeen, ...]:
    """The computers in the list of a folder; none where there is no list. Raises CannotRun when it cannot be read."""
    file = folder / FILE
    if file.is_symlink() or not file.exists():
        return ()
    if not file.is_file():
        raise CannotRun(f"{file} is no file.")
    return tuple(map(_cleaned, structured(read_yaml(file, most_bytes=10_000_000), _File).not_seen))


def _cleaned(one: NotSeen) -> NotSeen:
    computer = clean(one.computer, MOST_LETTERS) or "a computer"
    return replace(one, computer=computer, home_name=clean(one.home_name, MOST_LETTERS))
