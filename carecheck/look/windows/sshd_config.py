"""What the configuration of OpenSSH's server on Windows says about passwords, which it takes in one way only.

The first line for a word counts. A `Match` block changes things for some logins only: one that lets a password in
makes passwords possible, and one for a group of administrators can close them out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from carecheck.facts.model import Unknown


@dataclass(frozen=True, slots=True)
class Passwords:
    """Whether a password is enough for someone, and whether it is for an administrator."""

    anyone: bool | Unknown
    administrators: bool | Unknown


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: its word, what stands behind it, and the `Match` block in which it stands."""

    word: str
    rest: str
    match: str


def passwords_allowed(text: str, administrators: frozenset[str]) -> Passwords:
    """Read the configuration; `administrators` are names of groups and logins with full control, casefolded."""
    lines = list(_lines(text))
    if any(line.word == "include" for line in lines):
        gap = Unknown("not_seen", "the configuration of the SSH server goes on in other files")
        return Passwords(gap, gap)
    everywhere = _first(lines, "passwordauthentication", "")
    blocks = {line.match for line in lines if line.match and line.word == "passwordauthentication"}
    inside = {block: _first(lines, "passwordauthentication", block) for block in blocks}
    anyone = everywhere != "no" or any(answer != "no" for answer in inside.values())
    return Passwords(anyone, anyone and _administrators(lines, inside, administrators))


def _administrators(
    lines: list[_Line], inside: dict[str, str | None], administrators: frozenset[str]
) -> bool | Unknown:
    """Where someone may use a password: whether an administrator may, too."""
    for line in lines:
        refused = line.word in ("denygroups", "denyusers") and not line.match
        if refused and administrators & set(line.rest.split()):
            return False
    first = next(iter(inside), None)
    # One block alone, for administrators and nobody else, says surely what holds for them.
    if len(inside) == 1 and first is not None and inside[first] == "no" and _is_for(first, administrators):
        return False
    if inside or any(line.word in ("allowgroups", "allowusers") for line in lines):
        return Unknown("not_seen", "the SSH server has rules of its own for some logins")
    return True


def _is_for(block: str, administrators: frozenset[str]) -> bool:
    kind, _, names = block.partition(" ")
    return kind == "group" and bool(administrators & set(names.strip().split(",")))


def _first(lines: list[_Line], word: str, match: str) -> str | None:
    return next((line.rest for line in lines if line.word == word and line.match == match), None)


def _lines(text: str) -> Iterator[_Line]:
    match = ""
    for raw in text.splitlines():
        word, _, rest = raw.strip().replace("\t", " ").replace("=", " ", 1).partition(" ")
        word, rest = word.casefold(), rest.strip().strip('"').casefold()
        if not word or word.startswith("#"):
            continue
        if word == "match":
            match = "" if rest == "all" else rest
            continue
        yield _Line(word, rest, match)
