"""Who has full control of this Windows.

The question is what a login may do, not what carecheck may do now: an administrator's programs usually run with
less, and the group stands among theirs only to refuse things.
"""

from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.accounts import Accounts, Login, is_of_entra, is_sid
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

ADMINISTRATORS: Final = "S-1-5-32-544"
DOMAIN_ADMINS: Final = "-512"
USER, DELETED = 1, 6  # SID_NAME_USE
ROLES_OF_ENTRA: Final = 2  # a computer that joins Entra gives two of its roles full control


class Member(msgspec.Struct):
    """A member of the group of administrators."""

    sid: str
    use: int


class _Members(msgspec.Struct):
    """All members."""

    count: int
    rows: list[Member]


class Token(msgspec.Struct):
    """Who runs carecheck, and all groups of that login."""

    user: str
    count: int
    groups: list[str]


def administrators(machine: Machine, found: Accounts) -> tuple[Member, ...] | Unknown:
    """The members of the group; Windows' own Administrator always is one, so a list without it is `unreadable`."""
    told = ask(machine, AskApi("administrators"), _Members)
    if isinstance(told, Unknown):
        return told
    sids = {row.sid for row in told.rows}
    if f"{found.machine_sid}-500" not in sids or not all(is_sid(sid) for sid in sids):
        return Unknown("unreadable", "the list of administrators is not whole")
    return tuple(told.rows)


def has_full_control(machine: Machine, members: tuple[Member, ...], login: Login) -> bool | Unknown:
    """Whether the everyday login has full control, through groups within groups, too.

    Only its own programs know all its groups: run by another login, carecheck sees those that are named themselves.
    """
    if any(member.sid == login.sid for member in members):
        return True
    token = ask(machine, AskApi("token"), Token)
    if isinstance(token, Unknown):
        return token
    if not all(is_sid(sid) for sid in (token.user, *token.groups)):
        return Unknown("unreadable", "the groups of this login are no groups")
    if token.user != login.sid:
        return Unknown("wrong_login", "carecheck runs with another login than the one that works here")
    return ADMINISTRATORS in token.groups


def other_administrators(found: Accounts, members: tuple[Member, ...], everyday: Login) -> int | Unknown:
    """Logins with full control besides the everyday one; the standard groups of an organisation are no login here."""
    number, roles = 0, 0
    for member in members:
        login = found.by_sid(member.sid)
        if member.sid == everyday.sid:
            continue
        if login is not None:
            # What is not known to be off counts.
            number += not login.local or login.on is not False
        elif member.sid.startswith(f"{found.machine_sid}-") or member.use == DELETED:
            continue  # left behind by a login that is gone
        elif member.use == USER:
            number += 1
        elif is_of_entra(member.sid):
            roles += 1
        elif not member.sid.endswith(DOMAIN_ADMINS):
            return Unknown("not_seen", "a group of the organisation has full control, and its members are not seen")
    if roles > ROLES_OF_ENTRA:
        return Unknown("not_seen", "more of the organisation has full control than its two usual roles")
    return number
