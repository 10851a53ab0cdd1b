"""Whether the name of a login looks shared: like a role, a room or a computer, and not like a person."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.structured import shipped_table

FILE: Final = "shared-names.yaml"


@dataclass(frozen=True, slots=True)
class SharedNames:
    """The list of words, with its date."""

    as_at: date
    source: str
    words: frozenset[str]


@cache
def shared_names() -> SharedNames:
    """The list that comes with carecheck."""
    return shipped_table(FILE, SharedNames)


def looks_shared(login: str, full_name: str = "") -> bool:
    """Whether a login's own name, or the full name beside it, is made of words for roles and rooms only."""
    return _is_made_of_words(login) or _is_made_of_words(full_name)


def _is_made_of_words(name: str) -> bool:
    parts = re.split(r"[\W\d_]+", unicodedata.normalize("NFKC", name).casefold())
    found = [part for part in parts if part]
    return bool(found) and all(_can_be_split(part) for part in found)


def _can_be_split(part: str) -> bool:
    """Whether a part is one listed word, or several without a gap: frontdesk, nightstaff."""
    words = shared_names().words
    reached = {0}
    for end in range(1, len(part) + 1):
        if any(part[start:end] in words for start in reached):
            reached.add(end)
    return len(part) in reached
