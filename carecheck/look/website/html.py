"""Reads a little out of a page: its words, its links, and what its head says. Time grows only with its length.

A page may be broken or hostile, so nothing here builds a tree of it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from carecheck.look.web import Page

MOST_LINKS: Final = 1_000
MOST_IN_TAG: Final = 2_000

_CHARSETS: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_TAG: Final = re.compile("<[^<>]*>")
_HIDDEN: Final = re.compile(r"<(script|style)\b[^<>]*>[^<]*", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"([a-z-]{1,30})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


class Link(NamedTuple):
    """A link: its words as people read them, and where it leads, as written."""

    words: str
    target: str


def text_of(page: Page) -> str:
    """The source of a page as text; what does not fit its charset is replaced."""
    told = re.search(r"charset\s*=\s*[\"']?([a-z0-9-]{1,20})", page.header("content-type") or "", re.IGNORECASE)
    charset = told[1].lower() if told and told[1].lower() in _CHARSETS else "utf-8"
    if page.body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        charset = "utf-16"
    return page.body.decode(charset, "replace")


def words_of(source: str) -> str:
    """What people read on a page, in lower case, with one space between words."""
    return _plain(_TAG.sub(" ", _HIDDEN.sub(" ", source)))


def links_of(source: str) -> Iterator[Link]:
    """The links of a page."""
    for piece in re.split(r"<a(?=\s)", source, flags=re.IGNORECASE)[1 : MOST_LINKS + 1]:
        head, _, rest = piece.partition(">")
        attributes = attributes_of(head)
        words = rest.partition("</a")[0] if "</a" in rest else rest.partition("</A")[0]
        told = " ".join([words[:MOST_IN_TAG], attributes.get("title", ""), attributes.get("aria-label", "")])
        if attributes.get("href"):
            yield Link(words_of(told), attributes["href"])


def generator_of(source: str) -> str | None:
    """The program that says it made the page; None when none does."""
    for piece in re.split(r"<meta(?=\s)", source, flags=re.IGNORECASE)[1:]:
        attributes = attributes_of(piece.partition(">")[0])
        if attributes.get("name", "").lower() == "generator":
            return attributes.get("content")
    return None


def title_of(source: str) -> str:
    """The title of a page, in lower case."""
    _, _, rest = source[: 16 * MOST_IN_TAG].lower().partition("<title")
    return _plain(rest.partition(">")[2].partition("<")[0])


def attributes_of(head: str) -> dict[str, str]:
    """The attributes of a tag, the first of each name, as browsers take them."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(head[:MOST_IN_TAG]):
        found.setdefault(match[1].lower(), _unescaped(match[2] or match[3] or match[4] or "").strip())
    return found


def _plain(text: str) -> str:
    one_way = _DASHES.sub("-", unicodedata.normalize("NFKC", _unescaped(text)))
    return " ".join(one_way.lower().split())


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # it comes with a table of 2,231 names

    return unescape(text)
