"""Whether an organisation manages this Mac: by a domain, or by a service for managing devices (MDM)."""

import re
from typing import Final

from carecheck.facts.management import Management
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import asks_a_server
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

PROFILES: Final = "/usr/bin/profiles"
_ENROLLED: Final = re.compile(r"^MDM enrollment: (Yes|No)\b", re.MULTILINE)


@probe(Management, on="macos")
def management(machine: Machine) -> Management:
    """Ask where logins come from, and whether the Mac is enrolled.

    A Mac that signs people in by Microsoft Entra is enrolled, too, for nothing else can set that up.
    """
    return Management(domain=asks_a_server(machine), cloud=False, enrolled=is_enrolled(machine))


def is_enrolled(machine: Machine) -> bool | Unknown:
    """Whether a service for managing devices looks after this Mac."""
    told = words_of(machine, PROFILES, "status", "-type", "enrollment")
    if isinstance(told, Unknown):
        return told
    found = _ENROLLED.findall(told.text)
    return found == ["Yes"] if len(found) == 1 else unclear(PROFILES)
