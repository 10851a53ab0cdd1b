"""The logins of people on this Mac: how many, what they may do, and whether one of them opens by itself.

macOS shows nobody whether a login has a password, and trying one is out of the question. So `seen_without_password` and
`all_need_password` are "no" here: what people answer decides.
"""

from typing import Final

from carecheck.facts.logins import Logins
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import Account, Accounts, accounts
from carecheck.look.macos.administrators import administrators, full_control, other_administrators
from carecheck.look.macos.preferences import computer_settings
from carecheck.look.macos.told import status_of
from carecheck.look.probes import probe
from carecheck.look.shared_names import looks_shared

LOGIN_WINDOW: Final = "com.apple.loginwindow"
SIGNS_IN: Final = "autoLoginUser"
PASSWORD_FILE: Final = "/etc/kcpassword"  # where macOS keeps the one for signing in; only looked at

OFF: Final = "automatic login is off"
ON: Final = ("automatic login user:", "autologin is set for user")


@probe(Logins, on="macos")
def logins(machine: Machine) -> Logins:
    """Look at the logins of people; those of macOS itself are none."""
    automatic = _signs_in_by_itself(machine)
    found = accounts(machine)
    if isinstance(found, Unknown):
        return Logins.all_unknown(found).with_facts(automatic_sign_in=automatic, seen_without_password=False)
    everyday, others = _control(machine, found)
    return Logins(
        in_use=_in_use(found),
        shared_looking=_shared_looking(found),
        everyday_is_admin=everyday,
        other_admins=others,
        automatic_sign_in=automatic,
        seen_without_password=False,
        marked_without_password=False,
        all_need_password=False,
    )


def _signs_in_by_itself(machine: Machine) -> bool | Unknown:
    """Whether a login opens when the Mac starts. A name can be left over in the settings when that was turned off."""
    told = status_of(machine, "autologin")
    if not isinstance(told, Unknown):
        if any(sign in told for sign in ON):
            return True
        if OFF in told:
            return False
    name = computer_settings(machine, LOGIN_WINDOW).text(SIGNS_IN)
    if name is None or isinstance(name, Unknown):
        return False if name is None else name
    password = machine.exists(PASSWORD_FILE)
    if password is True:
        return True
    return password if isinstance(password, Unknown) else Unknown("not_seen", "only one of two signs is there")


def _control(machine: Machine, found: Accounts) -> tuple[bool | Unknown, int | Unknown]:
    """Whether the everyday login has full control, and how many others have."""
    everyday = _everyday(machine, found)
    if isinstance(everyday, Unknown):
        return everyday, everyday
    admins = administrators(machine)
    if isinstance(admins, Unknown):
        return admins, admins
    return full_control(found, admins, everyday), other_administrators(found, admins, everyday)


def _everyday(machine: Machine, found: Accounts) -> Account | Unknown:
    one = found.by_uid(machine.about.person)
    if one is not None:
        return one
    return Unknown("wrong_login", "carecheck runs with a login that is no person's") if found.gap is None else found.gap


def _in_use(found: Accounts) -> int | Unknown:
    if found.gap is not None:
        return found.gap
    return sum(one.on for one in found.people) or Unknown("not_seen", "no person has a login here")


def _shared_looking(found: Accounts) -> int | Unknown:
    certain = sum(one.on and looks_shared(one.names[0], one.full_name) for one in found.people)
    if certain or found.gap is None:
        return certain if found.people else Unknown("not_seen", "no person has a login here")
    return found.gap
