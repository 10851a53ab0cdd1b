"""What the probe says of the domain itself, and that gaps never make it claim something else."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.domain import Domain
from carecheck.facts.model import Unknown
from carecheck.look.domain.domain import domain, owner_of
from carecheck.look.lookups import Question
from tests.domain.judging import different_facts, with_each_failure
from tests.domain.world import DANGLING, NO_DATA, NO_SUCH_NAME, SERVFAIL, TIMED_OUT, Rows, World

HOME: Final = "home.example"
UNREAD: Final = World({HOME: {"TXT": SERVFAIL, "MX": SERVFAIL}})


def test_a_home_s_domain_gives_these_facts() -> None:
    world = World({HOME: {"TXT": ["v=spf1 mx -all"], "MX": [(10, "mx.home.example")]}})

    assert world.look(domain, HOME) == Domain(exists=True, is_own=True, owner="own", has_mail=True)


def test_a_name_that_does_not_exist_gives_these_facts() -> None:
    assert World({}).look(domain, HOME) == Domain(
        exists=False, is_own=True, owner="own", has_mail=Unknown("no_such_name")
    )


def test_whose_it_is_is_known_without_dns() -> None:
    world = World({"nhs.net": {"TXT": SERVFAIL, "MX": TIMED_OUT}})

    assert world.look(domain, "nhs.net") == Domain(exists=SERVFAIL, is_own=False, owner="nhsmail", has_mail=SERVFAIL)


@pytest.mark.parametrize(
    ("txt", "mx", "exists"),
    [
        (["x"], NO_DATA, True),
        (NO_DATA, NO_DATA, True),
        (NO_DATA, SERVFAIL, True),
        (SERVFAIL, [(10, "mx.home.example")], True),
        (DANGLING, SERVFAIL, True),
        (NO_SUCH_NAME, NO_SUCH_NAME, False),
        (NO_SUCH_NAME, SERVFAIL, False),
        (SERVFAIL, NO_SUCH_NAME, False),
        (SERVFAIL, TIMED_OUT, SERVFAIL),
    ],
)
def test_one_answer_settles_whether_the_name_exists(txt: object, mx: object, exists: object) -> None:
    world = World({HOME: {"TXT": txt, "MX": mx}})  # type: ignore[dict-item]

    assert world.look(domain, HOME).exists == exists


def test_a_name_with_only_names_below_it_exists() -> None:
    assert World({"www.home.example": {"A": ["203.0.113.5"]}}).look(domain, HOME).exists is True


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        (HOME, "own"),
        ("gmail.com", "free"),
        ("hotmail.co.uk", "free"),
        ("icloud.com", "free"),
        ("btinternet.com", "broadband"),
        ("somebody.plus.com", "broadband"),
        ("virginmedia.com", "broadband"),
        ("nhs.net", "nhsmail"),
        ("careprovider.nhs.net", "nhsmail"),
        ("notgmail.com", "own"),
        ("gmail.com.home.example", "own"),
        ("nhs.uk", "own"),
        ("com", "own"),
    ],
)
def test_the_table_says_whose_a_domain_is(name: str, owner: str) -> None:
    assert owner_of(name) == owner


@pytest.mark.parametrize(
    ("mx", "txt", "has_mail"),
    [
        ([(10, "mx.home.example")], ["v=spf1 -all"], True),
        ([(0, ""), (10, "mx.home.example")], ["v=spf1 -all"], True),
        ([(0, "")], ["v=spf1 mx -all"], False),
        (NO_DATA, ["v=spf1 mx -all"], True),
        (NO_DATA, ["v=spf1 -all"], False),
        (NO_DATA, ["V=SPF1  -ALL "], False),
        (NO_DATA, ["v=spf1 ~all"], True),
        (NO_DATA, ["v=spf1 -all", "v=spf1 mx -all"], True),
        (NO_DATA, [" v=spf1 mx -all"], True),
        (NO_DATA, ["x"], False),
        (NO_DATA, NO_DATA, False),
        (NO_DATA, SERVFAIL, SERVFAIL),
        (SERVFAIL, ["v=spf1 -all"], SERVFAIL),
    ],
)
def test_mx_and_spf_say_whether_it_is_used_for_email(mx: object, txt: object, has_mail: object) -> None:
    world = World({HOME: {"MX": mx, "TXT": txt}})  # type: ignore[dict-item]

    assert world.look(domain, HOME).has_mail == has_mail


def test_only_questions_are_asked_that_others_ask_too() -> None:
    world = World({HOME: {"TXT": ["x"]}})

    world.look(domain, HOME)

    assert world.asked() == [Question(HOME, "MX"), Question(HOME, "TXT")]


TXT = st.sampled_from([["x"], ["v=spf1 -all"], ["v=spf1 mx -all"], NO_DATA])
MX = st.sampled_from([[(10, "mx.home.example")], [(0, "")], NO_DATA])
WORLDS: st.SearchStrategy[Any] = st.one_of(
    st.just({}), st.fixed_dictionaries({HOME: st.fixed_dictionaries({"TXT": TXT, "MX": MX})})
)


@given(WORLDS)
def test_no_failure_makes_a_fact_claim_something_else(rows: Rows) -> None:
    wholly = World(rows).look(domain, HOME)

    for failing in with_each_failure(World(rows), domain, HOME):
        assert different_facts(failing.look(domain, HOME), wholly) == []
