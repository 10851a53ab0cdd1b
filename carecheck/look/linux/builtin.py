"""Whether this Linux lets in guests: by a guest session of its sign-in screen, or by a login made for guests.

Only LightDM has guest sessions, and only with a program for them, which Ubuntu brought along until 2018. Fedora has a
login of its own for guests (xguest).
"""

from collections.abc import Iterator
from typing import Final

from carecheck.facts.builtin import Builtin
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.linux.accounts import accounts
from carecheck.look.linux.display_managers import active_display_manager, lightdm_seat
from carecheck.look.linux.keyfile import is_true
from carecheck.look.linux.passwords import password_states
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

GUESTS: Final = ("guest", "xguest", "gast")
MAKES_GUESTS: Final = ("/usr/sbin/guest-account", "/usr/share/lightdm/guest-session")

ONLY_WINDOWS: Final = Unknown("not_possible_here", "only Windows brings an administrator's login along")


@probe(Builtin, on="linux")
def builtin(machine: Machine) -> Builtin:
    """Look at the sign-in screen, and at logins that are called guest."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Builtin.all_unknown(gap)
    guest = any_of([_on_screen(machine), *_by_login(machine)])
    return Builtin(guest_on=guest, administrator_on=ONLY_WINDOWS, everyday=ONLY_WINDOWS)


def _on_screen(machine: Machine) -> bool | Unknown:
    screen = active_display_manager(machine)
    if isinstance(screen, Unknown) or screen != "lightdm":
        return screen if isinstance(screen, Unknown) else False
    seat = lightdm_seat(machine)
    if isinstance(seat, Unknown):
        return seat
    makes_guests = [bool(seat.get("guest-account-script")), *(machine.exists(path) for path in MAKES_GUESTS)]
    return all_of([is_true(seat.get("allow-guest", "true")), any_of(makes_guests)])


def _by_login(machine: Machine) -> Iterator[bool | Unknown]:
    """For each login of that name, whether nobody needs a password for it; with one it is a login like others."""
    found = accounts(machine)
    if isinstance(found, Unknown):
        yield found
        return
    guests = tuple(one for one in found.people if one.name.casefold() in GUESTS)
    for state in password_states(machine, guests).values() if guests else ():
        yield state if isinstance(state, Unknown) else state == "no_password"
    if found.gap is not None:
        yield found.gap
