"""How MATE locks the screen, by the settings of the person who works here; its times are in minutes.

Its screen saver starts when nobody used the computer for a while, and locks the screen some minutes later.
"""

from typing import Final

from carecheck.facts.model import Unknown, all_of
from carecheck.look.linux.gsettings import number, there, yes_or_no
from carecheck.look.linux.lock_ways import MAY_SLEEP, Ways, in_all
from carecheck.look.machine import Machine

SAVER: Final = "org.mate.screensaver"
SESSION: Final = "org.mate.session"
POWER: Final = "org.mate.power-manager"
LOCKDOWN: Final = "org.mate.lockdown"


def by_mate(machine: Machine) -> Ways:
    """The ways of MATE."""
    forbidden = there(yes_or_no(machine, LOCKDOWN, "disable-lock-screen"))
    locks = there(yes_or_no(machine, SAVER, "lock-enabled"))
    may = all_of([locks, forbidden if isinstance(forbidden, Unknown) else not forbidden])
    asks = _asks_on_waking(machine, may)
    return Ways(_idle_seconds(machine, may), MAY_SLEEP if asks is not False else None, asks)


def _idle_seconds(machine: Machine, may: bool | Unknown) -> int | None | Unknown:
    starts = there(yes_or_no(machine, SAVER, "idle-activation-enabled"))
    idle = there(number(machine, SESSION, "idle-delay"))
    if may is False or starts is False or idle == 0:
        return None
    delay = there(number(machine, SAVER, "lock-delay"))
    for answer in (may, starts):
        if isinstance(answer, Unknown):
            return answer
    minutes = in_all(idle, delay)
    return minutes if isinstance(minutes, Unknown) else minutes * 60


def _asks_on_waking(machine: Machine, may: bool | Unknown) -> bool | Unknown:
    """MATE's power manager asks the screen saver to lock, or does what a switch of its own says."""
    by_saver = there(yes_or_no(machine, POWER, "lock-use-screensaver"))
    own = there(yes_or_no(machine, POWER, "lock-suspend"))
    if isinstance(by_saver, Unknown):
        return all_of([by_saver, may])
    return may if by_saver else all_of([own, may])
