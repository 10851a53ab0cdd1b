"""MTA-STS policies and the light of email.transport: every row of its table, hostile pages, and failures."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.domain.mta_sts import BrokenPolicy, Policy, mta_sts, read_policy
from carecheck.look.domain.transport import transport
from carecheck.look.web import Certificate, Fetched, NoPage, Page
from tests.domain.judging import different_facts, light_and_code, with_each_failure
from tests.domain.world import SERVFAIL, TIMED_OUT, Rows, World

HOME = "home.example"
URL = "https://mta-sts.home.example/.well-known/mta-sts.txt"
GOOD = b"version: STSv1\r\nmode: enforce\r\nmax_age: 604800\r\nmx: mx.home.example\r\nmx: *.mail.example\r\n"


def policy(body: bytes = GOOD, status: int = 200, kind: str = "text/plain", *, whole: bool = True) -> Page:
    return Page(URL, status, (("content-type", kind),), body, whole)


def world(
    fetched: Fetched | None = None,
    *hosts: str,
    record: str | None = "v=STSv1; id=1;",
    reports: str | None = "v=TLSRPTv1; rua=mailto:r@home.example",
) -> World:
    rows: Rows = {
        HOME: {"MX": [(10, host) for host in hosts or ("mx.home.example",)]},
        "_mta-sts.home.example": {"TXT": [record] if record else []},
        "_smtp._tls.home.example": {"TXT": [reports] if reports else []},
    }
    return World(rows, pages={URL: policy() if fetched is None else fetched})


EXPIRED = NoPage("certificate", "expired", Certificate(date(2026, 1, 1), date(2026, 2, 1), (), ""))
CASES: dict[str, tuple[World, str, str | None]] = {
    "good": (world(), "green", "private"),
    "a wildcard": (world(None, "a.mail.example"), "green", "private"),
    "capitals": (world(None, "A.mail.example"), "green", "private"),
    "a day": (world(policy(GOOD.replace(b"604800", b"86400"))), "green", "private"),
    "less than a day": (world(policy(GOOD.replace(b"604800", b"86399"))), "amber", "short_lived"),
    "an MX that is not listed": (world(None, "mx.home.example", "other.example"), "red", "turns_away"),
    "a wildcard stands for one label": (world(None, "a.b.mail.example"), "red", "turns_away"),
    "a wildcard stands for a label": (world(None, "mail.example"), "red", "turns_away"),
    "testing": (world(policy(GOOD.replace(b"enforce", b"testing")), "other.example"), "amber", "testing"),
    "turned off": (world(policy(b"version: STSv1\nmode: none\nmax_age: 1\n")), "amber", "turned_off"),
    "no record": (world(record=None), "amber", "missing"),
    "a record without id": (world(record="v=STSv1;"), "amber", "not_readable"),
    "no such page": (world(policy(b"", 404)), "amber", "not_readable"),
    "a redirect": (world(policy(b"", 301)), "amber", "not_readable"),
    "a web page": (world(policy(b"<html>", kind="text/html")), "amber", "not_readable"),
    "too long": (world(policy(whole=False)), "amber", "not_readable"),
    "rubbish": (world(policy(b"\xff\x00")), "amber", "not_readable"),
    "no such host": (world(NoPage("no_such_name")), "amber", "not_readable"),
    "a faulty certificate": (world(EXPIRED), "amber", "not_readable"),
    "a broken server": (world(policy(b"", 503)), "unknown", None),
    "refused": (world(NoPage("refused")), "unknown", None),
    "private": (world(NoPage("private")), "unknown", None),
    "no answer": (world(TIMED_OUT), "unknown", None),
    "no reports": (world(reports=None), "amber", "no_reports"),
    "reports to nobody": (world(reports="v=TLSRPTv1; rua=nobody"), "amber", "no_reports"),
    "two records": (
        World({**world().rows, "_mta-sts.home.example": {"TXT": ["v=STSv1; id=1;", "v=STSv1; id=2;"]}}),
        "amber",
        "several",
    ),
    "no mail": (World({HOME: {"MX": [(0, "")]}}), "not_needed", None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_world_gives_the_light_of_its_row(case: str) -> None:
    made, light, code = CASES[case]

    assert light_and_code("email.transport", made, HOME) == (light, code)


@pytest.mark.parametrize("probe", [mta_sts, transport])
@pytest.mark.parametrize("case", CASES)
def test_no_failure_makes_the_light_fine(case: str, probe: object) -> None:
    made, light, _ = CASES[case]

    for failing in with_each_failure(made, probe, HOME):
        with_gap, _ = light_and_code("email.transport", failing, HOME)
        assert with_gap == light or with_gap not in ("green", "not_needed")


@pytest.mark.parametrize("case", CASES)
def test_no_failure_makes_a_fact_claim_something_else(case: str) -> None:
    made, _, _ = CASES[case]
    wholly = made.look(mta_sts, HOME)

    for failing in with_each_failure(made, mta_sts, HOME):
        assert different_facts(failing.look(mta_sts, HOME), wholly) == []


def test_without_a_record_no_page_is_fetched() -> None:
    without = world(record=None)
    without.look(mta_sts, HOME)

    assert without.fetched == []


def test_an_unread_record_leaves_the_policy_open() -> None:
    unread = World({"_mta-sts.home.example": {"TXT": SERVFAIL}})

    assert unread.look(mta_sts, HOME).policy == SERVFAIL


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"version: STSv1\nmode: enforce\nmax_age: 0\nmx: A.example", Policy("enforce", 0, ("a.example",))),
        (
            b"mx:a.example\nmode:testing\nmax_age:31557600\nversion:STSv1\n\n",
            Policy("testing", 31557600, ("a.example",)),
        ),
        (b"version: STSv1\nmode: none\nmax_age: 1", Policy("off", 1, ())),
        (b"version: STSv1\nmode: none\nmode: enforce\nmax_age: 1", Policy("off", 1, ())),
        (b"version: STSv1\nx-new: y\nmode: none\nmax_age: 1", Policy("off", 1, ())),
    ],
)
def test_a_policy_that_keeps_the_rules_is_read(body: bytes, read: Policy) -> None:
    assert read_policy(body) == read


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"mode: enforce\nmax_age: 1\nmx: a.example", b"version: STSv2\nmode: none\nmax_age: 1"),
        *(b"version: STSv1\nmode: none", b"version: STSv1\nmode: None\nmax_age: 1", b"version: STSv1\nmax_age: 1"),
        *(b"version: STSv1\nmode: none\nmax_age: 31557601", b"version: STSv1\nmode: none\nmax_age: -1"),
        *(b"version: STSv1\nmode: none\nmax_age: 1e3", b"version: STSv1\nmode: none\nmax_age: \xd9\xa3"),
        *(b"version: STSv1\nmode: enforce\nmax_age: 1", b"version: STSv1\nmode: enforce\nmax_age: 1\nmx: *"),
        *(b"version: STSv1\nmode: enforce\nmax_age: 1\nmx: a.*.example", b"version: STSv1\nmode: none\nmax_age: 1\nx"),
    ],
)
def test_a_policy_that_breaks_a_rule_is_no_use(body: bytes) -> None:
    with pytest.raises(BrokenPolicy):
        read_policy(body)


@given(st.binary(max_size=300))
def test_whatever_the_page_holds_is_read_or_broken(body: bytes) -> None:
    found = world(policy(body)).look(mta_sts, HOME)

    assert not isinstance(found.policy, Unknown)
    assert isinstance(found.fault, str | None)
