"""Every state of the table on real servers: NSD with signed zones, Unbound that validates, and our own authority."""

import pytest

from tests.zones.states import Light, State
from tests.zones.table import STATES

EVERY_STATE = pytest.mark.parametrize("state", STATES, ids=[state.what for state in STATES])


def test_the_table_is_large() -> None:
    assert len(STATES) >= 150


@EVERY_STATE
def test_a_state_has_its_lights(state: State, all_lights: dict[str, dict[str, Light]]) -> None:
    found = all_lights[state.what]

    assert {check: found[check] for check in state.lights} == state.lights
