"""What the probe says of a domain's DMARC, and that gaps never make it claim something else."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.dmarc import Dmarc
from carecheck.facts.model import Unknown
from carecheck.look.domain.dmarc import MOST_REPORT_HOSTS, dmarc
from carecheck.look.lookups import Question
from tests.domain.dmarc.worlds import HOME, every_world, own_record
from tests.domain.judging import different_facts, with_each_failure
from tests.domain.world import DANGLING, NO_SUCH_NAME, SERVFAIL, TIMED_OUT, Records, World

GOOD: Final = "v=DMARC1; p=reject; rua=mailto:a@home.example"


def test_a_good_record_gives_these_facts() -> None:
    assert own_record(GOOD).look(dmarc, HOME) == Dmarc(
        found=True,
        policy="reject",
        testing=False,
        percent_under_100=False,
        subdomains_open=False,
        reports_to="email",
        reports_refused=False,
        misspelt=False,
        capital_tags=False,
        several=False,
        unusable=False,
        pointer_dead=False,
        misplaced_at_name=False,
        misplaced_twice=False,
        nearer_skipped=False,
        record_at="_dmarc.home.example",
        tags_not_valid=(),
    )


def test_a_domain_without_a_record_gives_these_facts() -> None:
    assert World({HOME: {"TXT": ["x"]}}).look(dmarc, HOME) == Dmarc(
        found=False,
        policy="not_used",
        testing=False,
        percent_under_100=False,
        subdomains_open=False,
        reports_to="nowhere",
        reports_refused=False,
        misspelt=False,
        capital_tags=False,
        several=False,
        unusable=False,
        pointer_dead=False,
        misplaced_at_name=False,
        misplaced_twice=False,
        nearer_skipped=False,
        record_at=None,
        tags_not_valid=(),
    )


def test_a_good_record_needs_one_question() -> None:
    world = own_record(GOOD)

    world.look(dmarc, HOME)

    assert world.asked() == [Question("_dmarc.home.example", "TXT")]


def test_a_missing_record_needs_two_rounds_of_questions() -> None:
    world = World({HOME: {"TXT": ["x"]}})

    world.look(dmarc, HOME)

    assert [sorted(question.name for question in asked) for asked in world.rounds] == [
        ["_dmarc.home.example"],
        ["_dmarc.example", "_dmarc.home.example.home.example", "home.example"],
    ]


def test_an_unread_record_leaves_all_open() -> None:
    facts = World({"_dmarc.home.example": {"TXT": SERVFAIL}}).look(dmarc, HOME)

    assert facts == Dmarc.all_unknown(SERVFAIL)


def test_what_stands_at_the_name_is_certain_though_the_walk_was_not_read() -> None:
    rows = {"_dmarc.home.example": {"TXT": [GOOD, GOOD]}, "_dmarc.example": {"TXT": TIMED_OUT}}

    facts = World(rows).look(dmarc, HOME)  # type: ignore[arg-type]

    assert (facts.several, facts.unusable, facts.found, facts.policy) == (True, False, TIMED_OUT, TIMED_OUT)


@pytest.mark.parametrize(
    ("name", "policy"),
    [(["x"], "quarantine"), (DANGLING, "quarantine"), (NO_SUCH_NAME, "reject"), (SERVFAIL, SERVFAIL)],
)
def test_np_counts_only_for_a_name_that_does_not_exist(name: Records, policy: object) -> None:
    parent = "v=DMARC1; p=none; sp=quarantine; np=reject"
    world = World({"a.home.example": {"TXT": name}, "_dmarc.home.example": {"TXT": [parent]}})

    assert world.look(dmarc, "a.home.example").policy == policy


def test_an_inherited_record_tells_where_it_stands_and_what_it_skips() -> None:
    world = World({"_dmarc.b.home.example": {"TXT": ["v=DMARC1; p=none"]}, "_dmarc.home.example": {"TXT": [GOOD]}})

    facts = world.look(dmarc, "a.b.home.example")

    assert (facts.record_at, facts.policy, facts.nearer_skipped) == ("_dmarc.home.example", "reject", True)


def test_tags_with_values_that_are_not_valid_are_named() -> None:
    facts = own_record("v=DMARC1; p=reject; t=maybe; rua=a@home.example").look(dmarc, HOME)

    assert facts.tags_not_valid == ("rua", "t")


@pytest.mark.parametrize(
    ("rua", "reports_to"),
    [
        ("mailto:a@home.example", "email"),
        ("https://home.example/,mailto:a@home.example", "email"),
        ("https://home.example/", "other"),
        ("a@home.example", "nowhere"),
    ],
)
def test_where_reports_go_is_told(rua: str, reports_to: str) -> None:
    assert own_record(f"v=DMARC1; p=reject; rua={rua}").look(dmarc, HOME).reports_to == reports_to


def test_only_the_first_report_addresses_are_followed() -> None:
    addresses = ",".join(f"mailto:a@reports{number}.example" for number in range(MOST_REPORT_HOSTS + 1))
    hosts = [f"reports{number}.example" for number in range(MOST_REPORT_HOSTS)]
    rows = {f"home.example._report._dmarc.{host}": {"TXT": ["v=DMARC1"]} for host in hosts}
    world = World({**rows, "_dmarc.home.example": {"TXT": [f"v=DMARC1; p=reject; rua={addresses}"]}})  # type: ignore[dict-item]

    assert world.look(dmarc, HOME).reports_refused is False


CONSENT: Final = "home.example._report._dmarc.reports.example"


@pytest.mark.parametrize(
    ("rua", "consent", "refused"),
    [
        ("mailto:a@home.example", {}, False),
        ("mailto:a@mail.home.example", {}, False),
        ("https://reports.example/", {}, False),
        ("mailto:a@reports.example", {}, True),
        ("mailto:a@reports.example", {CONSENT: {"TXT": ["v=DMARC1"]}}, False),
        ("mailto:a@reports.example", {CONSENT: {"TXT": ["x", "v=DMARC1;"]}}, False),
        ("mailto:a@reports.example", {CONSENT: {"TXT": ["v=spf1 -all"]}}, True),
        ("mailto:a@reports.example", {CONSENT: {"TXT": ["v=dmarc1"]}}, True),
        ("mailto:a@reports.example", {CONSENT: {"TXT": DANGLING}}, True),
        ("mailto:a@reports.example", {CONSENT: {"TXT": SERVFAIL}}, SERVFAIL),
        ("mailto:a@reports.example", {"_dmarc.example": {"TXT": SERVFAIL}}, SERVFAIL),
        ("mailto:a@reports.example", {"_dmarc.example": {"TXT": ["v=DMARC1; p=none"]}}, False),
        ("mailto:a@reports.example,mailto:b@other.example", {CONSENT: {"TXT": SERVFAIL}}, True),
        ("mailto:a@home.example,mailto:b@reports.example", {}, True),
        (f"mailto:a@{'x' * 60}.{'x' * 60}.{'x' * 60}.{'x' * 60}", {}, True),
    ],
)
def test_reports_to_somebody_else_need_their_consent(rua: str, consent: object, refused: object) -> None:
    rows = {"_dmarc.home.example": {"TXT": [f"v=DMARC1; p=reject; rua={rua}"]}}

    facts = World({**rows, **consent}).look(dmarc, HOME)  # type: ignore[dict-item]

    assert facts.reports_refused == refused


@pytest.mark.parametrize(("length", "asked"), [(246, True), (247, False)])
def test_a_name_too_long_for_dns_is_never_asked(length: int, asked: bool) -> None:
    name = ".".join(["x" * 49] * 4 + ["x" * (length - 200)])
    world = World({})

    facts = world.look(dmarc, name)

    assert facts.found is False
    assert (Question(f"_dmarc.{name}", "TXT") in world.asked()) is asked


@pytest.mark.parametrize(("world", "domain"), every_world())
def test_no_failure_makes_a_fact_claim_something_else(world: World, domain: str) -> None:
    wholly = world.look(dmarc, domain)

    for failing in with_each_failure(world, dmarc, domain):
        assert different_facts(failing.look(dmarc, domain), wholly) == []


NAMES: Final = ["a.b.home.example", "b.home.example", "home.example", "example"]
TEXTS: Final = [
    GOOD,
    "v=DMARC1; p=none",
    "v=DMARC1; p=reject; sp=none",
    "v=DMARC1; p=quarantine; np=none; psd=n",
    "v=DMARC1; p=reject; sp=quarantine; np=reject; psd=y",
    "v=DMARC1; p=none; p=none",
    "v=DMARC1; p=reject; sp=x; rua=mailto:a@reports.example",
    "v=dmarc1; p=none",
    "x",
]
PLACES = [f"_dmarc.{name}" for name in NAMES] + ["a.b.home.example", "b.home.example._report._dmarc.reports.example"]
ROWS = st.dictionaries(
    st.sampled_from(PLACES), st.lists(st.sampled_from(TEXTS), max_size=2).map(lambda texts: {"TXT": texts}), max_size=6
)


@given(ROWS, st.sampled_from(NAMES), st.sets(st.integers(0, 12), max_size=4))
def test_no_gaps_in_any_world_make_a_fact_claim_something_else(
    rows: dict[str, dict[str, list[str]]], domain: str, gaps: set[int]
) -> None:
    world = World(rows)  # type: ignore[arg-type]
    wholly = world.look(dmarc, domain)
    asked = world.asked()
    partly = World(rows, {asked[gap]: TIMED_OUT for gap in gaps if gap < len(asked)})  # type: ignore[arg-type]

    assert different_facts(partly.look(dmarc, domain), wholly) == []
    assert not any(isinstance(value, Unknown) for value in (wholly.found, wholly.policy))
