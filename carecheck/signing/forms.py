"""The files of minisign: public keys, secret keys and signatures. Text lines around a few bytes of fixed length.

https://jedisct1.github.io/minisign/ says what the bytes mean.
"""

import binascii
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, Final

from carecheck.errors import CannotRun

MOST_BYTES: Final = 10_000
COMMENT: Final = "untrusted comment: "
TRUSTED: Final = "trusted comment: "

PLAIN: Final = b"Ed"  # the file itself is signed
HASHED: Final = b"ED"  # its BLAKE2b-512 is signed; what minisign and we write today
BY_PASSWORD: Final = b"Sc"
NO_PASSWORD: Final = b"\0\0"

_CHECKSUM: Final = b"B2"
_PUBLIC: Final = struct.Struct("<2s8s32s")
_SECRET: Final = struct.Struct("<2s2s2s32sQQ104s")
_SIGNATURE: Final = struct.Struct("<2s8s64s")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """With it anybody can tell a signature; its id tells keys apart and proves nothing."""

    id: bytes
    key: bytes

    @property
    def name(self) -> str:
        """Its id as minisign writes it."""
        return self.id[::-1].hex().upper()

    def text(self) -> str:
        """Its file."""
        return f"{COMMENT}minisign public key {self.name}\n{_base64(_PUBLIC.pack(PLAIN, self.id, self.key))}\n"


@dataclass(frozen=True, slots=True)
class LockedKey:
    """A secret key as it lies in its file: locked with a password, or open to whoever has the file."""

    kdf: bytes
    salt: bytes
    operations: int
    memory: int
    content: bytes

    def text(self) -> str:
        """Its file."""
        raw = _SECRET.pack(PLAIN, self.kdf, _CHECKSUM, self.salt, self.operations, self.memory, self.content)
        return f"{COMMENT}minisign encrypted secret key\n{_base64(raw)}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of a file, and of a comment that nobody can change without it."""

    algorithm: bytes
    key_id: bytes
    of_file: bytes
    comment: str
    of_all: bytes

    def text(self) -> str:
        """Its file."""
        raw = _SIGNATURE.pack(self.algorithm, self.key_id, self.of_file)
        first = f"{COMMENT}signature of a carecheck report\n{_base64(raw)}\n"
        return f"{first}{TRUSTED}{self.comment}\n{_base64(self.of_all)}\n"


def read_public_key(raw: bytes, file: str) -> PublicKey:
    """The public key in the bytes of a file. Raises CannotRun."""
    what = f"{file} is not a public key of minisign. It is the small file that ends with .pub."
    algorithm, key_id, key = _unpacked(_PUBLIC, _lines(raw, 2, what)[1], what)
    if algorithm != PLAIN:
        raise CannotRun(what)
    return PublicKey(key_id, key)


def read_locked_key(raw: bytes, file: str) -> LockedKey:
    """The secret key in the bytes of a file. Raises CannotRun."""
    what = f"{file} is not a secret key of minisign. To make one: carecheck report --new-key FILE"
    algorithm, kdf, checksum, *rest = _unpacked(_SECRET, _lines(raw, 2, what)[1], what)
    if (algorithm, checksum) != (PLAIN, _CHECKSUM) or kdf not in (BY_PASSWORD, NO_PASSWORD):
        raise CannotRun(what)
    return LockedKey(kdf, *rest)


def read_signature(raw: bytes, file: str) -> Signature:
    """The signature in the bytes of a file. Raises CannotRun."""
    what = f"{file} is not a signature of minisign."
    _, first, comment, second = _lines(raw, 4, what)
    algorithm, key_id, of_file = _unpacked(_SIGNATURE, first, what)
    if algorithm not in (PLAIN, HASHED) or not comment.startswith(TRUSTED):
        raise CannotRun(what)
    (of_all,) = _unpacked(struct.Struct("64s"), second, what)
    return Signature(algorithm, key_id, of_file, comment.removeprefix(TRUSTED), of_all)


def _lines(raw: bytes, amount: int, what: str) -> list[str]:
    try:
        lines = raw.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise CannotRun(what) from None
    if len(raw) > MOST_BYTES or len(lines) != amount or not lines[0].startswith(COMMENT):
        raise CannotRun(what)
    return lines


def _unpacked(form: struct.Struct, line: str, what: str) -> tuple[Any, ...]:
    try:
        return form.unpack(b64decode(line.strip(), validate=True))
    except (binascii.Error, struct.error, ValueError):
        raise CannotRun(what) from None


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode("ascii")
