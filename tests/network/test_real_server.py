"""The network against a real name server: each outcome of a look-up, told apart."""

import time

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.lookups import Answer, Found, Mx, NotThere, Question, RecordType
from carecheck.look.network import open_network
from tests.conftest import DnsWorld

LONG = '" "'.join("x" * 250 for _ in range(8))
ZONES = {
    "home.example": f"""
        @            TXT   "v=spf1 include:a.example" " -all"
        @            MX    20 backup.post.example.
        @            MX    10 MAIL
        mail         A     192.0.2.1
        mail         AAAA  2001:db8::1
        @            CAA   0 issue "ca.example"
        _25._tcp.mail TLSA 3 1 1 {"AB" * 32}
        deep.below   TXT   "x"
        long         TXT   "{LONG}"
        inside       CNAME mail
        outside      CNAME here.post.example.
        dangling     CNAME gone.home.example.
        far-dangling CNAME gone.post.example.
        circle       CNAME circle.post.example.
        away         NS    ns.elsewhere.example.
        null         MX    0 .
        """,
    "post.example": """
        here   TXT   "k=rsa"
        circle CNAME circle.home.example.
        """,
}


def ask(address: str, name: str, kind: RecordType) -> Answer:
    question = Question(name, kind)
    network = open_network(address)
    try:
        return network.ask([question], time.monotonic() + 6)[question]
    finally:
        network.close()


@pytest.mark.parametrize(
    ("name", "kind", "answer"),
    [
        ("home.example", "TXT", Found((b"v=spf1 include:a.example -all",))),
        ("home.example", "MX", Found((Mx(10, "mail.home.example"), Mx(20, "backup.post.example")))),
        ("null.home.example", "MX", Found((Mx(0, ""),))),
        ("mail.home.example", "A", Found(("192.0.2.1",))),
        ("mail.home.example", "AAAA", Found(("2001:db8::1",))),
        ("home.example", "NS", Found(("ns.test",))),
        ("home.example", "CAA", Found(('0 issue "ca.example"',))),
        ("_25._tcp.mail.home.example", "TLSA", Found((f"3 1 1 {'ab' * 32}",))),
        ("_25._tcp.home.example", "TLSA", NotThere("no_such_name")),
        ("home.example", "DS", NotThere("no_data")),
        ("mail.home.example", "TXT", NotThere("no_data")),
        ("below.home.example", "TXT", NotThere("no_data")),
        ("nothing.home.example", "TXT", NotThere("no_such_name")),
        ("no-such-home.example", "MX", NotThere("no_such_name")),
        ("long.home.example", "TXT", Found((b"x" * 2000,))),
        ("inside.home.example", "A", Found(("192.0.2.1",))),
        ("inside.home.example", "TXT", NotThere("no_data")),
        ("outside.home.example", "TXT", Found((b"k=rsa",))),
        ("outside.home.example", "MX", NotThere("no_data")),
        ("dangling.home.example", "TXT", NotThere("no_such_name", dangling=True)),
        ("far-dangling.home.example", "TXT", NotThere("no_such_name", dangling=True)),
        ("circle.home.example", "TXT", Unknown("unreadable", "aliases without end")),
        ("x.away.home.example", "TXT", Unknown("no_reply", "it only named another name server")),
    ],
)
def test_each_outcome_is_told_apart(dns_world: DnsWorld, name: str, kind: RecordType, answer: Answer) -> None:
    address = dns_world(ZONES)

    assert ask(address, name, kind) == answer
