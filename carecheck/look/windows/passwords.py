"""The rules for passwords on this Windows. They hold for its own logins only.

A domain has rules of its own, and so have Microsoft's accounts; neither can be seen from here.
"""

from typing import Final

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.passwords import Passwords
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.accounts import Accounts, Login, accounts
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import CURRENT
from carecheck.look.windows_questions import AskApi

HELLO: Final = f"{CURRENT}\\PasswordLess\\Device"
HELLO_ONLY: Final = 2

ELSEWHERE: Final = Unknown("not_possible_here", "a login follows rules for passwords that are kept elsewhere")
NEVER_LOCKED: Final = Unknown("not_seen", "Windows' own administrator is on, and wrong passwords may not lock it")


class _Rules(msgspec.Struct):
    """NetUserModalsGet; `longest_age` is None for ever, and `tries` 0 where there is no end of them."""

    shortest: int
    longest_age: int | None
    tries: int


@probe(Passwords, on="windows")
def passwords(machine: Machine) -> Passwords:
    """Read the rules of this computer, and look for which of the logins that are on they hold."""
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Passwords.all_unknown(found)
    ours = [login for login in _on(found) if login.local and login.cloud is False]
    others = [login for login in _on(found) if not login.local or login.cloud is not False]
    none_used = False if ours else _none_used(machine, others)
    rules = ask(machine, AskApi("password_rules"), _Rules)
    if isinstance(rules, Unknown):
        return Passwords.all_unknown(rules).with_facts(none_used=none_used)
    tries = rules.tries or None
    shortest = 0 if any(login.marked for login in ours) else rules.shortest
    return Passwords(
        tries_seen=tries if ours else ELSEWHERE,
        tries=ELSEWHERE if others else _tries_of_all(found, tries),
        shortest_seen=shortest if ours else ELSEWHERE,
        shortest=ELSEWHERE if others else shortest,
        none_used=none_used,
        expire=any_of([_must_change(rules, ours), *([ELSEWHERE] if others else [])]),
    )


def _tries_of_all(found: Accounts, tries: int | None) -> int | None | Unknown:
    return NEVER_LOCKED if tries is not None and found.administrator.on is not False else tries


def _on(found: Accounts) -> list[Login]:
    """Logins with a password that are on; of an organisation's logins, it is not known here which are off."""
    logins = [*found.people, *([] if found.administrator.is_person else [found.administrator])]
    return [login for login in logins if login.on is not False or not login.local]


def _must_change(rules: _Rules, ours: list[Login]) -> bool:
    return rules.longest_age is not None and not all(login.password_stays for login in ours)


def _none_used(machine: Machine, others: list[Login]) -> bool | Unknown:
    """Whether Windows lets people sign in with a PIN, finger or face only; a switch for Microsoft accounts."""
    if not others or not all(login.local and login.cloud for login in others):
        return ELSEWHERE
    switch = read_number(machine, "HKLM", HELLO, "DevicePasswordLessBuildVersion")
    if isinstance(switch, Unknown):
        return switch
    known = switch in (None, 0, HELLO_ONLY)
    return switch == HELLO_ONLY if known else Unknown("unreadable", f"the switch for passwords is {switch}")
