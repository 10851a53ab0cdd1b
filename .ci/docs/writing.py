"""Plain text as Markdown: nothing in it may become markup."""

import re
from collections.abc import Iterable
from typing import Final

_MARKUP: Final = re.compile(r"([\\`*_\[\]{}|#!~])")


def text(plain: str) -> str:
    """A text that shows as it stands."""
    return _MARKUP.sub(r"\\\1", plain.replace("&", "&amp;").replace("<", "&lt;"))


def code(plain: str) -> str:
    """A text in the letters of programs; in tables too, where a line between cells does not count inside it."""
    fence = "``" if "`" in plain else "`"
    return f"{fence}{plain}{fence}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already."""
    first = list(head)
    lines = [first, ["---"] * len(first), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def numbered(items: Iterable[str], indent: str = "") -> str:
    """A numbered list of Markdown texts."""
    return "\n".join(f"{indent}{place}. {item}" for place, item in enumerate(items, start=1)) + "\n"


def bullets(items: Iterable[str], indent: str = "") -> str:
    """A list of Markdown texts."""
    return "\n".join(f"{indent}- {item}" for item in items) + "\n"
