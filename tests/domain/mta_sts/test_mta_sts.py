"""MTA-STS policies and the light of email.transport: every row of its table, hostile pages, and failures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.facts.mta_sts import MtaSts
from carecheck.look.domain.mta_sts import BrokenPolicy, Policy, mta_sts, read_policy
from carecheck.look.domain.transport import transport
from carecheck.look.trail import BLOCKED
from carecheck.look.web import Fetched, NoPage
from tests.domain.judging import different_facts, light_and_code, with_each_failure
from tests.domain.mta_sts.worlds import CASES, HOME, URL, policy, world
from tests.domain.world import SERVFAIL, Rows, World


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
    found = without.look(mta_sts, HOME)

    assert without.fetched == []
    assert found == MtaSts("none", short_lived=False, mx_not_listed=False, listed=(), fault=None)
    assert (found.short_lived, found.mx_not_listed) == (False, False)


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


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"\xff", "not UTF-8"),
        (b"mode: none", "no version: STSv1"),
        (b"version: STSv1\nmode: strict", "mode: strict"),
        (b"version: STSv1\nmode: none\nmax_age: 9x", "max_age: 9x"),
        (b"version: STSv1\nmode: enforce\nmax_age: 9", "mx:"),
        (b"version: STSv1\nmode: enforce\nmax_age: 9\nmx: *", "mx: *"),
        (b"<html>" + b"x" * 200, "not a field: <html>" + "x" * 74),
    ],
)
def test_a_policy_that_is_no_use_is_told_with_its_fault(body: bytes, fault: str) -> None:
    found = world(policy(body)).look(mta_sts, HOME)

    assert found == MtaSts("unusable", short_lived=False, mx_not_listed=False, listed=(), fault=fault)
    assert (found.short_lived, found.mx_not_listed) == (False, False)


@pytest.mark.parametrize(
    ("fetched", "fault"),
    [
        (policy(kind="text/html"), "not text/plain, or over 64 KiB"),
        (policy(b"", 404), "status 404"),
        (NoPage("certificate", "expired"), "certificate: expired"),
        (NoPage("no_address"), "mta-sts host: no_address"),
    ],
)
def test_an_answer_without_a_policy_is_told_with_its_fault(fetched: Fetched, fault: str) -> None:
    assert world(fetched).look(mta_sts, HOME).fault == fault


@pytest.mark.parametrize(
    ("fetched", "gap"),
    [
        (NoPage("refused"), Unknown("no_reply", "refused")),
        (NoPage("private"), BLOCKED),
        (policy(b"", 429), Unknown("no_reply", "status 429")),
        (policy(b"", 500), Unknown("no_reply", "status 500")),
        (SERVFAIL, SERVFAIL),
    ],
)
def test_a_server_that_fails_leaves_the_policy_open_with_its_reason(fetched: Fetched, gap: Unknown) -> None:
    assert world(fetched).look(mta_sts, HOME).policy == gap


def test_without_an_mx_the_domain_itself_must_be_listed() -> None:
    rows: Rows = {**world().rows, HOME: {"TXT": ["x"]}}
    listed = policy(b"version: STSv1\nmode: enforce\nmax_age: 604800\nmx: home.example")

    assert World(rows, pages={URL: listed}).look(mta_sts, HOME).mx_not_listed is False
    assert World(rows, pages={URL: policy()}).look(mta_sts, HOME).mx_not_listed is True
