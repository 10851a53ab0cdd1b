"""The logins of people on this Windows: how many, what they may do, and whether they need a password.

Windows never shows that a local login has a password, and trying one is out of the question. So `seen_without_password`
and, for computers with local logins, `all_need_password` are "no" here: what people answer decides.
"""

from typing import Final, NamedTuple

from carecheck.facts.logins import Logins
from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.shared_names import looks_shared
from carecheck.look.windows.accounts import Accounts, accounts
from carecheck.look.windows.administrators import administrators, has_full_control, other_administrators
from carecheck.look.windows.registry import read_value
from carecheck.look.windows.version import CURRENT

SIGN_IN: Final = f"{CURRENT}\\Winlogon"


@probe(Logins, on="windows")
def logins(machine: Machine) -> Logins:
    """Look at the logins of people; those of Windows itself are none."""
    automatic = any_of(_switch(machine, name) for name in ("AutoAdminLogon", "ForceAutoLogon"))
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Logins.all_unknown(found).with_facts(automatic_sign_in=automatic, seen_without_password=False)
    control = _control(machine, found)
    # Whether a login of the organisation is still on is not known here, so each that has a profile counts.
    on = [login for login in found.logins if login.on is not False or not login.local]
    return Logins(
        in_use=_in_use(found),
        shared_looking=_shared_looking(found),
        everyday_is_admin=control if isinstance(control, Unknown) else control.everyday,
        other_admins=control if isinstance(control, Unknown) else control.others,
        automatic_sign_in=automatic,
        seen_without_password=False,
        marked_without_password=any(login.marked and not login.cloud for login in on),
        all_need_password=all(login.cloud is True for login in on),
    )


def _switch(machine: Machine, name: str) -> bool | Unknown:
    """A switch of the sign-in, which some programs write as text and some as a number."""
    value = read_value(machine, "HKLM", SIGN_IN, name)
    if value is None or isinstance(value, Unknown):
        return False if value is None else value
    text = str(value.data).strip() if isinstance(value.data, (str, int)) else ""
    return text == "1" if text in ("0", "1") else Unknown("unreadable", f"{name} is neither on nor off")


class _Control(NamedTuple):
    """Who has full control: the everyday login, and how many others."""

    everyday: bool | Unknown
    others: int | Unknown


def _control(machine: Machine, found: Accounts) -> _Control | Unknown:
    members = administrators(machine, found)
    if isinstance(members, Unknown):
        return members
    everyday = found.by_sid(machine.about.person)
    if everyday is None:
        return Unknown("wrong_login", "carecheck runs with a login that is no person's")
    return _Control(has_full_control(machine, members, everyday), other_administrators(found, members, everyday))


def _in_use(found: Accounts) -> int | Unknown:
    answers = [login.on for login in found.people]
    for answer in answers:
        if isinstance(answer, Unknown):
            return answer
    return sum(answer is True for answer in answers) or Unknown("not_seen", "no person has a login here")


def _shared_looking(found: Accounts) -> int | Unknown:
    """How many look shared; those that are certain count, also when it is not known whether others are in use."""
    if not found.people:
        return Unknown("not_seen", "no person has a login here")
    answers = [login.on for login in found.people if any(looks_shared(name) for name in login.names)]
    certain = sum(answer is True for answer in answers)
    gaps = [answer for answer in answers if isinstance(answer, Unknown)]
    return gaps[0] if gaps and not certain else certain
