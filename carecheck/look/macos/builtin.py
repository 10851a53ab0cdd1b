"""The logins that macOS brings along: its guest, and root."""

from typing import Final

from carecheck.facts.builtin import Builtin
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.accounts import accounts
from carecheck.look.macos.preferences import computer_settings, managed_settings
from carecheck.look.macos.told import switch
from carecheck.look.probes import probe

LOGIN_WINDOW: Final = "com.apple.loginwindow"
GUEST: Final = "GuestEnabled"
ORGANISATION: Final = "com.apple.MCX"
NO_GUEST: Final = "DisableGuestAccount"


@probe(Builtin, on="macos")
def builtin(machine: Machine) -> Builtin:
    """Look at both; nobody works with root's screen, which macOS does not offer."""
    found = accounts(machine)
    gap = found if isinstance(found, Unknown) else None
    works_here = isinstance(found, Unknown) or found.by_uid(machine.about.person) is not None
    return Builtin(
        guest_on=_guest(machine),
        administrator_on=found if isinstance(found, Unknown) else found.root_on,
        everyday=gap if gap is not None else False if works_here else Unknown("wrong_login", "no person's login"),
    )


def _guest(machine: Machine) -> bool | Unknown:
    """The tool for administrators knows; where it is silent, a setting that was never made means off."""
    told = switch(machine, "guestAccount")
    if not isinstance(told, Unknown):
        return told
    forbidden = managed_settings(machine, ORGANISATION)
    if not isinstance(forbidden, Unknown) and forbidden.flag(NO_GUEST) is True:
        return False
    set_here = computer_settings(machine, LOGIN_WINDOW).flag(GUEST)
    if isinstance(set_here, Unknown):
        return set_here
    return forbidden if isinstance(forbidden, Unknown) else set_here is True
