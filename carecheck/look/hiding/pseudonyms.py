"""The table of made-up names: the same name always gets the same one, and small and large letters are kept."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, Literal

from carecheck.look.shared_names import looks_shared

Kind = Literal[
    "person", "name", "computer", "domain", "network", "printer", "label", "folder", "share", "email", "text", "serial"
]

SHARED: Final = "reception"  # a word of our list of shared names, and it stays one of them

# Logins of Windows itself, in the languages in which it names them.
_OF_WINDOWS: Final = re.compile(
    r"administrat(?:or|eur|ör|ore|orius|oren)|administrador|järjestelmänvalvoja|rendszergazda|администратор|správce"
    r"|guest|gast|gäst|gæst|gjest|invité|invitado|convidado|ospite|vieras|vendég|gość|гость"
    r"|defaultaccount|wdagutilityaccount|defaultuser\d+|default|default user|public|all users",
    re.IGNORECASE,
)


class Pseudonyms:
    """Made-up names by kind, numbered in the order in which the true ones are met."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._numbers: Counter[str] = Counter()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many names of each kind got a made-up one."""
        return self._numbers

    def person(self, login: str) -> str:
        """The name instead of a login or full name; one that looks shared gets one that looks shared."""
        if not login.strip() or _OF_WINDOWS.fullmatch(login.strip()):
            return login
        if ("person", login.casefold()) not in self._given and looks_shared(login):
            return self.instead(login, "person", SHARED)
        return self.instead(login, "person")

    def instead(self, true: str, kind: Kind, word: str = "") -> str:
        """The name instead of another one."""
        damage = "\ufffd" if "\ufffd" in true else ""  # what could not be read stays so
        return styled(true, self.made(true.casefold(), kind, lambda number: f"{word or kind}{number}")) + damage

    def made(self, true: str, kind: str, make: Callable[[int], str]) -> str:
        """What `make` makes of the next number of that kind; for what was met before, the same again."""
        if (kind, true) not in self._given:
            self._numbers[kind] += 1
            self._given[kind, true] = make(self._numbers[kind])
        return self._given[kind, true]


def is_of_windows(login: str) -> bool:
    """Whether Windows itself gives logins or folders this name."""
    return _OF_WINDOWS.fullmatch(login) is not None


def styled(true: str, made_up: str) -> str:
    """A made-up name in the letters of the true one: small, Capital or LARGE."""
    if true.isupper() and len(true) > 1:
        return made_up.upper()
    return made_up[:1].upper() + made_up[1:] if true[:1].isupper() else made_up
