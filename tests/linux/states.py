"""Tables of states: what is done to a throw-away computer, and the light that must come of it."""

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final, NamedTuple, cast

from msgspec.structs import replace

from carecheck.facts.model import FactGroup
from carecheck.look.collected import Collected, Seen
from carecheck.make_report import make_report
from carecheck.plan import Plan, make_plan
from tests.linux.world import CHECKOUT, Look
from tests.windows_facts.pcs import EVERYTHING

TODAY: Final = date(2026, 11, 26)
MOMENT: Final = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
BOB: Final = Look("bob")
AS_ROOT: Final = Look(called_by="bob")

Groups = Mapping[str, FactGroup]


class State(NamedTuple):
    """One row: the state in words, the script that makes it, the check with its light, and whose login looks."""

    name: str
    setup: str
    check: str
    light: str
    look: Look = BOB


class Asked(NamedTuple):
    """What one state asks for."""

    setup: str
    look: Look
    groups: frozenset[str]


def lights_of(states: Sequence[State]) -> dict[str, str]:
    """The light of each state's check by the state's name, with its rule or the reason of an unknown."""
    plan = make_plan(EVERYTHING)
    asked = [Asked(one.setup, one.look, _groups(plan.checks[one.check].names)) for one in states]
    done = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "--net", sys.executable, "-m", "tests.linux.inside_states"],
        input=pickle.dumps(asked),
        capture_output=True,
        cwd=CHECKOUT,
        env={"PATH": os.defpath + ":/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    seen = cast(list[Groups], pickle.loads(done.stdout))
    return {one.name: _light(plan, one.check, groups) for one, groups in zip(states, seen, strict=True)}


def _groups(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name.partition(".")[0] for name in names) | {"system"}


def _light(plan: Plan, check: str, groups: Groups) -> str:
    computer = Seen("d-1", "computer", "PC", groups, {}, MOMENT, system="linux")
    only_this = replace(plan, checks={check: plan.checks[check]})
    [result] = make_report(only_this, Collected(MOMENT, MOMENT, False, (computer,))).results
    because = result.rule.code if result.rule else result.unknown.reason if result.unknown else ""
    return f"{result.light} {because}".strip()
