"""Keys for tests: real public keys, made with OpenSSL and never used, and made-up ones of any size."""

import base64
from typing import Final

RSA_1024: Final = (
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC2QgfAHIByFmDYi9hnCXfDvAUonXVJ4YGDUXJ96IgEitQROJJTiqtefBIAbTpwyXPj8bMOyEkg"
    "tl2Vdda3PHf3SvunjBxM6eU98iXxL+oCv+/DfoVcn6azkKC4H6I00+7LS0SCgPnUE9n/H9LCN/sAgCIisHZwsuw9yJDpP6fseQIDAQAB"
)
RSA_1024_BARE: Final = (  # openssl rsa -RSAPublicKey_out
    "MIGJAoGBAK3YL1BoFJnqunEFFKs2hzSPPMSKw0mFhSmkRYtMv3oEGFPYtm7kVdOclMYpyNo5eq+jZcc17lYibCG4P0nDtZVB8Ch8DkamZPFWsW8q"
    "hzvbKhn3mO1FecJY9NwB6RQh9MM4wzWCYxLY+RnrYhI3Bu/Mf05r7bK+2JG/fanmp0vDAgMBAAE="
)
RSA_2048: Final = (
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAynN1lxAqv68kFLpiyxSV/8AvtzLCZ7tE7Zt3zDfKotVzlknna2gPULXo2ida+yGl4RWE"
    "wFXtGQXSR4JAna5QfnGdORjYKEPhFqlPB8VSElkm1RTqOzIhQHKEJvccFM/jjrBOacVnlSQRRDjvlqh6IxMStU+AyaNSV48EFZQaft2ultt+GtYa"
    "KjGBfipfq2yDIGQradX2G+Z4ASXf8db0wggsCe8uF6Ce8ONw8qrHrx7oay+eIMhGrChFnvXhhVuKwRFEJXlw/Z/WjIC5QYaRpNP8ZsWoFDBkvkY7"
    "Qh4lnZQmiyHIBMw74yFqvO7fmw2cpAOATdk28RR+3f7BBW9uVwIDAQAB"
)
ED25519: Final = "3x65lNin/tYnTmJVwb6Sv2ojMMJ/2mBHIsqrFztKEIE="
ELLIPTIC: Final = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAETAVSOzfIFQtN4YCj1S/T0If2+umcs9rNK5jZZ2d7YinCajxyefIJPna5u+9HEPXyo4V6F+x3MsQG"
    "eRa7OkzqJg=="
)

STRONG: Final = f"v=DKIM1; k=rsa; p={RSA_2048}"
SHORT: Final = f"v=DKIM1; k=rsa; p={RSA_1024}"
NEW_KIND: Final = f"v=DKIM1; k=ed25519; p={ED25519}"
REVOKED: Final = "v=DKIM1; p="
BROKEN: Final = f"v=DKIM1; k=rsa; p={RSA_2048[:200]}"


def rsa_key(bits: int) -> str:
    """A key of that size in base64: the largest odd number of so many bits, with the usual exponent."""
    return base64.b64encode(rsa_der((1 << bits) - 1, 65537)).decode()


def rsa_der(modulus: int, exponent: int) -> bytes:
    """A SubjectPublicKeyInfo with these numbers."""
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return element(0x30, algorithm + element(0x03, b"\0" + bare_der(modulus, exponent)))


def bare_der(modulus: int, exponent: int) -> bytes:
    """An RSAPublicKey with these numbers."""
    return element(0x30, _integer(modulus) + _integer(exponent))


def element(tag: int, content: bytes) -> bytes:
    """One DER element."""
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8)
    return bytes([tag, 0x80 + len(length)]) + length + content


def _integer(value: int) -> bytes:
    return element(0x02, value.to_bytes(value.bit_length() // 8 + 1))
