"""Whether messages may show on a locked Windows: rules first, then the two switches of the person who works here.

Where the two switches differ, it is not certain which of them counts.
"""

from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.previews import Previews
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import is_set, read_number
from carecheck.look.windows_questions import Hive

RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\System"
MANAGED: Final = "SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\AboveLock"
OWN_RULES: Final = "Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\PushNotifications"
MESSAGES: Final = "Software\\Microsoft\\Windows\\CurrentVersion\\PushNotifications"
SETTINGS: Final = "Software\\Microsoft\\Windows\\CurrentVersion\\Notifications\\Settings"


@probe(Previews, on="windows")
def previews(machine: Machine) -> Previews:
    """Messages show unless something turns them off, for that is what Windows does on its own."""
    off = any_of(
        [
            is_set(machine, "HKLM", RULES, "DisableLockScreenAppNotifications"),
            is_set(machine, "HKCU", OWN_RULES, "NoToastApplicationNotificationOnLockScreen"),
            is_set(machine, "HKCU", OWN_RULES, "NoToastApplicationNotification"),
            _is_off(machine, "HKLM", MANAGED, "AllowToasts"),
            _by_person(machine),
        ]
    )
    return Previews(on_locked_screen=off if isinstance(off, Unknown) else not off)


def _by_person(machine: Machine) -> bool | Unknown:
    all_off = _is_off(machine, "HKCU", MESSAGES, "ToastEnabled")
    old = _is_off(machine, "HKCU", MESSAGES, "LockScreenToastEnabled")
    new = _is_off(machine, "HKCU", SETTINGS, "NOC_GLOBAL_SETTING_ALLOW_TOASTS_ABOVE_LOCK")
    if isinstance(old, Unknown) or isinstance(new, Unknown):
        return any_of([all_off, old if isinstance(old, Unknown) else new])
    if old != new:
        return any_of([all_off, Unknown("not_seen", "the switches for messages on a locked screen differ")])
    return any_of([all_off, old])


def _is_off(machine: Machine, hive: Hive, key: str, name: str) -> bool | Unknown:
    """Whether a switch is off: 0; 1 or no value is on, as Windows comes, and anything else is `unreadable`."""
    number = read_number(machine, hive, key, name)
    if isinstance(number, Unknown):
        return number
    return number == 0 if number in (None, 0, 1) else Unknown("unreadable", f"{key}: {name} is {number}")
