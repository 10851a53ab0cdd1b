"""Content that is no plain text: texts in UTF-16, packed files, and bytes of which nobody knows what they tell."""

import bz2
import gzip
import hashlib
import lzma
import re
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

MOST_UNPACKED: Final = 20_000_000
_WORTH_A_SEAL: Final = 64  # fewer bytes could be found again by trying

_UTF16: Final = (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"))
_SID: Final = re.compile(rb"(\x01[\x04\x05]\x00\x00\x00\x00\x00\x05\x15\x00\x00\x00)(.{12})", re.DOTALL)
_FIRST_DAY, _LAST_DAY = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)

Hide = Callable[[str], str]


def text_in(raw: bytes) -> str | None:
    """The text in some bytes, packed or not; None: they are no text."""
    form = _form(raw)
    if form is not None:
        return raw[len(form[1]) :].decode(form[0])
    unpacked = _unpacked(raw)
    return text_in(unpacked[0]) if unpacked else None


def with_text_hidden(raw: bytes, hide: Hide) -> bytes | None:
    """The same bytes with what their text tells hidden; None: they are no text."""
    form = _form(raw)
    if form is not None:
        name, mark = form
        return mark + hide(raw[len(mark) :].decode(name)).encode(name, "surrogatepass")
    unpacked = _unpacked(raw)
    if unpacked is None:
        return None
    inside, pack = unpacked
    hidden = with_text_hidden(inside, hide)
    return None if hidden is None else raw if hidden == inside else pack(hidden)


def is_harmless(raw: bytes) -> bool:
    """Whether bytes that are no text can tell of nobody: nothing, a switch, a moment."""
    if len(raw) <= 2 or not any(raw):
        return True
    if len(raw) == 8:
        return _is_moment(raw)
    # The switch of a program that starts with Windows: a number, and since when it is off.
    return len(raw) == 12 and raw[1:4] == bytes(3) and (not any(raw[4:]) or _is_moment(raw[4:]))


def cut(raw: bytes) -> bytes:
    """What is told of bytes that are left out."""
    seal = f", sha256 {hashlib.sha256(raw).hexdigest()}" if len(raw) >= _WORTH_A_SEAL else ""
    return f"hidden: {len(raw)} bytes{seal}".encode()


def scrubbed(raw: bytes, names: frozenset[str], authority: Callable[[bytes], bytes]) -> bytes:
    """Bytes that are needed as they are, with the names in them written over."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 2:
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                wanted = re.escape(name.encode(encoding))
                raw = re.sub(wanted, lambda found: b"x" * len(found[0]), raw, flags=re.IGNORECASE)
    return _SID.sub(lambda found: found[1] + authority(found[2]), raw)


def _form(raw: bytes) -> tuple[str, bytes] | None:
    """The encoding of a text, and its mark."""
    for encoding, mark in _UTF16:
        if raw.startswith(mark) and len(raw) % 2 == 0 and _is_text(raw[2:], encoding):
            return encoding, mark
    if len(raw) >= 4 and len(raw) % 2 == 0 and b"\x00" in raw:
        for encoding, _ in _UTF16:
            if _is_text(raw, encoding, plain=True):
                return encoding, b""
    return ("utf-8", b"") if _is_text(raw, "utf-8") else None


def _is_text(raw: bytes, encoding: str, *, plain: bool = False) -> bool:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    odd = sum(letter < " " and letter not in "\t\r\n\0\x1b\f\b" for letter in text)
    # Without a mark, any bytes could be some letters of the East.
    return odd == 0 and (not plain or sum(letter < "\u0250" and letter != "\0" for letter in text) * 2 > len(text))


def _unpacked(raw: bytes) -> tuple[bytes, Callable[[bytes], bytes]] | None:
    try:
        if raw.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(raw, MOST_UNPACKED), lambda inside: gzip.compress(
                inside, mtime=0
            )
        if raw.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(raw, MOST_UNPACKED), bz2.compress
        if raw.startswith(b"\xfd7zXZ"):
            return lzma.LZMADecompressor().decompress(raw, MOST_UNPACKED), lzma.compress
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return None
    return None


def _is_moment(raw: bytes) -> bool:
    """Whether eight bytes are a FILETIME of this time."""
    begins = datetime(1601, 1, 1, tzinfo=UTC)
    try:
        moment = begins + timedelta(microseconds=int.from_bytes(raw, "little") // 10)
    except OverflowError:
        return False
    return _FIRST_DAY <= moment <= _LAST_DAY
