"""The lights of email.dkim: every row of its table from both sides, and each look-up failing in turn."""

import pytest

from carecheck.look.probes import probes_for
from tests.domain.dkim.keys import BROKEN, REVOKED, SHORT, STRONG
from tests.domain.dkim.worlds import CASES, HOME, every_world, microsoft
from tests.domain.judging import light_and_code, verdict_of, with_each_failure
from tests.domain.world import SERVFAIL, Records, World


@pytest.mark.parametrize("case", CASES)
def test_a_world_gives_the_light_of_its_row(case: str) -> None:
    rows, light, code = CASES[case]

    assert light_and_code("email.dkim", World(rows), HOME) == (light, code)


@pytest.mark.parametrize("group", ["dkim", "mx", "spf"])
@pytest.mark.parametrize("world", every_world(), ids=list(CASES))
def test_no_failure_makes_a_light_fine_or_missing(world: World, group: str) -> None:
    before = light_and_code("email.dkim", world, HOME)

    for failing in with_each_failure(world, probes_for("domain")[group].look, HOME):
        assert light_and_code("email.dkim", failing, HOME) in (before, ("unknown", None))


@pytest.mark.parametrize("below", [{"selector1": [SHORT]}, {}])
def test_an_unread_selector_is_not_checked(below: dict[str, Records]) -> None:
    verdict = verdict_of("email.dkim", World(microsoft(**below, selector2=SERVFAIL)), HOME)

    assert (verdict.light, verdict.gaps[0].unknown) == ("unknown", SERVFAIL)


def test_a_strong_key_counts_though_the_other_selector_was_not_read() -> None:
    assert light_and_code("email.dkim", World(microsoft(selector1=[STRONG], selector2=SERVFAIL)), HOME)[0] == "green"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ([STRONG], ("green", "strong")),
        ([SHORT], ("amber", "short")),
        ([BROKEN], ("red", "broken")),
        ([REVOKED], ("amber", "revoked")),
        (SERVFAIL, ("unknown", None)),
    ],
)
def test_a_selector_that_a_person_gives_is_tried_first(record: Records, expected: tuple[str, str | None]) -> None:
    world = World(microsoft(tuesday=record), selectors=("Tuesday",))

    assert light_and_code("email.dkim", world, HOME) == expected


def test_a_selector_that_is_not_there_changes_nothing() -> None:
    world = World(microsoft(selector1=[SHORT]), selectors=("tuesday",))

    assert light_and_code("email.dkim", world, HOME) == ("amber", "short")


def test_a_mail_provider_s_own_domain_is_not_the_homes_matter() -> None:
    assert light_and_code("email.dkim", World({}), "gmail.com") == ("not_needed", None)
