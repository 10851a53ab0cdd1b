"""DKIM keys read from a real name server: split strings, aliases to other zones, aliases to nothing."""

from carecheck.facts.dkim import Dkim
from carecheck.look.network import open_network
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from tests.conftest import DnsWorld
from tests.domain.dkim.keys import RSA_2048, SHORT

ZONES = {
    "home.example": """
        @                      MX    10 home-example.mail.protection.outlook.com.
        selector1._domainkey   CNAME selector1-home-example._domainkey.tenant.example.
        selector2._domainkey   CNAME selector2-home-example._domainkey.tenant.example.
        """,
    "tenant.example": f"""
        selector1-home-example._domainkey TXT "v=DKIM1; k=rsa; p={RSA_2048[:200]}" "{RSA_2048[200:]}"
        """,
    "cut.example": f"""
        @                      MX    10 home-example.mail.protection.outlook.com.
        selector1._domainkey   TXT   "v=DKIM1; k=rsa; p={RSA_2048[:200]}"
        """,
    "given.example": f"""
        @                      MX    10 mail.given.example.
        care.2026._domainkey   TXT   "{SHORT}"
        """,
    "none.example": "@ MX 10 mail.none.example.",
}


def look(address: str, domain: str, *selectors: str) -> Dkim:
    network = open_network(address)
    try:
        groups, _ = look_at_domain(domain, [probes_for("domain")["dkim"]], network, selectors=selectors)
    finally:
        network.close()
    facts = groups["dkim"]
    assert isinstance(facts, Dkim)
    return facts


def test_a_key_in_two_strings_behind_an_alias_is_read_whole(dns_world: DnsWorld) -> None:
    facts = look(dns_world(ZONES), "home.example")

    assert facts.best == "strong"
    assert facts.keys == ("selector1: RSA, 2048 bits", "selector2: an alias that leads nowhere")


def test_a_key_that_was_cut_at_the_end_of_its_first_string_is_broken(dns_world: DnsWorld) -> None:
    assert look(dns_world(ZONES), "cut.example").best == "broken"


def test_a_selector_that_a_person_gives_is_found(dns_world: DnsWorld) -> None:
    facts = look(dns_world(ZONES), "given.example", "care.2026")

    assert (facts.best, facts.keys) == ("short", ("care.2026: RSA, 1024 bits",))


def test_nothing_below_domainkey_means_no_key(dns_world: DnsWorld) -> None:
    assert look(dns_world(ZONES), "none.example").best == "none"
