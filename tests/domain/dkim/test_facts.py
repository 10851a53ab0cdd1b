"""What the probe says of a domain's DKIM keys, what it asks, and that gaps never make it claim something else."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.dkim import Dkim
from carecheck.facts.model import Unknown
from carecheck.look.domain.dkim import dkim
from carecheck.look.lookups import Question
from tests.campaign.counting import Tried
from tests.domain.dkim.keys import BROKEN, REVOKED, SHORT, STRONG
from tests.domain.dkim.worlds import CASES, FILTER, GOOGLE, HOME, MICROSOFT, OWN, every_world, home, microsoft
from tests.domain.judging import different_facts, with_each_failure
from tests.domain.world import DANGLING, NO_DATA, SERVFAIL, TIMED_OUT, Records, Rows, World


def names_asked(world: World) -> list[list[str]]:
    """The selectors that were asked, round by round."""
    world.look(dkim, HOME)
    below = f"_domainkey.{HOME}"
    return [
        sorted(question.name.removesuffix(below).rstrip(".") for question in asked if question.name.endswith(below))
        for asked in world.rounds
    ]


def test_a_domain_with_two_keys_gives_these_facts() -> None:
    assert World(microsoft(selector1=[STRONG], selector2=[SHORT])).look(dkim, HOME) == Dkim(
        best="strong",
        keys=("selector1: RSA, 2048 bits", "selector2: RSA, 1024 bits"),
        tried=("selector1", "selector2"),
    )


def test_a_domain_without_keys_gives_these_facts() -> None:
    assert World(microsoft()).look(dkim, HOME) == Dkim(best="none", keys=(), tried=("selector1", "selector2"))


def test_keys_that_may_be_elsewhere_leave_only_that_open() -> None:
    facts = World(microsoft(tuesday=[STRONG])).look(dkim, HOME)

    assert isinstance(facts.best, Unknown)
    assert facts.best == Unknown("not_seen", "a key may exist, but stands at none of the selectors that were tried")
    assert (facts.keys, facts.tried) == ((), ("selector1", "selector2"))


def test_a_company_with_known_selectors_costs_three_questions() -> None:
    assert names_asked(World(microsoft(selector1=[STRONG]))) == [[""], ["selector1", "selector2"]]


def test_where_nothing_exists_only_the_company_s_selectors_are_tried() -> None:
    assert names_asked(World(home(GOOGLE))) == [[""], ["google"]]


def test_the_usual_names_are_tried_side_by_side_when_the_company_has_no_strong_key() -> None:
    first, second, third = names_asked(World(home(GOOGLE, google=[SHORT])))

    assert (first, second) == ([""], ["google"])
    assert {"default", "mail", "s1", "k1"} <= set(third)


def test_a_given_selector_with_a_strong_key_ends_the_search() -> None:
    world = World(home(OWN, tuesday=[STRONG]), selectors=("tuesday",))

    assert names_asked(world) == [["", "tuesday"]]


def test_old_name_servers_that_deny_what_is_below_hide_no_key_of_the_company() -> None:
    world = World(microsoft(selector1=[STRONG])).but(
        Question(f"_domainkey.{HOME}", "TXT"), World({}).answer(Question("gone.example", "TXT"))
    )

    assert world.look(dkim, HOME).best == "strong"


@pytest.mark.parametrize("question", [Question(HOME, "MX"), Question(HOME, "TXT"), Question("a.example", "TXT")])
def test_what_decides_where_to_look_must_be_read(question: Question) -> None:
    world = World(home(FILTER, "v=spf1 include:a.example -all", default=[STRONG])).but(question, SERVFAIL)

    assert world.look(dkim, HOME) == Dkim.all_unknown(SERVFAIL)


def test_the_list_of_senders_does_not_matter_where_the_mx_settles_it() -> None:
    world = World(microsoft(selector1=[SHORT])).but(Question(HOME, "TXT"), SERVFAIL)

    assert world.look(dkim, HOME).best == "short"


@pytest.mark.parametrize(
    "list_",
    [
        "v=spf1 include:home.example -all",
        "v=spf1 include:b.example -all",
        "v=spf1 include:%{i}.a.example redirect=%{d}",
        f"v=spf1 {' '.join(f'include:{number}.a.example' for number in range(200))} -all",
        "v=spf1 moo include:a.example",
        f"v=spf1 include:{'x' * 70}.example -all",
    ],
)
def test_a_hostile_list_of_senders_ends_soon(list_: str, tried: Tried) -> None:
    tried("inputs made to confuse")
    world = World({**home(OWN, list_), "b.example": {"TXT": ["v=spf1 include:c.example -all"]}})

    assert world.look(dkim, HOME).best == "none"
    assert len(world.asked()) < 20


@pytest.mark.parametrize("text", [b"\x00" * 60_000, b"v=DKIM1; p=" + b"A" * 60_000, b"v=DKIM1;" + b"a=b;" * 15_000])
def test_a_hostile_key_is_no_key_and_shown_short(text: bytes, tried: Tried) -> None:
    tried("inputs made to confuse")
    facts = World(microsoft(selector1=[text])).look(dkim, HOME)

    assert facts.best not in ("strong", "none")
    assert all(len(key) <= 200 and key.isprintable() for key in facts.keys) if isinstance(facts.keys, tuple) else True


@pytest.mark.parametrize("world", every_world(), ids=list(CASES))
def test_no_failure_makes_a_fact_claim_something_else(world: World) -> None:
    wholly = world.look(dkim, HOME)

    for failing in with_each_failure(world, dkim, HOME):
        assert different_facts(failing.look(dkim, HOME), wholly) == []


PLACES: Final = ["selector1", "selector2", "google", "default", "k1"]
TEXTS: Final[list[Records]] = [[STRONG], [SHORT], [BROKEN], [REVOKED], [STRONG, SHORT], ["x"], DANGLING, NO_DATA]
AT_PLACE = st.sampled_from(TEXTS)
LISTS: Final = [
    "v=spf1 -all",
    "v=spf1 include:spf.protection.outlook.com -all",
    "v=spf1 include:servers.mcsv.net include:a.example -all",
    "v=spf1 redirect=a.example",
]


@given(
    st.sampled_from([MICROSOFT, GOOGLE, FILTER, OWN, "", None]),
    st.sampled_from(LISTS),
    st.dictionaries(st.sampled_from(PLACES), AT_PLACE, max_size=3),
    st.sets(st.integers(0, 20), max_size=3),
)
def test_no_gaps_in_any_world_make_a_fact_claim_something_else(
    host: str | None, list_: str, keys: dict[str, Records], gaps: set[int]
) -> None:
    rows: Rows = {**home(host, list_, **keys), "a.example": {"TXT": ["v=spf1 include:_spf.google.com -all"]}}
    world = World(rows)
    wholly = world.look(dkim, HOME)
    asked = world.asked()
    partly = World(rows, {asked[gap]: TIMED_OUT for gap in gaps if gap < len(asked)})

    assert different_facts(partly.look(dkim, HOME), wholly) == []


def test_where_what_is_below_is_unread_that_is_the_reason() -> None:
    world = World(microsoft()).but(Question(f"_domainkey.{HOME}", "TXT"), TIMED_OUT)

    assert world.look(dkim, HOME).best == TIMED_OUT


def test_an_alias_to_nothing_is_told_of_its_selector() -> None:
    facts = World(microsoft(selector1=DANGLING)).look(dkim, HOME)

    assert (facts.best, facts.keys) == ("leads_nowhere", ("selector1: an alias that leads nowhere",))
