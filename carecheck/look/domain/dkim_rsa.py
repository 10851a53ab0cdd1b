"""The size of an RSA public key: a reader of the little DER that DKIM keys need (X.690; RFC 8017 appendix A.1.1)."""

from typing import Final

_SEQUENCE: Final = 0x30
_INTEGER: Final = 0x02
_BIT_STRING: Final = 0x03
_RSA_ENCRYPTION: Final = bytes.fromhex("06092a864886f70d010101")  # the object identifier 1.2.840.113549.1.1.1


class BadDer(ValueError):
    """These bytes are no RSA public key."""


def rsa_bits(der: bytes) -> int:
    """The length of the modulus in bits; raises BadDer.

    Takes a SubjectPublicKeyInfo (RFC 5280 section 4.1), and the bare RSAPublicKey that some publish.
    """
    inside = _whole(der, _SEQUENCE)
    if inside[:1] == bytes([_SEQUENCE]):
        algorithm, after = _element(inside, _SEQUENCE)
        if not algorithm.startswith(_RSA_ENCRYPTION):
            raise BadDer("a key of another kind")
        bits = _whole(after, _BIT_STRING)
        if bits[:1] != b"\0":
            raise BadDer("a key that does not end with a whole byte")
        inside = _whole(bits[1:], _SEQUENCE)
    modulus, after = _element(inside, _INTEGER)
    exponent = _whole(after, _INTEGER)
    if not _is_odd_and_positive(modulus) or not _is_odd_and_positive(exponent) or exponent == b"\1":
        raise BadDer("numbers that no RSA key can have")
    return int.from_bytes(modulus).bit_length()


def _is_odd_and_positive(number: bytes) -> bool:
    return bool(number) and number[0] < 0x80 and number[-1] % 2 == 1


def _whole(data: bytes, tag: int) -> bytes:
    """The content of an element after which nothing may stand."""
    content, after = _element(data, tag)
    if after:
        raise BadDer("a key with bytes after its end")
    return content


def _element(data: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the first element, and what stands after it (X.690 sections 8.1 and 10.1)."""
    if len(data) < 2 or data[0] != tag:
        raise BadDer("no RSA key")
    length, start = data[1], 2
    if length >= 0x80:
        start += length - 0x80
        length = int.from_bytes(data[2:start])
        if start == 2 or start > 6:
            raise BadDer("a length that no key has")
    if len(data) < start + length:
        raise BadDer("a key that is cut short")
    return data[start : start + length], data[start + length :]
