"""The names that are known to be those of people, computers and places here, before anything is hidden."""

import re
from collections.abc import Iterable
from itertools import product
from typing import Final

from carecheck.look.hiding.pseudonyms import Kind, is_of_windows
from carecheck.look.shared_names import looks_shared, shared_names

_WORD: Final = re.compile(r"[^\W\d_]+")
_CAMEL: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLACES: Final = frozenset(
    {
        *("srv", "mnt", "media", "data", "backup", "backups", "home", "homes", "users", "documents", "downloads"),
        *("desktop", "pictures", "music", "videos", "public", "onedrive", "appdata", "local", "roaming", "export"),
        *("var", "lib", "root", "opt", "tmp", "temp", "volumes", "shared", "nonexistent"),
    }
)
SHORTEST_PART: Final = 3
MOST_SHARP: Final = 4  # in one name


def spellings(names: Iterable[str]) -> set[str]:
    """The names as texts may write them: small letters of all languages hold "ss" where people write a sharp s."""
    found: set[str] = set()
    for name in names:
        first, *others = name.split("ss")
        ways = product(("ss", "\u00df"), repeat=min(len(others), MOST_SHARP))
        for way in ways:
            between = [*way, *["ss"] * (len(others) - len(way))]
            found.add(first + "".join(s + other for s, other in zip(between, others, strict=True)))
    return found


class KnownNames:
    """`strong` names are hidden wherever they stand as words of their own, `weak` ones only where a name must stand.

    Weak are the names that are also words of carecheck's own, or of the list of shared names: they tell of nobody.
    `folders` are hidden in paths only.
    """

    def __init__(self, own: frozenset[str]) -> None:
        self.strong: dict[str, Kind] = {}
        self.weak: set[str] = set()
        self.folders: set[str] = set()
        self._own = own

    def login(self, name: str) -> None:
        """The name of a login."""
        name = name.strip()
        if not name or is_of_windows(name):
            return
        if self._is_weak(name, shortest=2):
            self.weak.add(name.casefold())
        else:
            self.strong[name.casefold()] = "person"
            self._parts(name)

    def full_name(self, name: str) -> None:
        """The full name of a person, in words."""
        name = name.strip()
        self.login(name)
        words = _WORD.findall(name)
        if len(words) > 1 and not looks_shared(name):
            first, last = words[0], words[-1]
            for both in ("".join(words), last + first, first[0] + last, first + last[0]):
                if len(both) > SHORTEST_PART and not self._is_weak(both, SHORTEST_PART):
                    self.strong.setdefault(both.casefold(), "person")

    def other(self, name: str, kind: Kind) -> None:
        """The name of something else that people name."""
        name = name.strip()
        if name and not self._is_weak(name, SHORTEST_PART):
            self.strong.setdefault(name.casefold(), kind)

    def note(self, text: str) -> None:
        """What stands beside the name of a person, such as a room or a telephone number."""
        if len(text.strip()) > SHORTEST_PART:
            self.strong.setdefault(text.strip().casefold(), "text")

    def computer(self, name: str) -> None:
        """The name of a computer, and of the domain in it."""
        self.other(name, "computer")
        host, _, domain = name.partition(".")
        self.other(host, "computer")
        self.other(domain, "domain")

    def folder(self, name: str) -> None:
        """The name of a folder outside those of the system."""
        name = name.strip()
        if name and not all(word.casefold() in self._own | _PLACES for word in re.findall(r"[^\W_]+", name)):
            self.folders.add(name.casefold())

    def _parts(self, name: str) -> None:
        for word in _WORD.findall(name):
            for part in {word, *_CAMEL.findall(word)}:
                if len(part) >= SHORTEST_PART and not self._is_weak(part, SHORTEST_PART) and not looks_shared(part):
                    self.strong.setdefault(part.casefold(), "name")

    def _is_weak(self, name: str, shortest: int) -> bool:
        small = name.casefold()
        common = small in self._own or small in shared_names().words
        return common or len(name) < shortest or not any(letter.isalpha() for letter in name)
