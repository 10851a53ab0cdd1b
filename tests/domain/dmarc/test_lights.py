"""The lights of email.dmarc: every row of its table from both sides, and each look-up failing in turn."""

import pytest

from carecheck.look.domain.dmarc import dmarc
from tests.domain.dmarc.worlds import HOME, OTHER, OWN_RECORD, every_world, own_record
from tests.domain.judging import light_and_code, verdict_of, with_each_failure
from tests.domain.world import DANGLING, NO_DATA, NO_SUCH_NAME, SERVFAIL, World


@pytest.mark.parametrize("text", OWN_RECORD)
def test_a_record_of_its_own_gives_the_light_of_its_row(text: str) -> None:
    assert light_and_code("email.dmarc", own_record(text), HOME) == OWN_RECORD[text]


@pytest.mark.parametrize("case", OTHER)
def test_a_whole_world_gives_the_light_of_its_row(case: str) -> None:
    rows, domain, light, code = OTHER[case]

    assert light_and_code("email.dmarc", World(rows), domain) == (light, code)


@pytest.mark.parametrize("outcome", [NO_DATA, NO_SUCH_NAME, DANGLING], ids=["no data", "no such name", "alias"])
def test_only_these_outcomes_mean_that_there_is_none(outcome: object) -> None:
    world = World({HOME: {"TXT": ["x"]}, "_dmarc.home.example": {"TXT": outcome}})  # type: ignore[dict-item]

    assert light_and_code("email.dmarc", world, HOME)[0] == "red"


@pytest.mark.parametrize(("world", "domain"), every_world())
def test_no_failure_makes_a_light_fine_or_missing(world: World, domain: str) -> None:
    light, _ = light_and_code("email.dmarc", world, domain)
    found = world.look(dmarc, domain).found

    for failing in with_each_failure(world, dmarc, domain):
        with_gap, code = light_and_code("email.dmarc", failing, domain)
        assert with_gap in (light, "unknown") or (light, with_gap) == ("red", "amber")  # a floor may stay
        assert code != "missing" or found is False


def test_an_unread_record_is_not_checked() -> None:
    world = World({HOME: {"TXT": ["x"]}, "_dmarc.home.example": {"TXT": SERVFAIL}})

    verdict = verdict_of("email.dmarc", world, HOME)

    assert (verdict.light, verdict.gaps[0].unknown) == ("unknown", SERVFAIL)


def test_an_unread_level_of_the_walk_is_not_checked() -> None:
    world = World({HOME: {"TXT": ["x"]}, "_dmarc.example": {"TXT": SERVFAIL}})

    assert light_and_code("email.dmarc", world, HOME) == ("unknown", None)


def test_an_unread_level_above_leaves_several_records_as_a_floor() -> None:
    world = World({"_dmarc.home.example": {"TXT": ["v=DMARC1; p=none"] * 2}, "_dmarc.example": {"TXT": SERVFAIL}})

    assert light_and_code("email.dmarc", world, HOME) == ("amber", "several_covered")


def test_enforcement_without_reports_gets_a_note() -> None:
    assert verdict_of("email.dmarc", own_record("v=DMARC1; p=reject"), HOME).notes == (
        "No one gets reports about fake email from your address. Reports help to find mistakes.",
    )


def test_enforcement_with_reports_gets_no_note() -> None:
    assert verdict_of("email.dmarc", own_record("v=DMARC1; p=reject; rua=mailto:a@home.example"), HOME).notes == ()
