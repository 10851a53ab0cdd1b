"""Programs that the firewall of this Mac lets others reach, by its list.

It also lets in what Apple or a known maker has signed, without a word in its list, unless somebody forbade that. So the
list is never whole.
"""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.openings import Openings
from carecheck.look.machine import Machine
from carecheck.look.macos.firewall import REPORT
from carecheck.look.macos.reports import report
from carecheck.look.probes import probe
from carecheck.words import clean

APPS: Final = "spfirewall_applications"
LET_IN: Final = "spfirewall_allow_all"
OF_APPLE: Final = "com.apple."

# Browsers and programs for calls open the firewall for themselves on many Macs.
EVERYDAY: Final = frozenset(
    {
        "com.brave.browser",
        "com.cisco.webexmeetingsapp",
        "com.google.chrome",
        "com.microsoft.edgemac",
        "com.microsoft.teams",
        "com.microsoft.teams2",
        "org.mozilla.firefox",
        "us.zoom.xos",
    }
)
SIGNED: Final = Unknown("not_seen", "the firewall also lets in signed programs that are on no list")


@probe(Openings, on="macos")
def openings(machine: Machine) -> Openings:
    """Name what the list lets in besides macOS itself and everyday programs."""
    found = report(machine, REPORT)
    if isinstance(found, Unknown):
        return Openings.all_unknown(found)
    listed = found[0].inner(APPS) if found else None
    if listed is None or isinstance(listed, Unknown):
        return Openings.all_unknown(Unknown("not_seen", "the firewall shows no list") if listed is None else listed)
    names = [name for name in listed.values if listed.text(name) == LET_IN and not _is_everyday(name)]
    return Openings(seen=tuple(sorted(clean(name, 60) for name in names)), whole=SIGNED)


def _is_everyday(name: str) -> bool:
    small = name.casefold()
    return small.startswith(OF_APPLE) or small in EVERYDAY
