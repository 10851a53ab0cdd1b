"""Every question of a domain's checks made to fail in every way, against a real server on loopback.

What failed is never OK unless it does not matter, and never "missing".
"""

import json
from datetime import UTC, datetime

import dns.rcode
import pytest

from carecheck.domain_names import read_domain_name
from carecheck.look.collected import Collected, Seen
from carecheck.look.domain.registration import Registry
from carecheck.look.lookups import Question
from carecheck.look.probes import probes_for
from carecheck.look.rounds import look_at_domain
from carecheck.look.web import Page
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from carecheck.report import Result, broken_rules
from tests.campaign.counting import Tried
from tests.domain.dkim.keys import STRONG
from tests.network.asking import network_at
from tests.network.misbehaving import (
    Behaviour,
    MisbehavingDns,
    cut_short,
    fails,
    half,
    only_an_echo,
    records,
    says,
    silent,
    wrong_id,
    wrong_question,
)
from tests.web.pages import Pages

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOME = "home.example"
MICROSOFT = "home-example.mail.protection.outlook.com"
ASKED = ["domain.holder", "email.shared_boxes", "email.two_step"]  # only people answer these
PLAN = make_plan(domains=[HOME], skip=ASKED)

GOOD = {
    Question(HOME, "TXT"): records('"v=spf1 include:spf.mail.example a:web.home.example -all"', '"other=1"'),
    Question(HOME, "MX"): records(f"10 {MICROSOFT}.", "20 mx2.mail.example."),
    Question(f"_dmarc.{HOME}", "TXT"): records('"v=DMARC1; p=reject; rua=mailto:reports@home.example"'),
    Question(f"_mta-sts.{HOME}", "TXT"): records('"v=STSv1; id=1;"'),
    Question(f"_smtp._tls.{HOME}", "TXT"): records('"v=TLSRPTv1; rua=mailto:reports@home.example"'),
    Question(HOME, "DS"): records("12345 13 2 " + "AB" * 32),
    Question(HOME, "CAA"): records('0 issue "letsencrypt.org"'),
    Question(f"selector1._domainkey.{HOME}", "TXT"): records(f'"{STRONG[:200]}" "{STRONG[200:]}"'),
    Question("spf.mail.example", "TXT"): records('"v=spf1 include:more.mail.example ip4:192.0.2.0/24 -all"'),
    Question("more.mail.example", "TXT"): records('"v=spf1 ip4:198.51.100.0/24 -all"'),
    Question("web.home.example", "A"): records("192.0.2.80"),
    Question(MICROSOFT, "A"): records("192.0.2.25"),
    Question("mx2.mail.example", "A"): records("192.0.2.26"),
}
POLICY = f"version: STSv1\nmode: enforce\nmax_age: 604800\nmx: {MICROSOFT}\nmx: mx2.mail.example\n".encode()
REGISTERED = {
    "ldhName": HOME,
    "events": [{"eventAction": "expiration", "eventDate": "2027-11-24"}],
    "status": ["client transfer prohibited"],
}
PAGES = {
    f"https://mta-sts.{HOME}/.well-known/mta-sts.txt": Page("", 200, (("content-type", "text/plain"),), POLICY, True),
    f"https://registry.example/domain/{HOME}": Page("", 200, (), json.dumps(REGISTERED).encode(), True),
}
INHERITED = {
    **GOOD,
    Question(f"_dmarc.{HOME}", "TXT"): fails(dns.rcode.NXDOMAIN),
    Question("_dmarc.example", "TXT"): records('"v=DMARC1; p=none; rua=mailto:reports@example"'),
}
WAYS: dict[str, Behaviour] = {
    "SERVFAIL": fails(dns.rcode.SERVFAIL),
    "REFUSED": fails(dns.rcode.REFUSED),
    "NOTIMP": fails(dns.rcode.NOTIMP),
    "silent": silent,
    "truncated without TCP": cut_short,
    "wrong id": wrong_id,
    "wrong question": wrong_question,
    "only an echo": only_an_echo,
    "garbage": says(b"\x00\x01garbage" * 4),
    "half a message": half(fails(dns.rcode.NOERROR)),
}


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry that keeps names that end in example."""
    ours = Registry(endings=["example"], url="https://registry.example/")
    monkeypatch.setattr("carecheck.look.domain.registration._registry_of", lambda domain: ours)


def results(server: MisbehavingDns, try_seconds: float = 2.0) -> dict[str, Result]:
    """The results of all domain checks of the home. A server that keeps silent is better not waited for that long."""
    network = network_at(server.address, try_seconds=try_seconds)
    try:
        groups, evidence = look_at_domain(HOME, probes_for("domain").values(), network, web=Pages(PAGES))
    finally:
        network.close()
    by_group = {name: (one,) for name, one in evidence.items()}
    seen = Seen(HOME, "domain", read_domain_name(HOME).shown, groups, by_group, MOMENT)
    report = make_report(PLAN, Collected(MOMENT, MOMENT, False, (seen,)), "00000000-0000-4000-8000-000000000000")
    assert broken_rules(report) == []
    return {result.check_id: result for result in report.results}


def asked_in(world: dict[Question, Behaviour]) -> list[Question]:
    """Every question that a look at this world asks."""
    with MisbehavingDns(world) as server:
        results(server)
        return sorted({question for question, _ in server.asked})


def said(result: Result) -> tuple[str, str | None]:
    return result.light, result.rule.code if result.rule else None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("world", [GOOD, INHERITED], ids=["good", "inherited"])
def test_a_question_that_fails_leaves_a_light_as_it_is_or_not_checked(
    world: dict[Question, Behaviour], way: str, tried: Tried
) -> None:
    with MisbehavingDns(world, tcp=False) as server:
        before = {check: said(result) for check, result in results(server).items()}
    for question in asked_in(world):
        tried("name servers")
        badly = half(world[question]) if way == "half a message" and question in world else WAYS[way]
        with MisbehavingDns({**world, question: badly}, tcp=False) as server:
            after = {check: said(result) for check, result in results(server, try_seconds=0.05).items()}

        changed = {check for check, one in after.items() if one != before[check]}
        assert {after[check] for check in changed} <= {("unknown", None)}, question


@pytest.mark.parametrize("question", list(GOOD), ids=lambda question: f"{question.type} {question.name}")
def test_every_question_of_a_good_domain_matters_to_some_light(question: Question) -> None:
    """So that the test before this one cannot pass because nothing was asked."""
    with MisbehavingDns({**GOOD, question: fails(dns.rcode.SERVFAIL)}) as server:
        lights = {result.light for result in results(server).values()}

    assert "unknown" in lights


def test_a_good_domain_is_ok_in_all_its_checks() -> None:
    with MisbehavingDns(GOOD) as server:
        assert {result.light for result in results(server).values()} == {"green"}


NEEDED = [question for question in GOOD if question.name not in (HOME, f"selector1._domainkey.{HOME}")]


@pytest.mark.parametrize("question", NEEDED, ids=lambda q: f"{q.type} {q.name}")
def test_a_name_that_vanishes_is_never_ok_where_it_is_needed(question: Question, tried: Tried) -> None:
    tried("name servers")
    with MisbehavingDns({**GOOD, question: fails(dns.rcode.NXDOMAIN)}) as server:
        lights = [result.light for result in results(server).values()]

    assert set(lights) & {"red", "amber"}


def test_a_key_that_vanishes_is_not_checked_while_others_may_exist() -> None:
    key = Question(f"selector1._domainkey.{HOME}", "TXT")
    with MisbehavingDns({**GOOD, key: fails(dns.rcode.NXDOMAIN)}) as server:
        assert said(results(server)["email.dkim"]) == ("unknown", None)
