"""Every state of the table on real servers: NSD with signed zones, Unbound that validates, and our own authority."""

import pytest

from tests.zones.lane import CHECKS
from tests.zones.states import Light, State
from tests.zones.table import STATES

# Their rules are about registries, which are asked over HTTPS and not by DNS: tests/domain/registration.
OF_REGISTRIES = {"domain.expiry", "domain.lock"}

EVERY_STATE = pytest.mark.parametrize("state", STATES, ids=[state.what for state in STATES])


def test_the_table_is_large() -> None:
    assert len(STATES) >= 150


def test_every_rule_of_a_check_has_a_state() -> None:
    in_table = {(check, code) for state in STATES for check, (_, code) in state.lights.items()}
    rules = {
        (name, rule.code)
        for name, check in CHECKS["domain"].items()
        if name not in OF_REGISTRIES and not check.told_by_people
        for rule in check.rules
    }

    assert rules - in_table == set()


@EVERY_STATE
def test_a_state_has_its_lights(state: State, all_lights: dict[str, dict[str, Light]]) -> None:
    found = all_lights[state.what]

    assert {check: found[check] for check in state.lights} == state.lights
