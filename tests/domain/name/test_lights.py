"""The lights of domain.exists."""

import pytest

from tests.domain.judging import light_and_code, verdict_of
from tests.domain.world import SERVFAIL, TIMED_OUT, Rows, World

HOME = "home.example"


@pytest.mark.parametrize(
    ("world", "name", "expected"),
    [
        (World({HOME: {"TXT": ["x"]}}), HOME, ("green", "exists")),
        (World({}), HOME, ("red", "no_such_name")),
        (World({HOME: {"TXT": SERVFAIL, "MX": TIMED_OUT}}), HOME, ("unknown", None)),
        (World({HOME: {"TXT": SERVFAIL}}), HOME, ("green", "exists")),
        (World({}), "gmail.com", ("not_needed", None)),
        (World({"nhs.net": {"TXT": SERVFAIL, "MX": SERVFAIL}}), "nhs.net", ("not_needed", None)),
    ],
)
def test_a_name_gives_its_light(world: World, name: str, expected: tuple[str, str | None]) -> None:
    assert light_and_code("domain.exists", world, name) == expected


def test_a_failure_gives_its_reason() -> None:
    verdict = verdict_of("domain.exists", World({HOME: {"TXT": TIMED_OUT, "MX": SERVFAIL}}), HOME)

    assert verdict.gaps[0].unknown == TIMED_OUT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nhs.net", ("green", "nhsmail")),
        ("care.nhs.net", ("green", "nhsmail")),
        ("gmail.com", ("amber", "free")),
        ("home.plus.com", ("amber", "broadband")),
        ("notgmail.com", ("unknown", None)),
        (HOME, ("unknown", None)),
    ],
)
def test_a_provider_s_address_needs_no_answer_to_be_known(name: str, expected: tuple[str, str | None]) -> None:
    silent = World({name: {"TXT": SERVFAIL, "MX": SERVFAIL}})

    assert light_and_code("email.address", silent, name) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({HOME: {"MX": [(10, "mx.example")]}}, ("green", "own")),
        ({HOME: {"TXT": ["v=spf1 mx -all"]}}, ("green", "own")),
        ({HOME: {"TXT": ["v=spf1 -all"]}}, ("not_needed", None)),
        ({HOME: {"MX": [(0, "")]}}, ("not_needed", None)),
        ({}, ("unknown", None)),
    ],
)
def test_a_domain_that_is_used_for_email_can_be_the_home_s_own(rows: Rows, expected: tuple[str, str | None]) -> None:
    assert light_and_code("email.address", World(rows), HOME) == expected
