"""The lights of domain.exists."""

import pytest

from tests.domain.judging import light_and_code, verdict_of
from tests.domain.world import SERVFAIL, TIMED_OUT, World

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
