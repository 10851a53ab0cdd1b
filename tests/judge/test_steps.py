"""Fix steps fit the system of the computer on which they are shown."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from carecheck.facts.catalogue import catalogue
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check, Rule
from carecheck.look.probes import probes_for
from carecheck.shipped import shipped
from carecheck.systems import SystemName

COMPUTER: Final = {name: check for name, check in load_checks(shipped("checks")).items() if check.subject == "computer"}
SYSTEMS: Final[tuple[SystemName, ...]] = ("windows", "macos", "linux")
LOOKS_AT: Final = {system: frozenset(probes_for(system)) for system in SYSTEMS}
# What stands on the screen of one kind of system only.
ONLY_ON: Final = {
    "windows": re.compile(r"menu\(|Start menu|Windows Security|BitLocker|Microsoft Defender|\bWindows'? own"),
    "macos": re.compile(r"System Settings|Apple menu|FileVault|Time Machine|Finder"),
    "linux": re.compile(r"\bMint\b|Ubuntu|Software Updater|Update Manager|Settings, then System, then Users"),
}


def can_hold_on(check: Check, rule: Rule, system: SystemName) -> bool:
    """Whether a probe or a person can tell everything that the rule asks, on that system."""
    if check.applies_when and check.applies_when.text == "system.maker == 'Microsoft'":
        return system == "windows"
    groups = {catalogue()[name].group.group_name() for name in rule.when.names if not name.startswith("answer.")}
    return groups <= LOOKS_AT[system]


def steps_shown(check: Check, system: SystemName) -> Iterator[tuple[str, str]]:
    """Each step that may be shown on that system, with the code of its rule."""
    for rule in check.rules:
        if rule.light != "green" and can_hold_on(check, rule, system):
            steps = rule.help.fix.get(system, rule.help.fix.get("any", ()))
            assert steps, f"'{rule.code}' can hold on {system} and has no steps for it"
            yield from ((rule.code, step.text) for step in steps)


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("check", COMPUTER.values(), ids=list(COMPUTER))
def test_a_step_names_nothing_of_another_system(check: Check, system: SystemName) -> None:
    others = [ONLY_ON[other] for other in SYSTEMS if other != system]

    strange = [(code, step) for code, step in steps_shown(check, system) if any(one.search(step) for one in others)]

    assert strange == []
