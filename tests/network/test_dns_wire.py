"""Plain replies are read as the DNS library reads them, and all others are left to it."""

import struct
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import PAYLOAD
from carecheck.look.dns_library import meaning, read_reply
from carecheck.look.dns_wire import TYPES, read_plain, write_name, write_query
from carecheck.look.lookups import Found, Mx, NotThere, RecordType
from tests.network.misbehaving import Behaviour, fails, records

NAME = dns.name.from_text("home.example")
WIRE_NAME = cast(bytes, NAME.to_wire())
KINDS: list[RecordType] = [*TYPES]
DATA: dict[RecordType, list[str]] = {
    "A": ["192.0.2.1", "203.0.113.9"],
    "AAAA": ["2001:db8::1", "::ffff:192.0.2.1", "::", "2001:db8:0:1::"],
    "NS": ["ns1.home.example.", "NS2.other.example."],
    "MX": ["10 mail.home.example.", "20 MX.other.example.", "0 ."],
    "TXT": ['"v=spf1 -all"', '"v=spf1 " "include:a.example"', '""', r'"\000\255"'],
    "CAA": ['0 issue "ca.example"'],
    "DS": ["60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"],
    "TLSA": ["3 1 1 " + "AB" * 32],
    "DNSKEY": ["256 3 5 AQPSKmynfzW4kyBv015MUG2DeIQ3"],
}


def query_of(kind: RecordType) -> bytes:
    return write_query(4711, WIRE_NAME, kind, payload=PAYLOAD)


def by_library(reply: bytes, query: bytes) -> object:
    """What the DNS library makes of a reply; None where it is no reply to the query."""
    read = read_reply(reply, dns.message.from_wire(query))
    return None if isinstance(read, Unknown) else meaning(read)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("payload", [None, 1232])
@pytest.mark.parametrize("checking", [True, False])
def test_a_query_is_the_one_that_the_library_would_write(kind: RecordType, payload: int | None, checking: bool) -> None:
    written = dns.message.from_wire(write_query(7, WIRE_NAME, kind, payload=payload, checking=checking))

    assert (written.id, written.question[0].name, written.question[0].rdtype) == (
        7,
        NAME,
        dns.rdatatype.from_text(kind),
    )
    assert (written.edns, bool(written.flags & dns.flags.AD)) == ((0, True) if payload else (-1, False))
    assert written.payload == (payload or 0)
    assert bool(written.flags & dns.flags.CD) is not checking


