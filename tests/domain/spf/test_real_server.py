"""SPF read from a real name server: split strings, aliases, records too long for one datagram, rounds."""

from carecheck.facts.spf import Spf
from carecheck.look.network import open_network
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from tests.conftest import DnsWorld

RANGES = " ".join(f"ip4:192.0.2.{place}" for place in range(150))
IN_STRINGS = '" "'.join(
    f"v=spf1 {RANGES} a:mail.post.example -all"[start : start + 250] for start in range(0, 2750, 250)
)
ZONES = {
    "home.example": """
        @     TXT   "v=spf1 mx include:_s" "pf.home.example ~a" "ll"
        @     TXT   "other"
        @     MX    10 mail.post.example.
        _spf  CNAME spf.post.example.
        """,
    "post.example": f"""
        spf   TXT   "{IN_STRINGS}"
        mail  AAAA  2001:db8::1
        """,
}


def test_a_record_is_read_whole_with_all_that_it_includes(dns_world: DnsWorld) -> None:
    network = open_network(dns_world(ZONES))
    try:
        groups, _ = look_at_domain("home.example", [probes_for("domain")["spf"]], network)
    finally:
        network.close()

    facts = groups["spf"]
    assert isinstance(facts, Spf)
    assert facts.texts == ("v=spf1 mx include:_spf.home.example ~all",)
    assert (facts.broken, facts.passes_everyone, facts.ending) == (False, False, "~all")
    assert (facts.lookups_at_least, facts.void_lookup) == (3, False)
