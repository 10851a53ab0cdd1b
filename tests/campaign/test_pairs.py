"""Two answers go wrong at once, on any made-up computer: no fact reassures, and no light becomes better.

One bad answer at a time is tried without exception beside the probes (test_faults.py of each system); pairs are too many,
so they are drawn. At least one of the two is a fault that no sound computer shows: what is missing twice may truly be
missing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import FactGroup
from carecheck.judge.verdict import decide
from carecheck.judge.worlds import World
from carecheck.lights import Light
from carecheck.look.faulty_machine import FAULTS, FaultyMachine
from carecheck.look.machine import ListFolder, Machine
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.plan import make_plan
from carecheck.systems import SystemName
from tests.campaign.counting import Tried
from tests.linux.test_faults import RECORDINGS
from tests.machine.faults import NEVER_TRUE
from tests.machine.reassurance import look, questions, reassured
from tests.macos.macs import NAMES as MACS
from tests.macos.macs import mac
from tests.windows_facts.pcs import EVERYTHING, pc
from tests.windows_facts.pcs import NAMES as PCS

TODAY: Final = date(2026, 11, 24)
PLAN: Final = make_plan(EVERYTHING)


def recorded(name: str) -> Machine:
    return RecordedMachine.from_file(_recordings()[name])


@cache
def _recordings() -> Mapping[str, Path]:
    return {path.stem: path for path in RECORDINGS}


# Each system with its made-up computers; those of Linux tell one topic each.
COMPUTERS: Final[Mapping[SystemName, tuple[Sequence[str], Callable[[str], Machine]]]] = {
    "linux": (sorted(_recordings()), recorded),
    "windows": (PCS, pc),
    "macos": (MACS, mac),
}


@cache
def groups_of(system: SystemName, name: str) -> dict[str, FactGroup]:
    machine = COMPUTERS[system][1](name)
    wanted = [name.split("-")[0]] if system == "linux" else sorted(probes_for(system))
    return {group: look(probes_for(system)[group], machine) for group in wanted}


@cache
def asked_by(system: SystemName, name: str, group: str) -> int:
    return len(questions(probes_for(system)[group], COMPUTERS[system][1](name)))


def lights(system: SystemName, groups: Mapping[str, FactGroup], changed: str) -> dict[str, Light]:
    """The light of each check that reads the changed group."""
    found: dict[str, Light] = {}
    for check in PLAN.checks_of("computer"):
        if any(name.startswith(f"{changed}.") for name in check.decided_by):
            world = World("computer", TODAY, groups, limits=PLAN.profile.limits_of(check), system=system)
            found[check.id] = decide(check, world).light
    return found


@pytest.mark.linux  # nothing in it hangs on the system
@pytest.mark.parametrize("system", COMPUTERS)
def test_two_bad_answers_never_reassure(system: SystemName, tried: Tried) -> None:
    number = 0

    @given(st.data())
    def two_go_wrong(data: st.DataObject) -> None:
        nonlocal number
        name = data.draw(st.sampled_from(COMPUTERS[system][0]))
        true = groups_of(system, name)
        group = data.draw(st.sampled_from(sorted(true)))
        places = st.integers(1, max(asked_by(system, name, group), 1))
        one, other = data.draw(places), data.draw(places)
        bad, noticed = data.draw(st.sampled_from(FAULTS)), data.draw(st.sampled_from(NEVER_TRUE))

        inner = FaultyMachine(COMPUTERS[system][1](name), one, bad)
        told = look(probes_for(system)[group], FaultyMachine(inner, other, noticed))

        number += 1
        if any(
            isinstance(question, ListFolder) and bad in ("half", "empty") for question in inner.asked[one - 1 : one]
        ):
            return  # the kernel lists a folder whole, or says why not: half a list never comes
        assert not reassured(true[group], told)
        before, after = lights(system, true, group), lights(system, {**true, group: told}, group)
        better = [check for check in after if after[check] in ("green", "not_needed") and after[check] != before[check]]
        assert better == []

    two_go_wrong()
    tried("two bad answers", number)
