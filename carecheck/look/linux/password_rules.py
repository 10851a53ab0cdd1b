"""What this Linux demands of passwords: by the rules of PAM, and by what is set for each login.

Rules hold for people who choose a password themselves; an administrator may set any for them.
"""

import re
from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.passwords import Passwords
from carecheck.look.linux.accounts import Account, Accounts, accounts
from carecheck.look.linux.display_managers import active_display_manager
from carecheck.look.linux.lengths import shortest_password
from carecheck.look.linux.lockout import tries_until_locked
from carecheck.look.linux.passwords import State, password_states
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

# The services by which a password lets people in. On screens, each display manager has its own.
SCREENS: Final = {"gdm": "gdm-password", "lightdm": "lightdm", "sddm": "sddm", "greetd": "greetd"}
CONSOLE: Final = "login"
# Other ways in that ask for the password, where they are here: from afar, and at a locked screen.
OTHER_WAYS: Final = ("sshd", "kde", "cinnamon-screensaver", "mate-screensaver", "xfce4-screensaver")
FOR_EVER: Final = 9999  # days; the usual 99999 is for ever, too

_AGES: Final = re.compile(r"^(\S+) (?:P|PS|NP|L|LK) \S+ -?\d+ (-?\d+) ", re.MULTILINE)

States = dict[int, State | Unknown]


@probe(Passwords, on="linux")
def passwords(machine: Machine) -> Passwords:
    """Read the rules, and look for which logins they hold: those from a server follow others."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Passwords.all_unknown(gap)
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Passwords.all_unknown(found)
    states = password_states(machine, found.people)
    tries = _tries(machine)
    shortest = _shortest(machine, states)
    return Passwords(
        tries_seen=tries,
        tries=tries if found.gap is None else found.gap,
        shortest_seen=shortest,
        shortest=shortest if found.gap is None else found.gap,
        none_used=_none_used(states),
        expire=_unless_more(found, any_of(_must_change(machine, found.people, states))),
    )


def _tries(machine: Machine) -> int | None | Unknown:
    """Wrong passwords until a login is locked, by each way in; the way with the most counts."""
    screen = active_display_manager(machine)
    if isinstance(screen, Unknown):
        return screen
    others = [name for name in OTHER_WAYS if machine.read(f"/etc/pam.d/{name}") is not None]
    services = (CONSOLE, *([SCREENS[screen]] if screen else []), *others)
    answers = [tries_until_locked(machine, service) for service in services]
    if None in answers:
        return None
    gap = next((answer for answer in answers if isinstance(answer, Unknown)), None)
    return max(answer for answer in answers if isinstance(answer, int)) if gap is None else gap


def _shortest(machine: Machine, states: States) -> int | Unknown:
    """Fewest letters that somebody may have; a login without a password has none."""
    if "no_password" in states.values():
        return 0
    return shortest_password(machine)


def _none_used(states: States) -> bool | Unknown:
    """Never: where people sign in with a finger on Linux, they have a password, too."""
    answers = [state if isinstance(state, Unknown) else state == "needs_password" for state in states.values()]
    return False if any_of(answers) is True else Unknown("not_seen", "no login with a password was seen")


def _must_change(machine: Machine, people: tuple[Account, ...], states: States) -> Iterator[bool | Unknown]:
    """For each login that may be on, whether its password runs out; an administrator sees all, others their own."""
    command = ("passwd", "--status", "--all") if machine.about.elevated else ("passwd", "--status")
    told = machine.run(*command)
    ages = dict(_AGES.findall("" if isinstance(told, Unknown) or told.exit else told.text))
    for one in people:
        if states[one.uid] == "off" and str(one.uid) != machine.about.person:
            continue
        if one.name in ages:
            yield 0 <= int(ages[one.name]) < FOR_EVER
        elif isinstance(told, Unknown):
            yield told
        else:
            yield Unknown("needs_admin", "only an administrator sees when passwords of others run out")


def _unless_more(found: Accounts, answer: bool | Unknown) -> bool | Unknown:
    return answer if found.gap is None or answer is True else found.gap
