"""The lights follow the state: real logins, files and packages on throw-away computers, from the probes to the light.

What systemd and its bus would say is said by stand-ins (inside_states.py), and so is what programs say that are not here,
and what lsblk says of disks, whose headers are real ones.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pytest

from tests.conftest import Needs
from tests.linux.states import State, lights_of
from tests.linux.states_of_backups import BACKUP, ENCRYPTION
from tests.linux.states_of_desktops import DESKTOP, NETWORK, PROGRAMS
from tests.linux.states_of_logins import GUESTS, PASSWORDS, RULES, UNUSED
from tests.linux.states_of_services import FIREWALL, REMOTE, SHARES, SYSTEM

TABLE: Final[Mapping[str, Sequence[State]]] = {
    "guests": GUESTS,
    "passwords": PASSWORDS,
    "rules": RULES,
    "unused": UNUSED,
    "remote": REMOTE,
    "shares": SHARES,
    "firewall": FIREWALL,
    "system": SYSTEM,
    "desktop": DESKTOP,
    "programs": PROGRAMS,
    "network": NETWORK,
    "backup": BACKUP,
    "encryption": ENCRYPTION,
}


NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "programs": ("chromium",),
    "backup": ("restic",),
    "encryption": ("cryptsetup", "blkid", "mkfs.ext4"),
}


@pytest.mark.parametrize("topic", TABLE)
@pytest.mark.usefixtures("world")
def test_the_lights_follow_the_state(topic: str, needs: Needs) -> None:
    for program in NEEDED.get(topic, ()):
        needs(program)
    states = TABLE[topic]

    assert lights_of(states) == {one.name: one.light for one in states}


def test_the_table_has_at_least_sixty_states() -> None:
    names = [one.name for states in TABLE.values() for one in states]

    assert len(names) == len(set(names)) >= 60
