"""The grammar of a DKIM key record: bytes in, the state of the key out (RFC 6376 sections 3.2 and 3.6.1)."""

import base64
import binascii
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import msgspec

from carecheck.facts.dkim import KeyState
from carecheck.look.domain.dkim_rsa import BadDer, rsa_bits

FEWEST_BITS: Final = 1024  # verifiers must not accept a shorter key (RFC 8301 section 3.2)
STRONG_BITS: Final = 2048
ED25519_BYTES: Final = 32


class Key(msgspec.Struct, frozen=True):
    """One key record: what it is worth, and why, in technical words."""

    state: KeyState
    text: str


@lru_cache(maxsize=128)  # the probe reads a record again in each round
def parse_key(text: bytes) -> Key | None:
    """Read one TXT record at a selector; None when it is no key record, and nobody meant it as one."""
    try:
        written = _tags(text.decode("latin-1"))
    except _BadRecord as fault:
        return Key("broken", str(fault)) if _MEANT.match(text) else None
    tags = dict(written)
    if not _is_meant(text, tags):
        return None
    try:
        _check(written, tags)
        return _key(tags)
    except _BadRecord as fault:
        return Key("broken", str(fault))


class _BadRecord(ValueError):
    """Verifiers cannot use this record."""


_MEANT: Final = re.compile(rb"[\s\"'\\]*v\s*=\s*[\"']?\s*dkim", re.IGNORECASE)
_TAG_NAME: Final = re.compile("[A-Za-z][A-Za-z0-9_]*")
_BLANKS: Final = " \t\r\n"
_FEWEST_KEY_LETTERS: Final = 40  # an Ed25519 key has 44 letters, a DMARC policy at most 10


def _tags(text: str) -> list[tuple[str, str]]:
    """The `name = value` pairs in their order; one fault, or a name that stands twice, spoils the list."""
    parts = [part.strip(_BLANKS) for part in text.split(";")]
    pairs = [part.partition("=") for part in parts if part]
    tags = [(name.rstrip(_BLANKS), value.lstrip(_BLANKS)) for name, equals, value in pairs if equals]
    names = [name for name, _ in tags]
    if len(tags) < len(pairs) or not all(map(_TAG_NAME.fullmatch, names)):
        raise _BadRecord("a part of it is no tag")
    if len(set(names)) < len(names):
        raise _BadRecord("a tag stands there twice")
    return tags


def _is_meant(text: bytes, tags: Mapping[str, str]) -> bool:
    """Whether it is a key record, or somebody meant it as one: with a wildcard any text stands at every selector."""
    if "v" in tags:
        return tags["v"].upper().startswith("DKIM")
    return _MEANT.match(text) is not None or (
        "p" in tags and ("k" in tags or not tags["p"] or len(tags["p"]) >= _FEWEST_KEY_LETTERS)
    )


def _check(written: list[tuple[str, str]], tags: Mapping[str, str]) -> None:
    if "v" in tags and written[0] != ("v", "DKIM1"):
        raise _BadRecord("v=DKIM1 is not its first tag")
    if "p" not in tags:
        raise _BadRecord("p is missing")
    if "h" in tags and "sha256" not in _words(tags["h"]):
        raise _BadRecord("h leaves out sha256")
    if "s" in tags and not _words(tags["s"]) & {"*", "email"}:
        raise _BadRecord("s leaves out email")


def _key(tags: Mapping[str, str]) -> Key:
    letters = re.sub(rf"[{_BLANKS}]", "", tags["p"])
    if not letters:
        return Key("revoked", "revoked")
    try:
        key = base64.b64decode(letters.encode("latin-1"), validate=True)
    except binascii.Error:
        raise _BadRecord("p is not base64") from None
    found = _sized(tags.get("k", "rsa").lower(), key)
    if "y" in _words(tags.get("t", "")) and found.state != "broken":
        return Key("testing", f"{found.text}, testing")
    return found


def _sized(kind: str, key: bytes) -> Key:
    if kind == "ed25519":
        if len(key) != ED25519_BYTES:
            raise _BadRecord(f"an Ed25519 key of {len(key)} bytes")
        return Key("ed25519", "Ed25519")
    if kind != "rsa":
        raise _BadRecord("k is neither rsa nor ed25519")
    try:
        bits = rsa_bits(key)
    except BadDer as fault:
        raise _BadRecord(f"p holds {fault}") from None
    if bits < FEWEST_BITS:
        return Key("broken", f"RSA, only {bits} bits")
    return Key("strong" if bits >= STRONG_BITS else "short", f"RSA, {bits} bits")


def _words(value: str) -> set[str]:
    return {word.strip(_BLANKS).lower() for word in value.split(":")}
