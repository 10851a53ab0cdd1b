"""Fixtures: the lane of real servers for the whole table, and what all its states look like through it."""

from collections.abc import Iterator

import pytest

from tests.conftest import Needs
from tests.web.authority import Authority
from tests.zones.lane import Lane, running_lane
from tests.zones.servers import Programs
from tests.zones.states import Light
from tests.zones.table import STATES


@pytest.fixture(scope="session")
def lane(needs: Needs, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lane]:
    """The servers with every state of the table."""
    programs = Programs(
        nsd=needs("nsd"),
        unbound=needs("unbound"),
        keygen=needs("ldns-keygen", "ldnsutils"),
        signzone=needs("ldns-signzone", "ldnsutils"),
    )
    folder = tmp_path_factory.mktemp("zones")
    (folder / "authority").mkdir()
    authority = Authority(needs("openssl"), folder / "authority")
    with running_lane(STATES, programs, authority, folder) as running:
        yield running


@pytest.fixture(scope="session")
def all_lights(lane: Lane) -> dict[str, dict[str, Light]]:
    """The lights of all checks for each state."""
    return lane.look_at_all()
