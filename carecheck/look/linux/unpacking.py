"""Packed files, unpacked up to a limit: a few kilobytes may hold as many gigabytes."""

from typing import Any, Final

PACKED: Final = (".gz", ".xz", ".bz2")


def unpacked(raw: bytes, ending: str, most_bytes: int) -> bytes | None:
    """All that a packed file holds; None when it is no whole packed file, or holds more than that."""
    import lzma
    import zlib

    try:
        return _all(raw, ending, most_bytes)
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return None


def _all(raw: bytes, ending: str, most_bytes: int) -> bytes | None:
    parts: list[bytes] = []
    left = most_bytes
    while raw or not parts:
        reader = _reader(ending)
        part: bytes = reader.decompress(raw, left + 1)
        left -= len(part)
        if left < 0 or not reader.eof:
            return None
        parts.append(part)
        raw = reader.unused_data.lstrip(b"\0")  # one packed file may follow another, with nothing in between
    return b"".join(parts)


def _reader(ending: str) -> Any:
    import bz2
    import lzma
    import zlib

    match ending:
        case ".gz":
            return zlib.decompressobj(wbits=31)
        case ".xz":
            return lzma.LZMADecompressor()
        case _:
            return bz2.BZ2Decompressor()
