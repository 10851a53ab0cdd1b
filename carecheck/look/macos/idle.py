"""When each login of this Mac was last used, by the list that macOS keeps of who signed in.

Unlocking the screen is no sign, so a login that stays signed in counts as used. The list is cut off now and then: a
login that is not in it may have been used before.
"""

import re
from datetime import date, datetime
from typing import Final

from carecheck.facts.idle import Idle
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import accounts
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.probes import probe

LAST: Final = "/usr/bin/last"
END: Final = "wtmp begins "
NO_LOGINS: Final = ("reboot", "shutdown")
NOW: Final = "still logged in"
UNTOLD: Final = Unknown("not_seen", "the list of who signed in does not reach back far enough")

_ROW: Final = re.compile(r"(\S+) +\S+ +.*?\b[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d{4}) \d\d:\d\d(.*)")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@probe(Idle, on="macos")
def idle(machine: Machine) -> Idle:
    """Look for the last sign of each login; what has none leaves it open."""
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Idle.all_unknown(found)
    days = _last_days(machine)
    if isinstance(days, Unknown):
        return Idle.all_unknown(days)
    signs = [max((days[name] for name in one.names if name in days), default=None) for one in found.people if one.on]
    if found.gap is not None or not signs or None in signs:
        return Idle.all_unknown(UNTOLD if found.gap is None else found.gap)
    return Idle(unused_since=UNTOLD, all_used_since=min(day for day in signs if day is not None))


def _last_days(machine: Machine) -> dict[str, date] | Unknown:
    """The last day of each name. The list ends with the day on which it begins."""
    told = words_of(machine, LAST, "-y")
    if isinstance(told, Unknown):
        return told
    lines = [line for line in told.text.splitlines() if line.strip()]
    if not lines[-1].startswith(END):
        return unclear(LAST)
    days: dict[str, date] = {}
    for line in lines[:-1]:
        if line.split(" ")[0] in NO_LOGINS:
            continue
        row = _ROW.fullmatch(line)
        day = _day(row, machine.about.today) if row else None
        if row is None or day is None or day > machine.about.today:
            return unclear(LAST)
        days[row[1]] = max(day, days.get(row[1], day))
    return days


def _day(row: re.Match[str], today: date) -> date | None:
    if NOW in row[5]:
        return today
    if row[2] not in _MONTHS:
        return None
    try:
        return datetime(int(row[4]), _MONTHS.index(row[2]) + 1, int(row[3])).date()  # noqa: DTZ001 - the Mac's own time
    except ValueError:
        return None
