"""The XML in a workbook: read from front to back with the place of each element, and without surprises.

No document type is taken: with it come entities, which grow without end, and files from elsewhere.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from xml.parsers import expat

_START_TAG: Final = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
Attributes = dict[str, str]


class NotOurXml(Exception):
    """XML that is damaged, or that no spreadsheet writes."""


class Element(NamedTuple):
    """An element without what is in it: its name without a prefix, its depth from 1 on, and where it begins."""

    name: str
    full_name: str
    attributes: Attributes
    depth: int
    start: int


def walk(
    xml: bytes,
    begins: Callable[[Element], None],
    ends: Callable[[str, int, int], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell of each element as it begins, and as it ends by its name, its depth and its place; and of text.

    The place of an end is that of the end tag, or what follows an element that is closed in itself.
    """
    parser = expat.ParserCreate()
    depth = 0

    def start(full_name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        begins(Element(local(full_name), full_name, attributes, depth, parser.CurrentByteIndex))

    def end(full_name: str) -> None:
        nonlocal depth
        if ends:
            ends(local(full_name), depth, parser.CurrentByteIndex)
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _only_utf8
    parser.buffer_text = True
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise NotOurXml(str(error)) from None


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def end_of_start_tag(xml: bytes, start: int) -> int:
    """Where the start tag that begins there ends."""
    found = _START_TAG.match(xml, start)
    if found is None:
        raise NotOurXml("a tag that has no end")
    return found.end()


def is_closed_in_itself(xml: bytes, start_tag_end: int) -> bool:
    """Whether the start tag that ends there is the whole element."""
    return xml[start_tag_end - 2 : start_tag_end] == b"/>"


def escaped(text: str) -> bytes:
    """A text as the content of an element or attribute; what XML cannot hold is left out."""
    harmless = "".join(letter for letter in text if letter >= " " and not "\ud800" <= letter <= "\udfff")
    harmless = harmless.replace("\ufffe", "").replace("\uffff", "")
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        harmless = harmless.replace(sign, name)
    return harmless.encode()


def spliced(xml: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """The same with some stretches of it replaced, each by its beginning and end; the rest stays as it is."""
    pieces: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [xml[at:start], new]
        at = end
    return b"".join([*pieces, xml[at:]])


def _refuse(*_: object) -> None:
    raise NotOurXml("a document type")


def _only_utf8(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        raise NotOurXml(f"the encoding {encoding[:20]}")