@given(
    st.one_of(st.text(max_size=30), st.lists(st.text("ab-_.\\", max_size=64), max_size=10).map(".".join))
    | st.integers(240, 260).map(lambda size: "a." * (size // 2) + "a" * (size % 2))
)
def test_a_name_is_written_as_the_library_would_or_refused_as_it_would(text: str) -> None:
    try:
        expected = dns.name.Name(
            [*(label.encode("ascii") for label in text.removesuffix(".").split(".")), b""]
        ).to_wire()
    except (dns.exception.DNSException, UnicodeEncodeError):
        expected = None

    assert write_name(text) == expected


SHAPES: dict[str, tuple[RecordType, Behaviour]] = {
    **{f"{kind} {text}": (kind, records(text)) for kind, texts in DATA.items() for text in texts},
    **{f"all of {kind}": (kind, records(*texts)) for kind, texts in DATA.items()},
    "an alias": ("TXT", records('"x"', alias="there.example.")),
    "an alias that leads out": ("TXT", records(alias="there.example.")),
    "no data": ("MX", records()),
    "no such name": ("MX", fails(dns.rcode.NXDOMAIN)),
    "a failure": ("MX", fails(dns.rcode.SERVFAIL)),
    "a refusal": ("MX", fails(dns.rcode.REFUSED)),
}
PLAIN = {"A", "AAAA", "NS", "MX", "TXT"}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reply_says_the_same_both_ways(shape: str) -> None:
    kind, behave = SHAPES[shape]
    query = query_of(kind)
    (reply,) = behave(dns.message.from_wire(query), "udp")

    read = read_plain(reply, query, kind)

    by_the_library = by_library(reply, query)
    assert read in (None, by_the_library)
    if isinstance(by_the_library, Found | NotThere) and kind in PLAIN:
        assert read == by_the_library
        if isinstance(read, Found):
            assert isinstance(by_the_library, Found)
            assert (read.authenticated, read.alias) == (by_the_library.authenticated, by_the_library.alias)


def test_what_is_plain_needs_no_library() -> None:
    query = query_of("MX")
    (reply,) = records("20 b.example.", "10 a.example.")(dns.message.from_wire(query), "udp")

    assert read_plain(reply, query, "MX") == Found((Mx(10, "a.example"), Mx(20, "b.example")))


@pytest.mark.parametrize(
    "change",
    [
        lambda reply: b"\xff\xff" + reply[2:],  # another number
        lambda reply: reply[:2] + struct.pack("!H", 0x0100) + reply[4:],  # no reply
        lambda reply: reply[:2] + struct.pack("!H", 0x8380) + reply[4:],  # cut short
        lambda reply: reply[:12] + b"\x04nome" + reply[17:],  # another question
        lambda reply: reply + b"\0",
        lambda reply: reply[:-1],
        lambda reply: b"",
    ],
)
def test_what_is_no_plain_reply_to_the_query_is_left_to_the_library(change: object) -> None:
    query = query_of("A")
    (reply,) = records("192.0.2.1")(dns.message.from_wire(query), "udp")

    assert read_plain(cast("type[bytes]", change)(reply), query, "A") is None


def test_the_upper_bits_of_the_code_are_not_overlooked() -> None:
    query = query_of("A")
    reply = dns.message.make_response(dns.message.from_wire(query))
    reply.set_rcode(dns.rcode.BADVERS)  # 16: the four lower bits, in the head, are those of NOERROR

    assert read_plain(reply.to_wire(), query, "A") is None


def real_replies() -> list[tuple[RecordType, bytes, bytes]]:
    found = []
    for kind, behave in SHAPES.values():
        query = query_of(kind)
        found += [(kind, query, reply) for reply in behave(dns.message.from_wire(query), "udp")]
    return found


DAMAGE = st.lists(st.tuples(st.integers(0, 300), st.binary(min_size=1, max_size=4)), max_size=4)


@given(st.sampled_from(real_replies()), DAMAGE)
def test_a_damaged_reply_never_says_something_else(
    real: tuple[RecordType, bytes, bytes], damage: list[tuple[int, bytes]]
) -> None:
    kind, query, reply = real
    for place, noise in damage:
        reply = reply[: place % len(reply)] + noise + reply[place % len(reply) + len(noise) :]

    read = read_plain(reply, query, kind)

    assert read is None or read == by_library(reply, query)


LABELS = st.lists(st.sampled_from(["home", "a", "b", "HOME", "x-1", "_dmarc"]), min_size=1, max_size=3)
NAMES = LABELS.map(lambda labels: dns.name.from_text(".".join([*labels, "example"])))


@given(
    st.sampled_from(["A", "MX", "TXT", "NS", "AAAA", "CAA"]),
    st.lists(st.tuples(NAMES | st.just(NAME), st.sampled_from(["A", "MX", "TXT", "CNAME", "NS"])), max_size=5),
    st.lists(st.tuples(NAMES | st.just(NAME), st.sampled_from(["SOA", "NS"])), max_size=2),
    st.sampled_from([dns.rcode.NOERROR, dns.rcode.NXDOMAIN, dns.rcode.SERVFAIL]),
    st.booleans(),
)
@example("TXT", [(NAME, "CNAME"), (NAME, "TXT")], [], dns.rcode.NOERROR, True)
@example("TXT", [(NAME, "CNAME"), (dns.name.from_text("a.example"), "TXT")], [], dns.rcode.NOERROR, True)
@example("MX", [], [(dns.name.from_text("example"), "SOA")], dns.rcode.NOERROR, False)
@example("MX", [(NAME, "CNAME")], [(dns.name.from_text("example"), "SOA")], dns.rcode.NXDOMAIN, False)
def test_any_mixture_of_records_says_the_same_both_ways(
    kind: RecordType,
    answer: list[tuple[dns.name.Name, str]],
    authority: list[tuple[dns.name.Name, str]],
    code: dns.rcode.Rcode,
    authenticated: bool,
) -> None:
    texts = {
        "A": "192.0.2.1",
        "MX": "10 mail.example.",
        "TXT": '"x"',
        "NS": "ns.example.",
        "CNAME": "a.example.",
        "SOA": "ns.example. host.example. 1 2 3 4 5",
    }
    query = query_of(kind)
    reply = dns.message.make_response(dns.message.from_wire(query))
    reply.set_rcode(code)
    reply.flags |= dns.flags.AD if authenticated else 0
    for section, rows in ((reply.answer, answer), (reply.authority, authority)):
        section.extend(
            dns.rrset.from_text(owner, 300, "IN", type_, texts[type_]) for owner, type_ in dict.fromkeys(rows)
        )
    wire = reply.to_wire()

    read = read_plain(wire, query, kind)

    assert read is None or read == by_library(wire, query)
