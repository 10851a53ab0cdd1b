"""What is said of the facts about a Mac: on what they rest."""

import pytest

from carecheck.facts.catalogue import catalogue
from carecheck.show.explanation import of_fact


@pytest.mark.parametrize("fact", ["system.name", "disks.any_open", "updates.automatic", "firewall.off_everywhere"])
def test_the_explanation_of_a_fact_tells_it(fact: str) -> None:
    assert "On macOS: from documents, never seen on a real Mac" in of_fact(catalogue()[fact], {})


def test_a_fact_that_no_mac_tells_says_nothing_of_macs() -> None:
    assert "macOS" not in of_fact(catalogue()["updateblocks.services_off"], {})
