"""How GNOME and Cinnamon (of Linux Mint) lock the screen: both keep the same settings, each under its own name."""

from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown, all_of
from carecheck.look.linux.display_managers import active_display_manager
from carecheck.look.linux.gsettings import number, setting, there, word, yes_or_no
from carecheck.look.linux.lock_ways import MAY_SLEEP, Ways, can_sleep, in_all
from carecheck.look.machine import Machine

NOBODY_CHOSE: Final = "''"


@dataclass(frozen=True, slots=True)
class Desktop:
    """Where a desktop keeps its settings; `on_sleep` is a second switch for locking before sleep."""

    settings: str
    power: str
    on_sleep: tuple[str, str]
    on_sleep_may_lack: bool
    needs_gdm: bool
    other_locker: tuple[str, str] | None = None


GNOME: Final = Desktop(
    settings="org.gnome.desktop",
    power="org.gnome.settings-daemon.plugins.power",
    on_sleep=("org.gnome.desktop.screensaver", "ubuntu-lock-on-suspend"),
    on_sleep_may_lack=True,  # only Ubuntu has it
    needs_gdm=True,
)
CINNAMON: Final = Desktop(
    settings="org.cinnamon.desktop",
    power="org.cinnamon.settings-daemon.plugins.power",
    on_sleep=("org.cinnamon.settings-daemon.plugins.power", "lock-on-suspend"),
    on_sleep_may_lack=False,
    needs_gdm=False,
    other_locker=("org.cinnamon.desktop.screensaver", "custom-screensaver-command"),
)


def by_gsettings(machine: Machine, desktop: Desktop) -> Ways:
    """The ways of a desktop whose settings gsettings tells."""
    gap = _another_locks(machine, desktop)
    if gap is not None:
        return Ways.unknown(gap)
    forbidden = there(yes_or_no(machine, f"{desktop.settings}.lockdown", "disable-lock-screen"))
    locks = there(yes_or_no(machine, f"{desktop.settings}.screensaver", "lock-enabled"))
    asks = _asks_on_waking(machine, desktop, forbidden, locks)
    return Ways(_idle_seconds(machine, desktop, forbidden, locks), _asleep(machine, desktop, asks), asks)


def _another_locks(machine: Machine, desktop: Desktop) -> Unknown | None:
    """Why these settings may count for nothing."""
    if desktop.needs_gdm:
        manager = active_display_manager(machine)
        if isinstance(manager, Unknown):
            return manager
        if manager != "gdm":
            return Unknown("not_seen", "GNOME locks the screen only together with its own display manager")
    if desktop.other_locker is not None:
        other = setting(machine, *desktop.other_locker)
        if isinstance(other, Unknown):
            return other
        if other != NOBODY_CHOSE:
            return Unknown("not_seen", "another program may lock the screen")
    return None


def _idle_seconds(
    machine: Machine, desktop: Desktop, forbidden: bool | Unknown, locks: bool | Unknown
) -> int | None | Unknown:
    if forbidden is True or locks is False:
        return None
    idle = there(number(machine, f"{desktop.settings}.session", "idle-delay"))
    if idle == 0:
        return None
    starts = there(yes_or_no(machine, f"{desktop.settings}.screensaver", "idle-activation-enabled"))
    if starts is False:  # GNOME says that it no longer minds this one
        starts = Unknown("not_seen", "an old setting says that the screen saver does not start")
    delay = there(number(machine, f"{desktop.settings}.screensaver", "lock-delay"))
    for answer in (forbidden, locks, starts):
        if isinstance(answer, Unknown):
            return answer
    return in_all(idle, delay)


def _asks_on_waking(
    machine: Machine, desktop: Desktop, forbidden: bool | Unknown, locks: bool | Unknown
) -> bool | Unknown:
    if forbidden is True:
        return False
    second = yes_or_no(machine, *desktop.on_sleep)
    if second is None and desktop.on_sleep_may_lack:
        second = locks
    if locks is False and second is True:
        return Unknown("not_seen", "of two settings, one locks the screen before sleep and one does not")
    return all_of([locks, there(second), forbidden if isinstance(forbidden, Unknown) else not forbidden])


def _asleep(machine: Machine, desktop: Desktop, asks: bool | Unknown) -> int | None | Unknown:
    """Seconds until the computer sleeps, plugged in and on battery, where that locks the screen."""
    if asks is False:
        return None
    plugged_in = _sleeps_after(machine, desktop, "ac")
    if plugged_in is None or isinstance(plugged_in, Unknown):
        return plugged_in
    on_battery = _sleeps_after(machine, desktop, "battery")
    if asks is not True or not isinstance(on_battery, int) or not can_sleep(machine):
        return MAY_SLEEP
    return max(plugged_in, on_battery)


def _sleeps_after(machine: Machine, desktop: Desktop, power: str) -> int | None | Unknown:
    after = there(number(machine, desktop.power, f"sleep-inactive-{power}-timeout"))
    action = there(word(machine, desktop.power, f"sleep-inactive-{power}-type"))
    if after == 0 or action == "nothing":
        return None
    return after if action == "suspend" else MAY_SLEEP
