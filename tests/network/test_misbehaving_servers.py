"""The network against name servers that fail in every way: a failure is Unknown, never "missing"."""

import dns.rcode
import pytest

from carecheck.facts.model import Unknown
from carecheck.look.dns_tries import MOST_ALIASES
from carecheck.look.lookups import Answer, Found, Mx, NotThere, Question
from tests.campaign.counting import Tried
from tests.conftest import StartMisbehaving
from tests.network.asking import ask
from tests.network.misbehaving import (
    Behaviour,
    cut_short,
    fails,
    half,
    in_turn,
    only_an_echo,
    over,
    records,
    says,
    silent,
    slow,
    together,
    wrong_id,
    wrong_question,
)

TXT = Question("home.example", "TXT")
MX = Question("home.example", "MX")
FOUND = Found((b"v=spf1 -all",))
good = records('"v=spf1 -all"')
servfail = fails(dns.rcode.SERVFAIL)


@pytest.mark.parametrize(
    ("behaviour", "answer"),
    [
        (servfail, Unknown("no_reply", "SERVFAIL")),
        (fails(dns.rcode.SERVFAIL, without_question=True), Unknown("no_reply", "SERVFAIL")),
        (fails(dns.rcode.REFUSED), Unknown("no_reply", "REFUSED")),
        (fails(dns.rcode.NOTIMP), Unknown("no_reply", "NOTIMP")),
        (fails(dns.rcode.FORMERR), Unknown("no_reply", "FORMERR")),
        (silent, Unknown("timed_out", "no reply in 0.2 s")),
        (says(b"garbage"), Unknown("unreadable", "ShortHeader")),
        (says(b"x" * 300), Unknown("unreadable", "BadLabelType")),
        (half(good), Unknown("unreadable", "FormError")),
        (wrong_id, Unknown("unreadable", "a reply to another question")),
        (wrong_question, Unknown("unreadable", "a reply to another question")),
        (only_an_echo, Unknown("unreadable", "a reply to another question")),
        (cut_short, Unknown("no_reply", "half a reply over TCP")),
        (over(udp=cut_short, tcp=half(good)), Unknown("no_reply", "half a reply over TCP")),
        (over(udp=cut_short, tcp=servfail), Unknown("no_reply", "SERVFAIL")),
        (over(udp=cut_short, tcp=says(b"garbage")), Unknown("unreadable", "over TCP: ShortHeader")),
        (over(udp=cut_short, tcp=wrong_id), Unknown("unreadable", "over TCP: BadResponse")),
        (over(udp=cut_short, tcp=slow(0.3, good)), Unknown("no_reply", "no long reply over TCP in 0.2 s")),
        (over(udp=cut_short, tcp=good), FOUND),
        (in_turn(servfail, good), FOUND),
        (in_turn(silent, good), FOUND),
        (in_turn(fails(dns.rcode.FORMERR), good), FOUND),
        (together(wrong_id, good), FOUND),
        (together(says(b"garbage"), good), FOUND),
        (records('"v=spf1" " -all"', alias="other.example."), FOUND),
        (records(alias="nothing.example."), NotThere("no_such_name", dangling=True)),
        (records(), NotThere("no_data")),
    ],
)
def test_what_a_server_does_becomes_the_right_outcome(
    misbehaving_dns: StartMisbehaving, behaviour: Behaviour, answer: Answer, tried: Tried
) -> None:
    tried("name servers")
    server = misbehaving_dns({TXT: behaviour, MX: records("10 mail.home.example.")})

    answers = ask(server.address, TXT, MX)

    assert answers == {TXT: answer, MX: Found((Mx(10, "mail.home.example"),))}


def test_aliases_that_lead_in_a_circle_come_to_an_end(misbehaving_dns: StartMisbehaving, tried: Tried) -> None:
    tried("name servers")
    here, there = Question("here.example", "TXT"), Question("there.example", "TXT")
    server = misbehaving_dns({here: records(alias="there.example."), there: records(alias="here.example.")})

    answers = ask(server.address, here)

    assert answers == {here: Unknown("unreadable", "aliases without end")}
    assert len(server.asked) == 1 + MOST_ALIASES
