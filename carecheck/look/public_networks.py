"""Whether the name of a network looks like that of a public one, on which strangers are."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.table_age import too_old
from carecheck.structured import shipped_table

FILE: Final = "public-networks.yaml"

_BETWEEN: Final = re.compile(r"[\W_\d]+")


@dataclass(frozen=True, slots=True)
class PublicNetworks:
    """The list of words, with its date."""

    as_at: date
    source: str
    words: frozenset[str]


@cache
def public_networks() -> PublicNetworks:
    """The list that comes with carecheck."""
    return shipped_table(FILE, PublicNetworks)


def looks_public(name: str, today: date) -> bool | Unknown:
    """Whether one of the words stands in the name of a network, as a whole word or words; an old list knows no "no"."""
    plain = _plain(name)
    if any(_plain(word) in plain for word in public_networks().words):
        return True
    gap = too_old("public-networks", today)
    return False if gap is None else gap


def _plain(text: str) -> str:
    """The words of a text in lower case, each with a space before and after it; numbers only part them."""
    return f" {_BETWEEN.sub(' ', unicodedata.normalize('NFKC', text).casefold()).strip()} "
