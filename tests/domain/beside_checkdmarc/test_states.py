"""The list of differences is true on our side, and whole: each one is explained by a section of an RFC."""

import re

from tests.conftest import DnsWorld
from tests.domain.beside_checkdmarc.zone_states import agree, states, told_by_us, zones

EVERY = states().states


def test_carecheck_says_of_each_state_what_the_file_says(dns_world: DnsWorld) -> None:
    told = told_by_us(EVERY, dns_world(zones(EVERY)))

    assert {name: str(one) for name, one in told.items()} == {state.id: state.carecheck for state in EVERY}


def test_each_difference_is_explained_by_a_section_of_an_rfc_and_nothing_else_is() -> None:
    different = {state.id for state in EVERY if not agree(state.carecheck.partition(" ")[0], state.checkdmarc)}

    assert {state.id for state in EVERY if state.differs} == different
    for state in EVERY:
        assert state.differs is None or re.search(r"^RFC \d+ section \d", state.differs.by), state.id


def test_each_state_stands_there_once() -> None:
    assert len({state.name for state in EVERY}) == len(EVERY) >= 100
