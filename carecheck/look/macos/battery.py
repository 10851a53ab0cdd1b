"""Whether this Mac has a battery, and so is easily carried away."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear, words_of

PMSET: Final = "/usr/bin/pmset"
_SECTION: Final = re.compile(r"^(Battery|AC|UPS) Power:$", re.MULTILINE)


def has_battery(machine: Machine) -> bool | Unknown:
    """Whether it has one: by the batteries that it names, or by its settings for when it runs on one."""
    batteries, settings = words_of(machine, PMSET, "-g", "batt"), words_of(machine, PMSET, "-g", "custom")
    sections = [] if isinstance(settings, Unknown) else _SECTION.findall(settings.text)
    if "Battery" in sections:
        return True
    if isinstance(batteries, Unknown):
        return batteries
    if "InternalBattery" in batteries.text:
        return True
    if isinstance(settings, Unknown):
        return settings
    return False if "Now drawing from" in batteries.text and sections else unclear(PMSET)
