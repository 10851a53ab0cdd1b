"""No bytes from a name server may do more than become an answer or a gap."""

import dns.message
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.dns_exchange import Alias
from carecheck.look.dns_library import meaning, read_reply
from carecheck.look.lookups import Found, NotThere
from tests.campaign.counting import Tried
from tests.network.misbehaving import records

QUERY = dns.message.make_query("home.example", "TXT", use_edns=0, id=0)
REAL = [
    reply
    for behaviour in (records('"v=spf1 -all"', '"other"'), records('"x"', alias="a.example."), records())
    for reply in behaviour(QUERY, "udp")
]


DAMAGE = st.lists(st.tuples(st.integers(0, 200), st.binary(min_size=1, max_size=4)), max_size=5)


def test_any_bytes_are_read_without_a_fault(tried: Tried) -> None:
    @given(st.binary(max_size=600))
    def feed(noise: bytes) -> None:
        tried("inputs made to confuse")
        assert isinstance(read_reply(noise, QUERY), Unknown | dns.message.Message)

    feed()


def test_a_damaged_reply_is_an_answer_or_a_gap(tried: Tried) -> None:
    @given(st.sampled_from(REAL), DAMAGE)
    def feed(reply: bytes, damage: list[tuple[int, bytes]]) -> None:
        tried("inputs made to confuse")
        for place, noise in damage:
            reply = reply[: place % len(reply)] + noise + reply[place % len(reply) + len(noise) :]

        read = read_reply(reply, QUERY)

        assert isinstance(read if isinstance(read, Unknown) else meaning(read), Found | NotThere | Alias | Unknown)

    feed()
