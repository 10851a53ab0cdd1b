"""How long the logins of this Windows have not been used.

No sign of use is left by every kind of sign-in, so the newest of all signs counts: the last sign-in that the list of
logins tells, and the times at which Windows last opened and closed the profile (documented for Windows 10 1809 and
newer). Files in a profile are no sign: updates touch them, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import msgspec

from carecheck.facts.idle import Idle
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.accounts import IN_USE_FOR, PROFILES, Accounts, accounts
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.times import day_of_filetime
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

SECONDS_OF_A_DAY: Final = 24 * 60 * 60
MOST_DAYS: Final = 36_500  # a password of 100 years is a mistake
ONE_DAY: Final = timedelta(days=1)  # another time zone

NOBODY: Final = Unknown("not_seen", "no person has a login here")
ELSEWHERE: Final = Unknown("not_possible_here", "logins of an organisation are kept elsewhere")


class _SignIn(msgspec.Struct):
    """A row of NetUserGetInfo, level 4."""

    sid: str
    last: int
    password_age: int


class _SignIns(msgspec.Struct):
    """All local logins, and for how many seconds Windows has been running."""

    running: int
    count: int
    rows: list[_SignIn]


@dataclass(frozen=True, slots=True)
class _Use:
    """The last use of a login: the newest sign of it, the day since which it exists, and why more may be hidden."""

    newest: date | None
    exists_since: date
    gap: Unknown | None = None


@probe(Idle, on="windows")
def idle(machine: Machine) -> Idle:
    """Look for the newest sign of use of each login of a person that is on."""
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Idle.all_unknown(found)
    told = ask(machine, AskApi("sign_ins"), _SignIns)
    if isinstance(told, Unknown):
        return Idle.all_unknown(told)
    today = machine.about.today
    uses = [_use(machine, found, told, login.sid) for login in found.people if login.local and login.on is not False]
    return Idle(unused_since=_unused_since(found, uses), all_used_since=_all_used_since(found, uses, today))


def _unused_since(found: Accounts, uses: list[_Use]) -> date | Unknown:
    """The earliest day of those logins of which no sign is missing; one without any sign is at least as old as that."""
    days = [use.newest or use.exists_since for use in uses if use.gap is None]
    hidden = next((use.gap for use in uses if use.gap is not None), ELSEWHERE if found.people else NOBODY)
    return min(days, default=hidden)


def _all_used_since(found: Accounts, uses: list[_Use], today: date) -> date | Unknown:
    """The earliest of the newest signs; one that is old and may not be the last leaves it open."""
    days: list[date] = []
    for use in uses:
        if use.newest is None:
            return Unknown("not_seen", "a login that was never used may be new") if use.gap is None else use.gap
        if use.gap is not None and today - use.newest > IN_USE_FOR:
            return use.gap
        days.append(use.newest)
    if not all(login.local for login in found.logins):
        return ELSEWHERE
    return min(days, default=NOBODY)


def _use(machine: Machine, found: Accounts, told: _SignIns, sid: str) -> _Use:
    """All signs of one login; the one that works here is used today, whatever they say."""
    today = machine.about.today
    if sid == machine.about.person:
        return _Use(today, today)
    row = next((row for row in told.rows if row.sid == sid), None)
    if row is None:
        return _Use(None, today, Unknown("unreadable", "a login is missing from the list of sign-ins"))
    signs = {"last": _day_of(row.last)}
    if sid in found.profiles:
        place = f"{PROFILES}\\{found.profiles[sid]}"
        signs |= {name: _profile_time(machine, place, name) for name in ("Load", "Unload")}
    gap = _gap(signs, today, told.running) if sid in found.profiles else None
    gaps = [sign for sign in signs.values() if isinstance(sign, Unknown)]
    days = [sign for sign in signs.values() if isinstance(sign, date)]
    if any(day > today + ONE_DAY for day in days):
        gaps.append(Unknown("unreadable", "a login was last used in the future"))
    newest = max((day for day in days if day <= today + ONE_DAY), default=None)
    return _Use(newest, _days_before(today, row.password_age, today), gaps[0] if gaps else gap)


def _gap(signs: Mapping[str, date | None | Unknown], today: date, running: int) -> Unknown | None:
    """Why a profile may have been used after its newest sign: it tells no time, or was opened and never closed."""
    opened, closed = signs["Load"], signs["Unload"]
    if opened is None or isinstance(opened, Unknown):
        return Unknown("not_seen", "a profile does not tell when it was last in use")
    was_closed = isinstance(closed, date) and closed >= opened
    before_start = opened < _days_before(today, running, date.min + ONE_DAY) - ONE_DAY
    return None if was_closed or before_start else Unknown("not_seen", "a login may still be signed in")


def _day_of(seconds: int) -> date | None | Unknown:
    """The day of a time in Unix seconds; None: not told."""
    if seconds == 0:
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, ValueError, OSError):
        return Unknown("unreadable", "a login was last used beyond all calendars")


def _profile_time(machine: Machine, place: str, name: str) -> date | None | Unknown:
    """The day on which a profile was last opened (Load) or closed (Unload); None: not told."""
    ticks = 0
    for half, shift in (("High", 32), ("Low", 0)):
        number = read_number(machine, "HKLM", place, f"LocalProfile{name}Time{half}")
        if number is None or isinstance(number, Unknown):
            return number
        ticks += number << shift
    return day_of_filetime(ticks) if ticks else None


def _days_before(today: date, seconds: int, otherwise: date) -> date:
    """The day that lies so many seconds back, or `otherwise` where the number is out of all proportion."""
    days = seconds // SECONDS_OF_A_DAY
    return today - timedelta(days=days) if 0 <= days < MOST_DAYS else otherwise
