"""Reads the few fields of a certificate that people ask about, from its DER bytes (RFC 5280, X.690).

The standard library tells them only of certificates that it accepts, and it is the others that matter.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.web import Certificate
from carecheck.words import clean

MOST_NAMES: Final = 100

_SEQUENCE: Final = 0x30
_OBJECT_IDENTIFIER: Final = 0x06
_VERSION: Final = 0xA0
_EXTENSIONS: Final = 0xA3
_DNS_NAME: Final = 0x82
_UTC_TIME: Final = 0x17
_GENERALIZED_TIME: Final = 0x18
_ALTERNATIVE_NAMES: Final = bytes((0x55, 0x1D, 0x11))  # 2.5.29.17
_ORGANISATION: Final = bytes((0x55, 0x04, 0x0A))  # 2.5.4.10
_COMMON_NAME: Final = bytes((0x55, 0x04, 0x03))  # 2.5.4.3
_TIME: Final = re.compile("[0-9]{14}Z")


class _Part(NamedTuple):
    """One element of DER: its tag and its content."""

    tag: int
    content: bytes


def read_certificate(der: bytes) -> Certificate | Unknown:
    """The dates, DNS names and issuer of a certificate; Unknown(unreadable) when it is none that we can read."""
    try:
        return _certificate(der)
    except (ValueError, IndexError, StopIteration) as fault:
        return Unknown("unreadable", f"certificate: {type(fault).__name__}")


def _certificate(der: bytes) -> Certificate:
    """Certificate, TBSCertificate: version, serial number, signature, issuer, validity, subject, key, extensions."""
    whole = next(_parts(der))
    fields = list(_parts(next(_parts(whole.content)).content))
    if fields[0].tag == _VERSION:
        fields = fields[1:]
    _, _, issuer, validity, *others = fields
    starts, ends = (_moment(part) for part in _parts(validity.content))
    extensions = next((part.content for part in others if part.tag == _EXTENSIONS), b"")
    return Certificate(starts.date(), ends.date(), tuple(_dns_names(extensions)), _issuer(issuer.content))


def _parts(data: bytes) -> Iterator[_Part]:
    """The elements that stand one after the other; raises ValueError when one is cut off."""
    at = 0
    while at < len(data):
        tag, length = data[at], data[at + 1]
        at += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at : at + size])
            at += size
        if at + length > len(data):
            raise ValueError("cut off")
        yield _Part(tag, data[at : at + length])
        at += length


def _moment(part: _Part) -> datetime:
    """UTCTime has two digits for the year, 50 to 99 being of the last century (RFC 5280 section 4.1.2.5.1)."""
    text = part.content.decode("ascii")
    if part.tag == _UTC_TIME:
        text = ("19" if text[:2] >= "50" else "20") + text
    elif part.tag != _GENERALIZED_TIME:
        raise ValueError("no time")
    if not _TIME.fullmatch(text):
        raise ValueError("no time")
    return datetime.fromisoformat(f"{text[:8]}T{text[8:]}")


def _dns_names(extensions: bytes) -> Iterator[str]:
    if not extensions:
        return
    for extension in _parts(next(_parts(extensions)).content):
        identifier, *_, value = _parts(extension.content)
        if identifier.content == _ALTERNATIVE_NAMES:
            names = [part.content for part in _parts(next(_parts(value.content)).content) if part.tag == _DNS_NAME]
            yield from (clean(name.decode("latin-1").lower()) for name in names[:MOST_NAMES])


def _issuer(name: bytes) -> str:
    """The organisation that issued it, or else its common name."""
    found: dict[bytes, str] = {}
    for group in _parts(name):
        for pair in _parts(group.content):
            identifier, value = _parts(pair.content)
            found[identifier.content] = clean(value.content.decode("utf-8", "replace"))
    return found.get(_ORGANISATION) or found.get(_COMMON_NAME) or ""
