"""The names in an SPF record: domain-specs with macros (RFC 7208 sections 4.3, 7.1 and 7.3)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec

FROM_THE_RECORD: Final = frozenset("od")  # the same for every sender; `h` is chosen by whoever sends
CHOSEN_BY_SENDER: Final = frozenset("slhp")
LETTERS: Final = FROM_THE_RECORD | CHOSEN_BY_SENDER | frozenset("iv")
ONLY_IN_EXPLANATIONS: Final = frozenset("crt")

LONGEST_NAME: Final = 253
LONGEST_LABEL: Final = 63
_MORE_PARTS_THAN_A_NAME_HAS: Final = 1_000

_PIECE: Final = re.compile(
    r"%\{(?P<letter>[A-Za-z])(?P<keep>[0-9]*)(?P<reverse>[rR]?)(?P<split>[.\-+,/_=]*)\}"
    r"|%(?P<escape>[%_-])|(?P<literal>[!-$&-~]+)"
)
_ESCAPES: Final = {"%": "%", "_": " ", "-": "%20"}
_LABEL: Final = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?")


class BadGrammar(ValueError):
    """Something that the grammar of SPF does not allow; receivers treat the whole record as an error."""


class Macro(msgspec.Struct, frozen=True):
    """One macro: its letter in lower case, how many right-hand parts it keeps, and how the value is cut in parts."""

    letter: str
    keep: int
    reverse: bool
    split: str


class DomainSpec(msgspec.Struct, frozen=True):
    """A name with macros, in pieces; without any pieces it stands for the domain whose record it is."""

    pieces: tuple[str | Macro, ...] = ()

    @property
    def letters(self) -> frozenset[str]:
        """The letters of its macros."""
        return _letters(self.pieces)

    @property
    def depends_on_sender(self) -> bool:
        """Whether only an email that arrives shows which name this is."""
        return not self.letters <= FROM_THE_RECORD

    @property
    def ends_as_sender_likes(self) -> bool:
        """Whether a sender can make it a name of their own."""
        last = self.pieces[-1] if self.pieces else ""
        return isinstance(last, Macro) and last.letter in CHOSEN_BY_SENDER

    def expand(self, here: str, domain: str) -> str:
        """The name that it stands for in the record at `here`, in an email from `domain`; not if a sender decides.

        Too long a name loses labels on its left (section 7.3).
        """
        values = {"d": here, "o": domain}
        text = "".join(
            piece if isinstance(piece, str) else _transform(piece, values[piece.letter]) for piece in self.pieces
        )
        name = (text or here).lower().removesuffix(".")
        return name if len(name) <= LONGEST_NAME else name[-LONGEST_NAME - 1 :].partition(".")[2]


@lru_cache(maxsize=256)
def _letters(pieces: tuple[str | Macro, ...]) -> frozenset[str]:
    return frozenset(piece.letter for piece in pieces if isinstance(piece, Macro))


HERE: Final = DomainSpec()


def domain_spec(text: str) -> DomainSpec:
    """A name with macros; it must end in a macro, or in a dot and a top label. Raises BadGrammar."""
    if not text:
        raise BadGrammar("a domain name is missing")
    found = tuple(_pieces(text))
    if found[-1]["literal"] and not _ends_in_top_label(found[-1]["literal"]):
        raise BadGrammar(f"'{text}' is not a full domain name")
    return DomainSpec(tuple(_piece(piece, LETTERS) for piece in found))


def check_macros(text: str) -> None:
    """Check the value of a modifier that nobody knows: it may hold any text with macros. Raises BadGrammar."""
    for piece in _pieces(text):
        _piece(piece, LETTERS | ONLY_IN_EXPLANATIONS)


@lru_cache(maxsize=256)
def can_exist(name: str) -> bool:
    """Whether DNS can hold such a name."""
    return len(name) <= LONGEST_NAME and all(1 <= len(label) <= LONGEST_LABEL for label in name.split("."))


def _pieces(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(text):
        found = _PIECE.match(text, place)
        if found is None:
            raise BadGrammar(f"'{text}' holds a '%' that is no macro, or a character that is not visible ASCII")
        yield found
        place = found.end()


def _ends_in_top_label(literal: str) -> bool:
    _, dot, label = literal.removesuffix(".").rpartition(".")
    return bool(dot) and not label.isdigit() and _LABEL.fullmatch(label) is not None


def _piece(found: re.Match[str], letters: frozenset[str]) -> str | Macro:
    if found["literal"]:
        return found["literal"]
    if found["escape"]:
        return _ESCAPES[found["escape"]]
    letter, keep = found["letter"].lower(), found["keep"].lstrip("0")
    if letter not in letters:
        raise BadGrammar(f"there is no macro '{found[0]}' here")
    if found["keep"] and not keep:
        raise BadGrammar(f"the macro '{found[0]}' keeps 0 parts")
    parts = int(keep) if 0 < len(keep) <= 3 else _MORE_PARTS_THAN_A_NAME_HAS
    return Macro(letter, parts, bool(found["reverse"]), found["split"] or ".")


def _transform(macro: Macro, value: str) -> str:
    parts = re.split(f"[{re.escape(macro.split)}]", value)
    if macro.reverse:
        parts.reverse()
    return ".".join(parts[-macro.keep :])
