"""A few states of the table through the command, as a person types it."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Person
from tests.zones.lane import Lane

SIGNED = "a good home at Microsoft 365, signed"
BOGUS = "signatures of last month"


def lights(ran: str) -> dict[str, tuple[str, str | None]]:
    """The light and rule code of each result in a report."""
    results = json.loads(ran)["results"]
    return {one["check_id"]: (one["light"], one["rule"]["code"] if one["rule"] else None) for one in results}


# The web of the command knows nothing of our authority and ports, so that no policy page is read.
@pytest.mark.parametrize(
    ("what", "code"),
    [(SIGNED, 0), (BOGUS, 1), ("a home without email, as GOV.UK asks", 0), ("a home with every mistake", 1)],
)
def test_the_command_gives_the_lights_of_the_table(lane: Lane, tmp_path: Path, what: str, code: int) -> None:
    placed = lane.placed[what]

    ran = Person(tmp_path).types("domain", placed.domain, "--nameserver", lane.address, "--json")

    expected = {check: light for check, light in placed.state.lights.items() if light != ("green", "private")}
    found = lights(ran.out)
    assert {check: found[check] for check in expected} == expected
    assert (ran.code, ran.err) == (code, "")


def test_names_with_accents_are_looked_at_and_shown(lane: Lane, tmp_path: Path) -> None:
    typed = lane.placed["typed: info@caf\u00e9-rose.example"].domain

    ran = Person(tmp_path).types("domain", typed, "--nameserver", lane.address, "--all")

    assert typed.partition("@")[2] in ran.out
    assert ran.err == ""
