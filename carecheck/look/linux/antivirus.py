"""The antivirus programs that run on this Linux, among those that we know: Linux itself knows of none.

Most computers with Linux have none. Of the programs for firms only the process is seen, not how they are set.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from carecheck.facts.antivirus import Antivirus
from carecheck.facts.model import Unknown
from carecheck.look.linux.clamav import NAME, PROCESS, WATCHER, list_fetched, watches
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

# Names of processes, of which the kernel keeps 15 letters.
FOR_FIRMS: Final[Mapping[str, str]] = {
    "bdsecd": "Bitdefender",
    "ds_am": "Trend Micro",
    "esets_daemon": "ESET",
    "falcon-sensor": "CrowdStrike Falcon",
    "falcon-sensor-b": "CrowdStrike Falcon",
    "oaeventd": "ESET",
    "s1-agent": "SentinelOne",
    "savscand": "Sophos",
    "wdavdaemon": "Microsoft Defender",
}
SILENT: Final = Unknown("not_seen", "an antivirus runs that does not tell how it is set")
UNTOLD: Final = Unknown("not_possible_here", "Linux does not tell of every antivirus")

# Antivirus programs run under logins of the system. Anybody may give a program of their own such a name.
FIRST_PERSON: Final = 1000
_ROW: Final = re.compile(r"^ *(\d{1,10}) +(\d{1,10}) (.+)$", re.MULTILINE)


@probe(Antivirus, on="linux")
def antivirus(machine: Machine) -> Antivirus:
    """Look for the processes that we know."""
    gap = not_this_computer(machine)
    running = gap if gap is not None else _running(machine)
    if isinstance(running, Unknown):
        return Antivirus.all_unknown(running).with_facts(tells_all=False)
    for_firms = {name for process, name in FOR_FIRMS.items() if process in running}
    clamav = PROCESS in running
    names = tuple(sorted(for_firms | ({NAME} if clamav else set())))
    return Antivirus(
        products=names,
        on=bool(names),
        watching=_watching(machine, running, silent=bool(for_firms)),
        tells_all=False,
        several_on=True if len(names) > 1 else UNTOLD,
        some_expired=UNTOLD,
        list_made=SILENT if for_firms else _list_made(machine, clamav=clamav),
        says_current=SILENT if for_firms else False,
        says_old=SILENT if for_firms else False,
    )


def _running(machine: Machine) -> Collection[str] | Unknown:
    """Which of the processes run. `ps` must see the first one of all, and itself, or it does not see them all."""
    wanted = ["ps", PROCESS, WATCHER, *FOR_FIRMS]
    shown = machine.run("ps", "-C", ",".join(wanted), "-p", "1", "-o", "pid=,uid=,comm=")
    if isinstance(shown, Unknown):
        return shown
    rows = _ROW.findall(shown.text)
    if shown.exit or len(rows) != len(shown.text.splitlines()) or not any(name == "ps" for _, _, name in rows):
        return Unknown("unreadable", "ps did not come to its end")
    if not any(pid == "1" for pid, _, _ in rows):
        return Unknown("needs_admin", "processes of others cannot be seen")
    return {name for _, uid, name in rows if int(uid) < FIRST_PERSON}


def _watching(machine: Machine, running: Collection[str], *, silent: bool) -> bool | Unknown:
    clamav = watches(machine) if {PROCESS, WATCHER} <= set(running) else False
    return SILENT if silent and clamav is not True else clamav


def _list_made(machine: Machine, *, clamav: bool) -> date | None | Unknown:
    return list_fetched(machine) if clamav else None
