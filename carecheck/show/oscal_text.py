"""Text in OSCAL documents: what a field of text takes as markup stands there as plain letters."""

import re
from typing import Final

from carecheck.words import clean

# OSCAL reads its texts as Markdown with a little HTML and {{ insertions }}: a name of a computer must be none of it.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>~^#|!&$\"]")
_LONGEST: Final = 4_000


def as_text(text: str) -> str:
    """Text for a field that takes markup, with nothing in it that is any."""
    plain = _MARKUP.sub(r"\\\g<0>", clean(text, _LONGEST))
    return f"\\{plain}" if plain[:1] in ("-", "+", "=") else plain


def as_string(text: str) -> str:
    """Text for a field without markup: one line without space around it."""
    return clean(text, _LONGEST)
