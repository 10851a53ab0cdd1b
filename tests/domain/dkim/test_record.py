"""The grammar of a DKIM key record: each rule of RFC 6376 section 3.6.1 and RFC 8301 once kept and once broken."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.look.domain.dkim_record import parse_key
from carecheck.look.domain.dkim_rsa import BadDer, rsa_bits
from tests.domain.dkim.keys import (
    BROKEN,
    ED25519,
    ELLIPTIC,
    NEW_KIND,
    REVOKED,
    RSA_1024,
    RSA_1024_BARE,
    RSA_2048,
    SHORT,
    STRONG,
    bare_der,
    element,
    rsa_der,
    rsa_key,
)

RECORDS: dict[str, str | None] = {
    STRONG: "strong",
    f"p={RSA_2048}": "strong",
    f"k=rsa; p={RSA_2048};": "strong",
    f"v=DKIM1;k=rsa;p={RSA_2048}": "strong",
    f" v = DKIM1 ; p = {RSA_2048} ": "strong",
    f"v=DKIM1; p={RSA_2048[:100]} {RSA_2048[100:200]}\r\n\t{RSA_2048[200:]}": "strong",
    f"v=DKIM1; h=sha256; p={RSA_2048}": "strong",
    f"v=DKIM1; h=sha1:sha256; p={RSA_2048}": "strong",
    f"v=DKIM1; s=email; p={RSA_2048}": "strong",
    f"v=DKIM1; s=other : * ; p={RSA_2048}": "strong",
    f"v=DKIM1; t=s; p={RSA_2048}": "strong",
    f"v=DKIM1; g=; n=a note; x=new; p={RSA_2048}": "strong",
    f"v=DKIM1; p={rsa_key(2048)}": "strong",
    f"v=DKIM1; p={rsa_key(4096)}": "strong",
    f"v=DKIM1; p={rsa_key(2047)}": "short",
    f"v=DKIM1; p={rsa_key(1024)}": "short",
    f"v=DKIM1; p={RSA_1024_BARE}": "short",
    SHORT: "short",
    f"v=DKIM1; p={rsa_key(1023)}": "broken",
    f"v=DKIM1; p={rsa_key(512)}": "broken",
    NEW_KIND: "ed25519",
    f"v=DKIM1; k=ed25519; p={ED25519[:40]}": "broken",
    f"v=DKIM1; k=ed25519; p={RSA_1024}": "broken",
    f"v=DKIM1; p={ED25519}": "broken",
    f"v=DKIM1; t=y; p={RSA_2048}": "testing",
    f"v=DKIM1; t=s:y; p={RSA_1024}": "testing",
    f"v=DKIM1; t=y; p={rsa_key(512)}": "broken",
    REVOKED: "revoked",
    "p=": "revoked",
    "v=DKIM1; k=rsa; t=y; p= ;": "revoked",
    BROKEN: "broken",
    f"v=DKIM1; p={RSA_2048[:-1]}": "broken",
    f"v=DKIM1; p={ED25519[:-1]}; k=ed25519": "broken",
    f"v=DKIM1; p={RSA_2048[:100]}!{RSA_2048[100:]}": "broken",
    f'v=DKIM1; p="{RSA_2048}"': "broken",
    f"v=DKIM1; p={RSA_2048}\u00ff": "broken",
    f"v=DKIM1; p=-----BEGIN PUBLIC KEY-----{RSA_2048}": "broken",
    f"v=DKIM1; p={ELLIPTIC}": "broken",
    f"k=rsa; v=DKIM1; p={RSA_2048}": "broken",
    f"p={RSA_2048}; v=DKIM1": "broken",
    f"v=DKIM2; p={RSA_2048}": "broken",
    f"v=dkim1; p={RSA_2048}": "broken",
    f"v=DKIM1; k=ecdsa; p={RSA_2048}": "broken",
    f"v=DKIM1; h=sha1; p={RSA_2048}": "broken",
    f"v=DKIM1; h=; p={RSA_2048}": "broken",
    f"v=DKIM1; k\x0b=rsa; p={RSA_2048}": "broken",
    f"v=DKIM1; h=\x0bsha256; p={RSA_2048}": "broken",
    f"v=DKIM1; s=other; p={RSA_2048}": "broken",
    f"v=DKIM1; P={RSA_2048}": "broken",
    "v=DKIM1": "broken",
    "v=DKIM1; k=rsa": "broken",
    f"v=DKIM1; p={RSA_2048}; p={RSA_2048}": "broken",
    f"v=DKIM1 p={RSA_2048}": "broken",
    f"v=DKIM1\\; k=rsa\\; p={RSA_2048}": "broken",
    f'"v=DKIM1; p={RSA_2048}"': "broken",
    f"v=DKIM1; words; p={RSA_2048}": "broken",
    f"k=rsa; p={RSA_2048[:200]}": "broken",
    "": None,
    "v=spf1 -all": None,
    "v=DMARC1; p=reject": None,
    "p=reject; sp=none": None,
    "verify=abc": None,
    "o=~; r=postmaster@home.example": None,
    "\x00\x1b[31m; <script>": None,
}


@pytest.mark.parametrize("text", RECORDS)
def test_a_record_is_worth_what_the_rules_say(text: str) -> None:
    key = parse_key(text.encode("latin-1"))

    assert (key.state if key else None) == RECORDS[text]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (STRONG, "RSA, 2048 bits"),
        (f"v=DKIM1; p={rsa_key(512)}", "RSA, only 512 bits"),
        (BROKEN, "p holds a key that is cut short"),
        (f"v=DKIM1; h=sha1; p={RSA_2048}", "h leaves out sha256"),
        (f"v=DKIM1; s=other; p={RSA_2048}", "s leaves out email"),
        (f"v=DKIM1; k=ecdsa; p={RSA_2048}", "k is neither rsa nor ed25519"),
        (f"v=DKIM1; k=ed25519; p={RSA_2048[:40]}", "an Ed25519 key of 30 bytes"),
        (f"v=DKIM1; p={RSA_2048}; p={RSA_2048}", "a tag stands there twice"),
        (f"v=DKIM1; words; p={RSA_2048}", "a part of it is no tag"),
        (f"k=rsa; v=DKIM1; p={RSA_2048}", "v=DKIM1 is not its first tag"),
        ("v=DKIM1; k=rsa", "p is missing"),
        ("v=DKIM1; p=!", "p is not base64"),
        (f"v=DKIM1; p={ELLIPTIC}", "p holds a key of another kind"),
        (f"v=DKIM1; t=y; p={RSA_2048}", "RSA, 2048 bits, testing"),
        (NEW_KIND, "Ed25519"),
        (REVOKED, "revoked"),
    ],
)
def test_the_reason_is_told_to_it_people(text: str, says: str) -> None:
    key = parse_key(text.encode())

    assert key is not None
    assert key.text == says


WHOLE = rsa_der((1 << 2048) - 1, 65537)


@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"\x30",
        b"\x30\x80",
        b"\x30\x89" + b"\xff" * 9,
        b"\x30\x84\xff\xff\xff\xff" + b"\x00" * 20,
        WHOLE + b"\0",
        bare_der((1 << 2048) - 1, 65537) + b"\0",
        rsa_der(1 << 2047, 65537),
        rsa_der((1 << 2048) - 1, 1),
        rsa_der((1 << 2048) - 1, 65536),
        rsa_der(0, 65537),
        element(0x30, element(0x02, b"") + element(0x02, b"\3")),
        element(0x30, element(0x02, b"\x80" + b"\xff" * 255) + element(0x02, b"\3")),
        element(0x30, element(0x02, b"\xff" * 256) + element(0x02, b"\3")),
        element(0x30, element(0x02, b"\0\xff") + element(0x02, b"\3") + element(0x02, b"\3")),
        WHOLE.replace(b"\x03\x82\x01\x0f\x00", b"\x03\x82\x01\x0f\x01"),
        WHOLE.replace(bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a864886f70d01010a")),
        base64.b64decode(ELLIPTIC),
    ],
)
def test_what_is_no_rsa_key_is_refused(der: bytes) -> None:
    with pytest.raises(BadDer):
        rsa_bits(der)


@pytest.mark.parametrize("cut", range(0, len(WHOLE), 7))
def test_a_key_cut_anywhere_is_no_key(cut: int) -> None:
    with pytest.raises(BadDer):
        rsa_bits(WHOLE[:cut])


@pytest.mark.parametrize(
    ("der", "says"),
    [
        (b"", "no RSA key"),
        (WHOLE + b"\0", "a key with bytes after its end"),
        (WHOLE[:99], "a key that is cut short"),
        (b"\x30\x80", "a length that no key has"),
        (b"\x30\x85" + bytes(9), "a length that no key has"),
        (rsa_der((1 << 2048) - 1, 1), "numbers that no RSA key can have"),
        (base64.b64decode(ELLIPTIC), "a key of another kind"),
        (WHOLE.replace(b"\x03\x82\x01\x0f\x00", b"\x03\x82\x01\x0f\x01"), "a key that does not end with a whole byte"),
    ],
)
def test_what_is_wrong_with_a_key_is_told(der: bytes, says: str) -> None:
    with pytest.raises(BadDer, match=f"^{says}$"):
        rsa_bits(der)


def test_a_length_of_128_bytes_is_written_in_two() -> None:
    exponent = b"\x02\x01\x03"
    modulus = b"\x02\x79" + b"\x7f" + b"\xff" * 120

    assert rsa_bits(b"\x30\x7e" + modulus + exponent) == 967
    assert rsa_bits(b"\x30\x81\x80" + b"\x02\x7b" + b"\x7f" + b"\xff" * 122 + exponent) == 983
    assert rsa_bits(b"\x30\x84\0\0\0\x7e" + modulus + exponent) == 967


@given(st.binary(max_size=400))
def test_any_bytes_are_a_key_or_refused(der: bytes) -> None:
    with suppress(BadDer):
        assert rsa_bits(der) > 0


@given(st.one_of(st.binary(max_size=300), st.text("vkhptsDKIM1=;: y*rsaemil256", max_size=80).map(str.encode)))
def test_any_text_is_read_without_a_fault(text: bytes) -> None:
    key = parse_key(text)

    assert key is None or key.state != "strong"
