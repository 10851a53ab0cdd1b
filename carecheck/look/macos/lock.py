"""When the screen of this Mac locks: by the screen saver, or when the display goes dark, and then after a delay.

Whether a password is asked for, only one tool tells truly; the settings in which others look are left-overs.
"""

import re
from typing import Final

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.battery import PMSET
from carecheck.look.macos.person import not_at_the_screen
from carecheck.look.macos.preferences import managed_settings, persons_own
from carecheck.look.macos.told import SYSADMINCTL, status_of, unclear, words_of
from carecheck.look.probes import probe

DOMAIN: Final = "com.apple.screensaver"
SAVER: Final = "idleTime"
ASKS: Final = "askForPassword"
DELAY: Final = "askForPasswordDelay"

NEVER_SET: Final = 20 * 60  # what Apple sets for the screen saver, in seconds

_DELAY: Final = re.compile(r"screenlock delay is (?:(immediate)|(\d{1,9}) seconds?)\s*$", re.MULTILINE)
_NO_LOCK: Final = re.compile(r"screenlock is off|screenlock delay is -\d+")
_DARK: Final = re.compile(r"^ *displaysleep +(\d{1,6})\b", re.MULTILINE)
_SECTION: Final = re.compile(r"^(Battery|AC|UPS) Power:$", re.MULTILINE)


@probe(Lock, on="macos")
def lock(machine: Machine) -> Lock:
    """Put the times together; a Mac has no other way to lock."""
    gap = not_at_the_screen(machine)
    if gap is not None:
        return Lock.all_unknown(gap)
    delay = _delay(machine)
    if isinstance(delay, Unknown):
        return Lock.all_unknown(delay)
    if delay is None:
        return Lock(None, None, None, None, asks_on_waking=False)
    return Lock(
        computer_minutes=None,
        managed_minutes=_managed(machine, delay),
        screen_saver_minutes=_minutes(_saver(machine), delay),
        asleep_minutes=_minutes(_dark(machine), delay),
        asks_on_waking=True,
    )


def _minutes(seconds: int | None | Unknown, delay: int) -> int | None | Unknown:
    """Whole minutes, never rounded down; 0 seconds is how macOS writes "never"."""
    if seconds is None or isinstance(seconds, Unknown):
        return seconds
    return -(-(seconds + delay) // 60) if seconds > 0 else None


def _delay(machine: Machine) -> int | None | Unknown:
    """Seconds until a dark screen asks for a password; None: it never does."""
    told = status_of(machine, "screenLock", rights="person")
    if isinstance(told, Unknown):
        return told
    if _NO_LOCK.search(told):
        return None
    found = _DELAY.search(told)
    return int(found[2] or 0) if found else unclear(SYSADMINCTL)


def _saver(machine: Machine) -> int | Unknown:
    own = persons_own(machine, DOMAIN, this_computer_only=True)
    seconds = own if isinstance(own, Unknown) else own.number(SAVER)
    return NEVER_SET if seconds is None else seconds


def _managed(machine: Machine, delay: int) -> int | None | Unknown:
    """What an organisation has set. With a password that it turned off, its time locks nothing."""
    managed = managed_settings(machine, DOMAIN)
    if isinstance(managed, Unknown):
        return managed
    seconds, asks, waits = managed.number(SAVER), managed.flag(ASKS), managed.number(DELAY)
    for answer in (seconds, asks, waits):
        if isinstance(answer, Unknown):
            return answer
    if asks is False:
        return None
    return _minutes(seconds, waits if isinstance(waits, int) else delay)


def _dark(machine: Machine) -> int | Unknown:
    """Seconds until the display goes dark, the longest of those with and without a cable; 0: never."""
    told = words_of(machine, PMSET, "-g", "custom")
    if isinstance(told, Unknown):
        return told
    times = [int(minutes) * 60 for minutes in _DARK.findall(told.text)]
    sections = _SECTION.findall(told.text)
    if "AC" not in sections or len(times) != len(sections) or not told.text.endswith("\n"):
        return unclear(PMSET)
    return 0 if 0 in times else max(times)
