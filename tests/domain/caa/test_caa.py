"""CAA: the facts, the lights of domain.caa, and each look-up failing in turn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.caa import Caa
from carecheck.facts.model import Unknown
from carecheck.look.domain.caa import caa
from carecheck.look.lookups import Question
from tests.domain.caa.worlds import CASES, CHOSEN, HOME, world_with
from tests.domain.judging import different_facts, light_and_code, verdict_of, with_each_failure
from tests.domain.world import NO_DATA, TIMED_OUT, World


@pytest.mark.parametrize("case", CASES)
def test_a_world_gives_the_light_of_its_row(case: str) -> None:
    own, over, light, code = CASES[case]

    assert light_and_code("domain.caa", world_with(own, over), HOME) == (light, code)


@pytest.mark.parametrize("case", CASES)
def test_no_failure_makes_a_light_or_a_fact_another(case: str) -> None:
    own, over, light, code = CASES[case]
    world = world_with(own, over)
    wholly = world.look(caa, HOME)

    for failing in with_each_failure(world, caa, HOME):
        assert light_and_code("domain.caa", failing, HOME) in ((light, code), ("unknown", None))
        assert different_facts(failing.look(caa, HOME), wholly) == []


def test_the_records_over_it_give_these_facts() -> None:
    world = world_with(NO_DATA, [CHOSEN, '0 issue "digicert.com; account=1"', '0 issuewild ";"'])

    assert world.look(caa, HOME) == Caa(
        restricts=True,
        forbids_all=False,
        critical_unknown=False,
        issuers=("digicert.com", "letsencrypt.org"),
        found_at="example",
    )


def test_all_names_are_asked_side_by_side() -> None:
    world = World({"a.b.home.example": {"TXT": ["x"]}})

    world.look(caa, "a.b.home.example")

    assert [sorted(question.name for question in asked) for asked in world.rounds] == [
        ["a.b.home.example", "b.home.example", "example", "home.example"]
    ]


def test_that_nobody_may_is_told_to_be_right_only_without_a_website() -> None:
    assert len(verdict_of("domain.caa", world_with(['0 issue ";"'], NO_DATA), HOME).notes) == 1


def test_what_stands_in_a_record_is_shown_harmless() -> None:
    facts = world_with([f'0 issue "a\x1b[31m\u200e{"x" * 5_000}"'], NO_DATA).look(caa, HOME)

    assert isinstance(facts.issuers, tuple)
    assert all(len(name) <= 200 and name.isprintable() for name in facts.issuers)


@given(st.lists(st.text(max_size=30).filter(lambda text: text.isascii()), min_size=1, max_size=4))
def test_any_records_are_read_without_a_fault(records: list[str]) -> None:
    facts = World({}, {}).but(Question(HOME, "CAA"), world_with(records, NO_DATA).answer(Question(HOME, "CAA")))

    assert isinstance(facts.look(caa, HOME), Caa)


@given(st.sampled_from(list(CASES)), st.sets(st.sampled_from([HOME, "example"])))
def test_no_gaps_in_any_world_make_a_fact_claim_something_else(case: str, gaps: set[str]) -> None:
    own, over, _, _ = CASES[case]
    world = world_with(own, over)
    partly = World(world.rows, {Question(name, "CAA"): TIMED_OUT for name in gaps})

    facts = partly.look(caa, HOME)

    assert different_facts(facts, world.look(caa, HOME)) == []
    assert HOME not in gaps or isinstance(facts.restricts, Unknown)


@pytest.mark.parametrize(
    "tag", ["issue", "issuewild", "iodef", "contactemail", "contactphone", "issuemail", "issuevmc"]
)
def test_a_critical_tag_that_every_company_knows_bars_nobody(tag: str) -> None:
    facts = world_with([f'128 {tag} "x"'], NO_DATA).look(caa, HOME)

    assert (facts.critical_unknown, facts.restricts) == (False, tag == "issue")


def test_what_no_set_of_records_restricts_is_told_as_no() -> None:
    facts = world_with(NO_DATA, NO_DATA).look(caa, HOME)

    assert facts == Caa(restricts=False, forbids_all=False, critical_unknown=False, issuers=(), found_at=None)
    assert (facts.forbids_all, facts.critical_unknown) == (False, False)


def test_records_that_cannot_be_read_are_told_with_their_place() -> None:
    facts = world_with(NO_DATA, [CHOSEN, "\\# 3 000102"]).look(caa, HOME)

    assert facts.restricts == Unknown("unreadable", "CAA records at example")
