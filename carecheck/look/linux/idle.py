"""How long the logins of this Linux have not been used.

The login that works here is used today. A login that left no sign may be new, so nothing is said of how long it has
not been used.
"""

from datetime import date, timedelta
from typing import Final

from carecheck.facts.idle import Idle
from carecheck.facts.model import Unknown
from carecheck.look.linux.accounts import Account, Accounts, accounts
from carecheck.look.linux.passwords import State, password_states
from carecheck.look.linux.sign_ins import SignIns, sign_ins
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

NOBODY: Final = Unknown("not_seen", "no person has a login here")
NO_SIGN: Final = Unknown("not_seen", "a login of which no use was seen may be new")

LONG: Final = timedelta(days=30)  # a sign of use that is older may not be the last one, where signs can be missing

States = dict[int, State | Unknown]


@probe(Idle, on="linux")
def idle(machine: Machine) -> Idle:
    """Look for the newest sign of use of each login of a person that is on."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Idle.all_unknown(gap)
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Idle.all_unknown(found)
    states = password_states(machine, found.people)
    signs = sign_ins(machine, found.people)
    return Idle(
        unused_since=_unused_since(machine, found, states, signs),
        all_used_since=_all_used_since(machine, found, states, signs),
    )


def _last_use(machine: Machine, signs: SignIns, one: Account) -> date | None:
    return machine.about.today if str(one.uid) == machine.about.person else signs.last.get(one.name)


def _unused_since(machine: Machine, found: Accounts, states: States, signs: SignIns) -> date | Unknown:
    """The earliest last use of the logins that are certainly on, where no sign can be missing."""
    if signs.gap is not None:
        return signs.gap
    on = [one for one in found.people if not isinstance(states[one.uid], Unknown) and states[one.uid] != "off"]
    days = [day for day in (_last_use(machine, signs, one) for one in on) if day is not None]
    return min(days, default=NO_SIGN if found.people else NOBODY)


def _all_used_since(machine: Machine, found: Accounts, states: States, signs: SignIns) -> date | Unknown:
    """The earliest of the last uses that were seen, of all logins that may be on; an old one must be certain."""
    days: list[date] = []
    for one in found.people:
        if states[one.uid] == "off" and str(one.uid) != machine.about.person:
            continue
        day = _last_use(machine, signs, one)
        if day is None:
            return NO_SIGN if signs.gap is None else signs.gap
        state = states[one.uid]
        gap = state if isinstance(state, Unknown) else signs.gap
        if gap is not None and machine.about.today - day > LONG:
            return gap  # it may have been used since, or be off
        days.append(day)
    return min(days, default=NOBODY) if found.gap is None else found.gap
