"""DNSSEC: the facts, the lights of domain.dnssec, and each look-up failing in turn."""

from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.dnssec import Dnssec
from carecheck.facts.model import Unknown
from carecheck.look.domain.dnssec import dnssec
from carecheck.look.lookups import Answer, Found, Question
from tests.domain.judging import different_facts, light_and_code, verdict_of, with_each_failure
from tests.domain.world import NO_DATA, NO_SUCH_NAME, SERVFAIL, TIMED_OUT, Rows, World

HOME: Final = "home.example"
DS: Final = "12345 13 2 " + "AB" * 32
KEY: Final = "257 3 13 " + "A" * 86 + "=="

DATA: Final[Rows] = {HOME: {"TXT": ["v=spf1 -all"], "MX": [(10, "mx.example")], "NS": ["ns.example"]}}
SIGNED: Final = Question(HOME, "DS")
UNCHECKED: Final = Question(HOME, "TXT", checking=False)
BOTH_FAIL: Final[Mapping[Question, Answer]] = {Question(HOME, "TXT"): SERVFAIL, Question(HOME, "MX"): SERVFAIL}


def found(text: str, *, authenticated: bool = True, alias: bool = False) -> Answer:
    return Found((text,), authenticated, alias)


VALIDATED: Final[Mapping[Question, Answer]] = {
    SIGNED: found(DS),
    Question(HOME, "TXT"): Found((b"v=spf1 -all",), authenticated=True),
}
BOGUS: Final = World(DATA, {**BOTH_FAIL, SIGNED: found(DS), UNCHECKED: Found((b"v=spf1 -all",))})
INSIDE: Final = "mail.home.example"
BELOW: Final[Rows] = {**DATA, INSIDE: {"TXT": ["x"]}}
TXT_INSIDE: Final = Question(INSIDE, "TXT")

# The world, the domain, the light, and the rule that gives it.
CASES: Final[Mapping[str, tuple[World, str, str, str | None]]] = {
    "signed and validated": (World(DATA, VALIDATED), HOME, "green", "signed"),
    "signed, and nothing is there": (
        World({HOME: {"NS": ["ns.example"]}}, {SIGNED: found(DS)}),
        HOME,
        "green",
        "signed",
    ),
    "signed in a way that cannot be checked": (World(DATA, {SIGNED: found(DS)}), HOME, "unknown", None),
    "signed, not validated here": (World(DATA, {SIGNED: found(DS, authenticated=False)}), HOME, "green", "signed"),
    "not signed": (World(DATA), HOME, "amber", "not_signed"),
    "keys, but nothing at the parent": (World(DATA, {Question(HOME, "DNSKEY"): found(KEY)}), HOME, "amber", "half"),
    "bogus": (BOGUS, HOME, "red", "fails"),
    "all fails, also without validation": (BOGUS.but(UNCHECKED, SERVFAIL), HOME, "unknown", None),
    "all fails, but the zone is not signed": (BOGUS.but(SIGNED, NO_DATA), HOME, "amber", "not_signed"),
    "all fails, and the parent cannot be read": (BOGUS.but(SIGNED, SERVFAIL), HOME, "unknown", None),
    "all times out": (BOGUS.but(Question(HOME, "MX"), TIMED_OUT), HOME, "unknown", None),
    "one answer comes": (BOGUS.but(Question(HOME, "MX"), NO_DATA), HOME, "unknown", None),
    "a router that does not know DS": (World(DATA, {SIGNED: NO_SUCH_NAME}), HOME, "unknown", None),
    "a name inside a signed zone": (
        World(BELOW, {SIGNED: found(DS), TXT_INSIDE: Found((b"x",), authenticated=True)}),
        INSIDE,
        "green",
        "signed",
    ),
    "a name that only stands below a signed one": (World(BELOW, {SIGNED: found(DS)}), INSIDE, "unknown", None),
    "a name inside a zone that is not signed": (World(BELOW), INSIDE, "amber", "not_signed"),
    "an alias to a signed zone": (
        World(BELOW, {Question(INSIDE, "DS"): found(DS, alias=True), Question(INSIDE, "NS"): found("ns", alias=True)}),
        INSIDE,
        "amber",
        "not_signed",
    ),
    "no zone at all": (World({HOME: {"TXT": ["x"]}}), HOME, "unknown", None),
    "not the home's own": (World({}), "gmail.com", "not_needed", None),
}


