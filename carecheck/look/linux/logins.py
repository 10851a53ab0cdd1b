"""The logins of people on this Linux: how many, what they may do, and whether they need a password."""

import re
from collections.abc import Iterable
from typing import Final

from carecheck.facts.logins import Logins
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.linux.accounts import Account, Accounts, accounts
from carecheck.look.linux.administrators import SudoRules, full_control, sudo_rules
from carecheck.look.linux.display_managers import active_display_manager, signs_in_by_itself
from carecheck.look.linux.passwords import State, password_states
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.shared_names import looks_shared

# Ubuntu's settings put a login into this group that need not type a password on the sign-in screen. It works where
# the screen's rules name the group.
NO_PASSWORD_GROUP: Final = "nopasswdlogin"
SCREEN_RULES: Final = {"gdm": "gdm-password", "lightdm": "lightdm", "sddm": "sddm", "greetd": "greetd"}
_LETS_GROUP_IN: Final = re.compile(rf"^\s*auth\s.*\b{NO_PASSWORD_GROUP}\b", re.MULTILINE)

States = dict[int, State | Unknown]
On = dict[int, bool | Unknown]


@probe(Logins, on="linux")
def logins(machine: Machine) -> Logins:
    """Look at the logins of people; those of the system are none."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Logins.all_unknown(gap)
    automatic = signs_in_by_itself(machine)
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Logins(found, found, found, found, automatic, found, found, found)
    states = password_states(machine, found.people)
    on = {one.uid: _is_on(machine, one, states) for one in found.people}
    everyday = _everyday(machine, found, on)
    rules = sudo_rules(machine)
    in_group = any_of(all_of([_in_no_password_group(found, one), on[one.uid]]) for one in found.people)
    without = any_of([_one_has_no_password(states), all_of([in_group, _screen_lets_group_in(machine)])])
    return Logins(
        in_use=_number(found, on.values()),
        shared_looking=_shared_looking(found, on),
        everyday_is_admin=everyday if isinstance(everyday, Unknown) else full_control(found, rules, everyday),
        other_admins=_other_admins(found, rules, on, everyday),
        automatic_sign_in=automatic,
        seen_without_password=_unless_more(found, without),
        marked_without_password=_unless_more(found, in_group),
        all_need_password=_all_need_password(found, states, without),
    )


def _everyday(machine: Machine, found: Accounts, on: On) -> Account | Unknown:
    """The login of the person who works here: the one that runs carecheck, or that called sudo, or the only one."""
    person = machine.about.person
    others = [one for one in found.people if on[one.uid] is not False]
    if person is None and len(others) == 1 and on[others[0].uid] is True and found.gap is None:
        return others[0]
    for one in found.people:
        if str(one.uid) == person:
            return one
    return Unknown("wrong_login", "carecheck runs with a login that is no person's") if found.gap is None else found.gap


def _is_on(machine: Machine, one: Account, states: States) -> bool | Unknown:
    """Whether a login is switched on; the one that runs carecheck is, whatever else is known of it."""
    if str(one.uid) == machine.about.person:
        return True
    state = states[one.uid]
    return state if isinstance(state, Unknown) else state != "off"


def _number(found: Accounts, on: Iterable[bool | Unknown]) -> int | Unknown:
    answers = tuple(on)
    if found.gap is not None:
        return found.gap
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    return sum(answer is True for answer in answers) or Unknown("not_seen", "no person has a login here")


def _shared_looking(found: Accounts, on: On) -> int | Unknown:
    """How many look shared; those that are certain count, also when it is not known whether others are on."""
    if not found.people:
        return Unknown("not_seen", "no person has a login here") if found.gap is None else found.gap
    answers = [on[one.uid] for one in found.people if looks_shared(one.name, one.full_name)]
    certain = sum(answer is True for answer in answers)
    gaps = [answer for answer in (*answers, found.gap) if isinstance(answer, Unknown)]
    return gaps[0] if gaps and not certain else certain


def _other_admins(found: Accounts, rules: SudoRules, on: On, everyday: Account | Unknown) -> int | Unknown:
    """Full control besides the everyday login's; a login of which it is not known whether it is on counts."""
    if isinstance(everyday, Unknown):
        return everyday
    if found.gap is not None:
        return found.gap
    others = [one for one in found.people if one is not everyday and on[one.uid] is not False]
    answers = [full_control(found, rules, one) for one in others]
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    return sum(answer is True for answer in answers) + found.doubles_of_root


def _one_has_no_password(states: States) -> bool | Unknown:
    return any_of(state if isinstance(state, Unknown) else state == "no_password" for state in states.values())


def _in_no_password_group(found: Accounts, one: Account) -> bool:
    return one.name in found.members(NO_PASSWORD_GROUP)


def _screen_lets_group_in(machine: Machine) -> bool | Unknown:
    """Whether the rules of the sign-in screen name the group."""
    screen = active_display_manager(machine)
    if screen is None or isinstance(screen, Unknown):
        return False if screen is None else screen
    rules = machine.read(f"/etc/pam.d/{SCREEN_RULES[screen]}")
    if rules is None or isinstance(rules, Unknown):
        return Unknown("not_seen", "the rules of the sign-in screen were not found") if rules is None else rules
    return _LETS_GROUP_IN.search(rules) is not None


def _unless_more(found: Accounts, answer: bool | Unknown) -> bool | Unknown:
    """A yes stands whatever other logins there may be; a no does not."""
    return answer if found.gap is None or answer is True else found.gap


def _all_need_password(found: Accounts, states: States, without: bool | Unknown) -> bool | Unknown:
    if without is True:
        return False
    if isinstance(without, Unknown) or found.gap is not None:
        return without if found.gap is None else found.gap
    # None has none: those that are not off need one.
    some_on = any_of(state if isinstance(state, Unknown) else state != "off" for state in states.values())
    return True if some_on is True else Unknown("not_seen", "no login that is on was seen")
