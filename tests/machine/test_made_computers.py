"""The lights of made-up PCs and Macs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pytest

from tests.machine.lights import lights
from tests.macos.macs import NAMES as MACS
from tests.macos.macs import load_mac
from tests.windows_facts.pcs import NAMES as PCS
from tests.windows_facts.pcs import Pc, load_pc

COMPUTERS: Final[Mapping[str, tuple[Sequence[str], Callable[[str], Pc]]]] = {
    "windows": (PCS, load_pc),
    "macos": (MACS, load_mac),
}
EACH: Final = [(system, name) for system, (names, _) in COMPUTERS.items() for name in names]


@pytest.mark.parametrize(("system", "name"), EACH)
def test_each_computer_gets_its_lights(system: str, name: str) -> None:
    computer = COMPUTERS[system][1](name)

    assert lights(computer.machine()) == computer.lights
