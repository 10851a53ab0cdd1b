"""The lights of email.mx: every row of its table from both sides, and each look-up failing in turn."""

import pytest

from carecheck.look.lookups import Found, Question
from carecheck.look.probes import probes_for
from tests.domain.judging import light_and_code, verdict_of, with_each_failure
from tests.domain.mx.worlds import CASES, HOME, every_world
from tests.domain.world import SERVFAIL, World

TWO_HOSTS = {"MX": [(10, "a.home.example"), (20, "b.home.example")]}


@pytest.mark.parametrize("case", CASES)
def test_a_world_gives_the_light_of_its_row(case: str) -> None:
    rows, light, code = CASES[case]

    assert light_and_code("email.mx", World(rows), HOME) == (light, code)


@pytest.mark.parametrize("group", ["mx", "spf", "dmarc", "domain"])
@pytest.mark.parametrize("world", every_world())
def test_no_failure_makes_a_light_fine(world: World, group: str) -> None:
    light, _ = light_and_code("email.mx", world, HOME)

    for failing in with_each_failure(world, probes_for("domain")[group].look, HOME):
        with_gap, _ = light_and_code("email.mx", failing, HOME)
        assert with_gap in (light, "unknown") or (light, with_gap) == ("red", "amber")  # a floor may stay


def test_unread_mx_records_are_not_checked() -> None:
    verdict = verdict_of("email.mx", World({HOME: {"MX": SERVFAIL}}), HOME)

    assert (verdict.light, verdict.gaps[0].unknown) == ("unknown", SERVFAIL)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"A": ["203.0.113.5"]}, {"A": SERVFAIL}, ("unknown", None)),
        ({"A": SERVFAIL}, {"A": SERVFAIL}, ("unknown", None)),
        ({"TXT": ["x"]}, {"A": SERVFAIL}, ("amber", "some_not_found")),
        ({"A": ["127.0.0.1"]}, {"A": SERVFAIL}, ("red", "out_of_reach")),
        ({"A": ["203.0.113.5"], "AAAA": SERVFAIL}, {"A": ["203.0.113.6"]}, ("green", "arrives")),
        ({"A": ["10.0.0.1"], "AAAA": SERVFAIL}, {"A": ["203.0.113.6"]}, ("unknown", None)),
    ],
)
def test_a_host_that_could_not_be_looked_up_hides_only_itself(
    first: object, second: object, expected: tuple[str, str | None]
) -> None:
    world = World({HOME: TWO_HOSTS, "a.home.example": first, "b.home.example": second})  # type: ignore[dict-item]

    assert light_and_code("email.mx", world, HOME) == expected


def test_a_host_that_is_an_alias_is_mended_soon() -> None:
    alias = Found(("203.0.113.5",), alias=True)
    world = World({HOME: {"MX": [(10, "mx.home.example")]}}).but(Question("mx.home.example", "A"), alias)

    assert light_and_code("email.mx", world, HOME) == ("amber", "alias")


def test_a_shared_domain_is_not_needed() -> None:
    assert light_and_code("email.mx", World({}), "nhs.net") == ("not_needed", None)


def test_a_company_that_meets_the_nhs_rules_is_told_with_its_limits() -> None:
    host = "home-example.mail.protection.outlook.com"

    verdict = verdict_of("email.mx", World({HOME: {"MX": [(0, host)]}, host: {"A": ["203.0.113.5"]}}), HOME)

    assert verdict.notes == (
        "Your email company can meet the NHS rules for email. This does not prove that yours does.",
    )
