"""An add-on that is turned on in a browser, and which web pages it can read; and where a browser was never used."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine

MOST_FOLDERS: Final = 100

# Patterns that stand for every page, or for all under one ending such as .com or .co.uk.
_EVERY_PAGE: Final = re.compile(
    r"<all_urls>|(?:\*|http|https|http\*)://(?:\*|\*\.[a-z]{2,20}|\*\.[a-z]{2,3}\.[a-z]{2})/.*"
)


class SeenAddon(NamedTuple):
    """An add-on: its id, whether it comes from elsewhere than the browser's shop, and whether it reads all pages."""

    id: str
    outside: bool | Unknown
    reads_all: bool | Unknown


def stands_for_every_page(pattern: str) -> bool:
    """Whether a pattern of web pages leaves hardly one out."""
    return _EVERY_PAGE.fullmatch(pattern) is not None


def any_for_every_page(patterns: Iterable[str]) -> bool:
    """Whether one of some patterns does."""
    return any(stands_for_every_page(pattern) for pattern in patterns)


def host_of(address: str) -> str:
    """The host of a web address; empty where there is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme == "https" else ""


def why_not_unused(machine: Machine, place: str, signs: Iterable[str]) -> Unknown | None:
    """Why a place without a list of profiles may have been used all the same; None: it never was.

    `signs` are the files of which each profile has one as soon as it was used.
    """
    inside = machine.list_folder(place)
    if inside is None or isinstance(inside, Unknown):
        return inside
    folders = [f"{place}/{entry.name}" for entry in inside if entry.kind in ("folder", "link")]
    if len(folders) > MOST_FOLDERS:
        return _NO_LIST
    used = any_of(machine.exists(f"{folder}/{sign}") for folder in folders for sign in signs)
    if isinstance(used, Unknown):
        return used
    return _NO_LIST if used else None


_NO_LIST: Final = Unknown("not_seen", "a browser was used here, and does not tell its profiles")
