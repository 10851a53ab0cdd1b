"""The antivirus on this Mac: XProtect, which comes with macOS, and those of others that we know.

macOS tells of no antivirus but its own. A second one beside XProtect is meant to be there, and counts as one.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.antivirus import Antivirus
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.told import unclear
from carecheck.look.macos.xprotect import NAME, is_current, is_here, is_old, watches
from carecheck.look.probes import probe

PGREP: Final = "/usr/bin/pgrep"
FIRST: Final = "launchd"

# Names of processes, of which macOS keeps 16 letters.
OTHERS: Final[Mapping[str, str]] = {
    "BDLDaemon": "Bitdefender",
    "bdagentd": "Bitdefender",
    "com.avast.daemon": "Avast",
    "com.crowdstrike.": "CrowdStrike Falcon",
    "esets_daemon": "ESET",
    "falcond": "CrowdStrike Falcon",
    "JamfProtect": "Jamf Protect",
    "RTProtectionDaem": "Malwarebytes",
    "sentineld": "SentinelOne",
    "SophosScanD": "Sophos",
    "TmccMac": "Trend Micro",
    "wdavdaemon": "Microsoft Defender",
}
UNTOLD: Final = Unknown("not_possible_here", "macOS does not tell of every antivirus")

_ROW: Final = re.compile(r"(\d+) (.+)")


@probe(Antivirus, on="macos")
def antivirus(machine: Machine) -> Antivirus:
    """Ask XProtect, and look for the processes that we know."""
    here, others = is_here(machine), _others(machine)
    names = {NAME} if here is True else set[str]()
    gap = next((one for one in (here, others) if isinstance(one, Unknown)), None)
    if not isinstance(others, Unknown):
        names |= others
    on = True if names else False if gap is None else gap
    return Antivirus(
        products=gap if gap is not None and not names else tuple(sorted(names)),
        on=on,
        watching=watches(machine) if here is True else UNTOLD if on is True else on,
        tells_all=False,
        several_on=True if len(names - {NAME}) > 1 else UNTOLD,
        some_expired=UNTOLD,
        list_made=None if here is True else UNTOLD,
        says_current=is_current(machine) if here is True else UNTOLD,
        says_old=is_old(machine) if here is True else UNTOLD,
    )


def _others(machine: Machine) -> set[str] | Unknown:
    """The antivirus programs of others that run. The first process of all must show, too, or they do not all show."""
    shown = machine.run(PGREP, "-l", "-x", "|".join([FIRST, *OTHERS]))
    if isinstance(shown, Unknown):
        return shown
    rows = [_ROW.fullmatch(line.strip()) for line in shown.text.splitlines()]
    names = {row[2].rpartition("/")[2] for row in rows if row}
    if shown.exit or None in rows or not any(row and row[1] == "1" for row in rows):
        return unclear(PGREP)
    return {OTHERS[name] for name in names if name in OTHERS}
