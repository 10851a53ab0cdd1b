"""Which of two versions of a Debian package is newer: Debian Policy 5.6.12."""

import re
from itertools import zip_longest
from typing import Final

_VERSION: Final = re.compile(r"(?:([0-9]+):)?(.*?)(?:-([^-]*))?", re.DOTALL)
_RUNS: Final = re.compile(r"([^0-9]*)([0-9]*)")


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another: `1.0~rc1`, `1.0`, `1.0-1`, `1.0-1+deb12u1`, `1.0a`, `1:0.9`."""
    for part, other in zip(_parts(version), _parts(than), strict=True):
        # What a version lacks counts like the number 0, so that 1.0 and 1.0-0 are the same.
        for rank, other_rank in zip_longest(part, other, fillvalue=0):
            if rank != other_rank:
                return rank > other_rank
    return False


def _parts(version: str) -> tuple[list[int], list[int], list[int]]:
    """The ranks of epoch, upstream version and revision."""
    found = _VERSION.fullmatch(version)
    assert found is not None  # every text fits
    epoch, upstream, revision = found.groups(default="")
    return [int(epoch or 0)], _ranks(upstream), _ranks(revision)


def _ranks(text: str) -> list[int]:
    """Runs of other characters and numbers by turns; a 0 ends each run of characters."""
    ranks: list[int] = []
    for characters, digits in _RUNS.findall(text):
        ranks += [*map(_rank, characters), 0, int(digits or 0)]
    return ranks


def _rank(character: str) -> int:
    """A tilde comes before the end (which is 0), letters come before all other characters."""
    if character == "~":
        return -1
    return ord(character) if character.isascii() and character.isalpha() else ord(character) + 256
