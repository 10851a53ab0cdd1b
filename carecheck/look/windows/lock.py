"""When this Windows locks its screen by itself, by the settings of the person who works here and of the computer.

There are four ways, and the soonest counts: the limit of the computer, the screen saver, sleep, and a limit that the
organisation's device management sets. A screen that is only dark is not locked, except where the computer goes on to
sleep at once (Modern Standby). Locking when a phone goes away (Dynamic Lock) needs the phone, so it does not count.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.screen_saver import MOST_SECONDS, SETTINGS, screen_saver_seconds
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

COMPUTER: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System"
MANAGED: Final = "SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\DeviceLock"
POWER_RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Power\\PowerSettings"
RULES: Final[Mapping[str, str]] = {
    "screen_off": f"{POWER_RULES}\\3C0BC021-C8A8-4E07-A973-6B14CBCB2B7E",
    "sleep": f"{POWER_RULES}\\29F6C1DB-86DA-48C5-9FDB-F2B67B1F44DA",
    "ask_on_waking": f"{POWER_RULES}\\0e796bdb-100d-47d6-a2d5-f7d2daa51f51",
}

MOST_DELAY: Final = 86_400
NEVER_ASKS: Final = frozenset({0xFFFFFFFF, 0x7FFFFFFF})

Seconds = int | None | Unknown  # None: never


class _Setting(msgspec.Struct):
    """A setting of the power plan, while the computer is plugged in and on battery."""

    setting: str
    plugged_in: int | None
    on_battery: int | None


class _Power(msgspec.Struct):
    """What the computer can do, and the settings of its power plan."""

    battery: bool
    modern_standby: bool
    can_sleep: bool
    count: int
    rows: list[_Setting]


@probe(Lock, on="windows")
def lock(machine: Machine) -> Lock:
    """Look at each way on its own, so that one that could not be read leaves the others as they are."""
    power = ask(machine, AskApi("power"), _Power)
    delay = _delay(machine, power)
    asks = _asks_on_waking(machine, power, delay)
    return Lock(
        computer_minutes=_minutes(_limit_of_computer(machine)),
        managed_minutes=_minutes(_managed(machine)),
        screen_saver_minutes=_minutes(screen_saver_seconds(machine)),
        asleep_minutes=_minutes(_asleep(machine, power, delay, asks)),
        asks_on_waking=asks,
    )


def _minutes(seconds: Seconds) -> Seconds:
    """Whole minutes, rounded up so that they never look like fewer."""
    return -(-seconds // 60) if isinstance(seconds, int) else seconds


def _limit_of_computer(machine: Machine) -> Seconds:
    seconds = read_number(machine, "HKLM", COMPUTER, "InactivityTimeoutSecs")
    if isinstance(seconds, int) and seconds > MOST_SECONDS:
        return Unknown("unreadable", f"InactivityTimeoutSecs is {seconds}")
    return seconds or None if isinstance(seconds, int) else seconds


def _managed(machine: Machine) -> Seconds:
    """The limit of device management, which counts only with the password that it asks for (0 means that it does)."""
    minutes = read_number(machine, "HKLM", MANAGED, "MaxInactivityTimeDeviceLock")
    if not isinstance(minutes, int) or not minutes:
        return minutes if isinstance(minutes, Unknown) else None
    password = read_number(machine, "HKLM", MANAGED, "DevicePasswordEnabled")
    if isinstance(password, Unknown):
        return password
    if minutes > 999 or password not in (None, 0, 1):
        return Unknown("unreadable", f"MaxInactivityTimeDeviceLock is {minutes}")
    return minutes * 60 if password == 0 else None


def _asleep(machine: Machine, power: _Power | Unknown, delay: Seconds, asks: bool | Unknown) -> Seconds:
    """When the computer falls asleep, and asks for a password after that: the later of plugged in and on battery."""
    if isinstance(power, Unknown):
        return power
    sleeps = [_never_at_0(time, "sleep") for time in _both(machine, power, "sleep")]
    if power.modern_standby:  # here it sleeps as soon as its screen goes off
        dark = [_never_at_0(time, "screen_off") for time in _both(machine, power, "screen_off")]
        sleeps = [_sooner(*pair) for pair in zip(sleeps, dark, strict=True)]
    elif not power.can_sleep:
        return None
    return _then(_later(sleeps), delay, asks)


def _later(times: list[Seconds]) -> Seconds:
    if None in times:
        return None
    gap = next((time for time in times if isinstance(time, Unknown)), None)
    return max(time for time in times if isinstance(time, int)) if gap is None else gap


def _sooner(one: Seconds, other: Seconds) -> Seconds:
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return one if isinstance(one, Unknown) else other
    return min((time for time in (one, other) if time is not None), default=None)


def _then(sleeps: Seconds, delay: Seconds, asks: bool | Unknown) -> Seconds:
    """Seconds until it sleeps and a password is needed; one part that never comes settles that it never locks so."""
    if sleeps is None or delay is None or asks is False:
        return None
    if isinstance(sleeps, Unknown):
        return sleeps
    if isinstance(delay, Unknown):
        return delay
    return asks if isinstance(asks, Unknown) else sleeps + delay


def _asks_on_waking(machine: Machine, power: _Power | Unknown, delay: Seconds) -> bool | Unknown:
    """Whether a password is needed after sleep, plugged in and on battery."""
    if isinstance(power, Unknown):
        return power
    asks = [
        value if isinstance(value, Unknown) else value == 1 if value in (0, 1) else _odd("ask_on_waking", value)
        for value in _both(machine, power, "ask_on_waking")
    ]
    if power.modern_standby:
        asks.append(delay if isinstance(delay, Unknown) else delay is not None)
    return all_of(asks)


def _delay(machine: Machine, power: _Power | Unknown) -> Seconds:
    """Seconds from sleep until a password is needed, where people can choose that; None: it never is."""
    if isinstance(power, Unknown) or not power.modern_standby:
        return power if isinstance(power, Unknown) else 0
    delay = read_number(machine, "HKCU", SETTINGS, "DelayLockInterval")
    if delay is None or isinstance(delay, Unknown):
        return 0 if delay is None else delay
    if delay in NEVER_ASKS:
        return None
    return delay if delay <= MOST_DELAY else _odd("DelayLockInterval", delay)


def _never_at_0(seconds: Seconds, name: str) -> Seconds:
    if seconds is None:
        return _odd(name, None)
    return seconds or None if isinstance(seconds, int) else seconds


def _both(machine: Machine, power: _Power, name: str) -> list[Seconds]:
    """A setting while plugged in and, if there is a battery, without: by rule, else by the power plan."""
    found = [row for row in power.rows if row.setting == name]
    if len(found) != 1:
        return [Unknown("not_seen", f"the setting {name} was not told")] * (1 + power.battery)
    kinds = [("ACSettingIndex", found[0].plugged_in), ("DCSettingIndex", found[0].on_battery)]
    rules = [(read_number(machine, "HKLM", RULES[name], rule), plan) for rule, plan in kinds]
    both: list[Seconds] = [plan if rule is None else rule for rule, plan in rules]
    return both if power.battery else both[:1]


def _odd(name: str, value: object) -> Unknown:
    return Unknown("unreadable", f"{name} is {value}")
