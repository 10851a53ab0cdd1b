"""What this Mac lets start, by its security chip. A Mac without one was made without such a choice."""

from typing import Final

from carecheck.facts.boot import Boot
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.reports import report
from carecheck.look.macos.told import words_of
from carecheck.look.probes import probe

REPORT: Final = "SPiBridgeDataType"
SYSCTL: Final = "/usr/sbin/sysctl"
FULL: Final = "Full Security"
LESS: Final = ("Medium Security", "Reduced Security", "Permissive Security", "No Security")


@probe(Boot, on="macos")
def boot(machine: Machine) -> Boot:
    """Ask the chip; its answer is translated on a Mac in another language, and then is none for us."""
    found = report(machine, REPORT)
    if isinstance(found, Unknown):
        return Boot.all_unknown(found)
    if not found:
        return _without_chip(machine)
    level = found[0].text("ibridge_secure_boot")
    if level == FULL or level in LESS:
        return Boot(secure=level == FULL, can_be_secure=True)
    return Boot(secure=Unknown("unreadable", "the level of security is in other words"), can_be_secure=True)


def _without_chip(machine: Machine) -> Boot:
    """Macs with a chip of Apple's own all have one, so an empty report of theirs is no answer."""
    told = words_of(machine, SYSCTL, "-n", "machdep.cpu.brand_string")
    if isinstance(told, Unknown):
        return Boot.all_unknown(told)
    if told.text.startswith("Intel"):
        return Boot(secure=False, can_be_secure=False)
    return Boot.all_unknown(Unknown("not_seen", "the security chip does not show"))