@pytest.mark.parametrize("case", CASES)
def test_a_world_gives_the_light_of_its_row(case: str) -> None:
    world, domain, light, code = CASES[case]

    assert light_and_code("domain.dnssec", world, domain) == (light, code)


# One more failure makes these what a bogus domain is: all fails, but for what comes without validation.
NEARLY_BOGUS: Final = ("all times out", "one answer comes")


@pytest.mark.parametrize("case", [case for case in CASES if case not in NEARLY_BOGUS])
def test_no_failure_makes_a_light_or_a_fact_another(case: str) -> None:
    world, domain, light, code = CASES[case]
    wholly = world.look(dnssec, domain)

    for failing in with_each_failure(world, dnssec, domain):
        assert light_and_code("domain.dnssec", failing, domain) in ((light, code), ("unknown", None))
        assert different_facts(failing.look(dnssec, domain), wholly) == []


def test_a_signed_domain_costs_one_question_besides_its_txt_and_mx() -> None:
    world = World(DATA, VALIDATED)

    assert world.look(dnssec, HOME) == Dnssec(signed="whole", confirmed=True, bogus=False)
    assert [question.type for question in world.asked()] == ["DS", "MX", "TXT"]


def test_a_domain_that_is_not_signed_costs_two_rounds() -> None:
    world = World(DATA)

    world.look(dnssec, HOME)

    assert [len(asked) for asked in world.rounds] == [3, 2]


@pytest.mark.parametrize(("authenticated", "notes"), [(True, 0), (False, 1)])
def test_a_signature_that_nobody_checked_here_gets_a_note(authenticated: bool, notes: int) -> None:
    world = World(DATA, {**VALIDATED, SIGNED: found(DS, authenticated=authenticated)})

    assert len(verdict_of("domain.dnssec", world, HOME).notes) == notes


KINDS: Final = ["TXT", "MX", "DS", "NS", "DNSKEY"]


@given(
    st.sampled_from([case for case in CASES if case != "not the home's own"]),
    st.sets(st.tuples(st.sampled_from([HOME, INSIDE]), st.sampled_from(KINDS))),
)
def test_no_gaps_in_any_world_make_a_fact_claim_something_else(case: str, gaps: set[tuple[str, str]]) -> None:
    world, domain, _, _ = CASES[case]
    instead = {Question(name, kind): TIMED_OUT for name, kind in gaps}  # type: ignore[arg-type]
    partly = World(world.rows, {**world.instead, **instead})

    assert different_facts(partly.look(dnssec, domain), world.look(dnssec, domain)) == []


def test_a_silent_network_claims_nothing() -> None:
    world = World(DATA, {Question(HOME, kind): TIMED_OUT for kind in KINDS})  # type: ignore[arg-type]

    facts = world.look(dnssec, HOME)

    assert all(isinstance(fact, Unknown) for fact in (facts.signed, facts.confirmed, facts.bogus))


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("no zone at all", "no zone was found that holds the name"),
        ("a name that only stands below a signed one", "signed over it, and nothing shows that it is signed too"),
    ],
)
def test_what_shows_no_zone_is_told_with_its_reason(case: str, why: str) -> None:
    world, domain, _, _ = CASES[case]

    assert world.look(dnssec, domain).signed == Unknown("not_seen", why)


def test_what_is_not_signed_is_not_confirmed() -> None:
    assert World(DATA).look(dnssec, HOME).confirmed is False
