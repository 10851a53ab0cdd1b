"""When a Windows locks its screen: each way on its own, at its borders."""

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown
from carecheck.look.windows.lock import lock
from tests.windows_facts.pcs import changed

Row = dict[str, Any]

DESKTOP: Final = "HKCU\\Control Panel\\Desktop"
RULES: Final = "HKCU\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop"
COMPUTER: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System"
MANAGED: Final = "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\DeviceLock"
POWER: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Power\\PowerSettings"
WINLOGON: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon"
SAVER: Final = {
    "ScreenSaveActive": "1",
    "ScreenSaverIsSecure": "1",
    "ScreenSaveTimeOut": "600",
    "SCRNSAVE.EXE": "C:\\WINDOWS\\system32\\scrnsave.scr",
}
TODAY: Final = date(2026, 11, 24)
NEVER: Final = 0xFFFFFFFF


def key(path: str, **values: object) -> Row:
    return {"key": path, "values": values}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def saver(**instead: str | int | None) -> Row:
    """The person's settings of the screen saver with some changed, or gone where they are None."""
    names = {"SCRNSAVE": "SCRNSAVE.EXE"}
    values = SAVER | {names.get(name, name): value for name, value in instead.items()}
    return {"key": DESKTOP, "values": {name: value for name, value in values.items() if value is not None}}


Times = tuple[int | None, int | None]


def power(
    *, off: Times = (0, 0), sleep: Times = (0, 0), ask: Times = (1, 1), battery: bool = True, modern: bool = False
) -> Row:
    settings = {"screen_off": off, "sleep": sleep, "ask_on_waking": ask}
    rows = [{"setting": name, "plugged_in": ac, "on_battery": dc} for name, (ac, dc) in settings.items()]
    able = {"battery": battery, "modern_standby": modern, "can_sleep": not modern}
    return {"api": "power", "told": able | {"count": 3, "rows": rows}}


def seen(*rows: Row) -> Lock:
    return lock(changed("good_11_pro", *rows))


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [
        (0, None),
        (1, 1),
        (600, 10),
        (900, 15),
        (901, 16),
        (599_940, 9999),
        (599_941, "unreadable"),
        ("900", "unreadable"),
    ],
)
def test_the_limit_of_the_computer_is_rounded_up(seconds: object, minutes: object) -> None:
    assert told(seen(key(COMPUTER, InactivityTimeoutSecs=seconds)).computer_minutes) == minutes


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        (saver(), 10),
        (saver(ScreenSaveTimeOut="901"), 16),
        (saver(ScreenSaveTimeOut="0"), None),
        (saver(ScreenSaveTimeOut=None), "not_seen"),
        (saver(ScreenSaveTimeOut="ten"), "unreadable"),
        (saver(ScreenSaveTimeOut="-600"), "unreadable"),
        (saver(ScreenSaveTimeOut="600000"), "unreadable"),
        (saver(ScreenSaveTimeOut=600), "unreadable"),  # Windows writes text
        (saver(ScreenSaveActive="0"), None),
        (saver(ScreenSaveActive=None), None),
        (saver(ScreenSaveActive="yes"), "unreadable"),
        (saver(ScreenSaverIsSecure="0"), None),
        (saver(ScreenSaverIsSecure=None), None),
        (saver(SCRNSAVE=None), None),
        (saver(SCRNSAVE="C:\\WINDOWS\\system32\\gone.scr"), None),
        (saver(SCRNSAVE="scrnsave.scr"), "not here"),
        (saver(SCRNSAVE="%SystemRoot%\\system32\\scrnsave.scr"), 10),
        (saver(SCRNSAVE="%windir%\\system32\\scrnsave.scr"), 10),
        (saver(SCRNSAVE="%APPDATA%\\my.scr"), "not_seen"),
        (saver(SCRNSAVE="\\\\server\\share\\home.scr"), "not_seen"),
    ],
)
def test_a_screen_saver_locks_only_with_all_of_its_settings(row: Row, minutes: object) -> None:
    found = told(seen(row).screen_saver_minutes)

    assert found == (None if minutes == "not here" else minutes)


def test_a_screen_saver_without_a_path_lies_where_windows_keeps_them() -> None:
    there = {"look_at": "C:/WINDOWS/System32/scrnsave.scr", "size": 36864}

    assert seen(saver(SCRNSAVE="scrnsave.scr"), there).screen_saver_minutes == 10


@pytest.mark.parametrize(
    ("rule", "minutes"),
    [
        ({"ScreenSaveTimeOut": "300"}, 5),
        ({"ScreenSaverIsSecure": "0"}, None),
        ({"ScreenSaveActive": "0"}, None),
        ({"ScreenSaveActive": "1", "ScreenSaverIsSecure": "1"}, 10),
        ({"SCRNSAVE.EXE": "C:\\WINDOWS\\system32\\gone.scr"}, None),
    ],
)
def test_a_rule_wins_over_each_setting_of_the_person(rule: dict[str, str], minutes: object) -> None:
    assert seen(key(RULES, **rule)).screen_saver_minutes == minutes


@pytest.mark.parametrize(
    ("grace", "minutes"), [("5", 10), (5, 10), ("60", 10), ("61", 12), (300, 15), ("soon", "unreadable")]
)
def test_minutes_without_a_password_come_on_top(grace: object, minutes: object) -> None:
    row = key(WINLOGON, AutoAdminLogon="0", ScreenSaverGracePeriod=grace)

    assert told(seen(row).screen_saver_minutes) == minutes


@pytest.mark.parametrize(
    ("values", "minutes"),
    [
        ({}, None),
        ({"MaxInactivityTimeDeviceLock": 0, "DevicePasswordEnabled": 0}, None),
        ({"MaxInactivityTimeDeviceLock": 10, "DevicePasswordEnabled": 0}, 10),
        ({"MaxInactivityTimeDeviceLock": 10, "DevicePasswordEnabled": 1}, None),
        ({"MaxInactivityTimeDeviceLock": 10}, None),
        ({"MaxInactivityTimeDeviceLock": 1000, "DevicePasswordEnabled": 0}, "unreadable"),
        ({"MaxInactivityTimeDeviceLock": 10, "DevicePasswordEnabled": 2}, "unreadable"),
    ],
)
def test_the_limit_of_device_management_counts_with_its_password(values: dict[str, int], minutes: object) -> None:
    assert told(seen(key(MANAGED, **values)).managed_minutes) == minutes


@pytest.mark.parametrize(
    ("row", "minutes", "asks"),
    [
        (power(sleep=(1800, 900)), 30, True),
        (power(sleep=(1800, 0)), None, True),  # on battery it never sleeps
        (power(sleep=(1800, 0), battery=False), 30, True),
        (power(sleep=(1800, 900), ask=(0, 1)), None, False),
        (power(sleep=(1800, 900), ask=(1, 0)), None, False),
        (power(sleep=(1800, 900), ask=(1, 0), battery=False), 30, True),
        (power(sleep=(1800, 900), ask=(None, 1)), "unreadable", "unreadable"),
        (power(sleep=(1800, 900), ask=(2, 1)), "unreadable", "unreadable"),
        (power(sleep=(None, 900)), "unreadable", True),
        (power(sleep=(None, 0)), None, True),
        (power(off=(300, 300)), None, True),  # only dark
        (power(off=(300, 180), modern=True), 5, True),
        (power(off=(0, 180), sleep=(900, 0), modern=True), 15, True),
        (power(off=(0, 0), sleep=(0, 0), modern=True), None, True),
        (power(off=(300, 180), ask=(0, 0), modern=True), None, False),
    ],
)
def test_sleep_locks_where_a_password_is_needed_on_waking(row: Row, minutes: object, asks: object) -> None:
    found = seen(row)

    assert (told(found.asleep_minutes), told(found.asks_on_waking)) == (minutes, asks)


@pytest.mark.parametrize(
    ("delay", "minutes", "asks"),
    [
        (None, 5, True),
        (0, 5, True),
        (60, 6, True),
        (900, 20, True),
        (NEVER, None, False),
        (0x7FFFFFFF, None, False),
        (86_401, "unreadable", "unreadable"),
        ("0", "unreadable", "unreadable"),
    ],
)
def test_a_person_may_put_off_the_password_on_waking(delay: int | None, minutes: object, asks: object) -> None:
    found = seen(power(off=(300, 300), modern=True), saver(DelayLockInterval=delay))

    assert (told(found.asleep_minutes), told(found.asks_on_waking)) == (minutes, asks)


def test_a_rule_wins_over_the_power_plan() -> None:
    waking = key(f"{POWER}\\0e796bdb-100d-47d6-a2d5-f7d2daa51f51", ACSettingIndex=0, DCSettingIndex=1)
    sleep = key(f"{POWER}\\29F6C1DB-86DA-48C5-9FDB-F2B67B1F44DA", ACSettingIndex=600, DCSettingIndex=300)

    assert seen(power(sleep=(1800, 900)), waking).asks_on_waking is False
    assert seen(power(sleep=(0, 0)), sleep).asleep_minutes == 10


def test_a_computer_that_cannot_sleep_never_locks_that_way() -> None:
    row = power(sleep=(600, 600))
    row["told"]["can_sleep"] = False

    assert seen(row).asleep_minutes is None


WAY = st.one_of(st.none(), st.integers(1, 9999), st.just(Unknown("not_seen")))


@given(st.lists(WAY, min_size=4, max_size=4), st.lists(st.one_of(st.none(), st.integers(1, 9999)), min_size=4))
def test_what_could_not_be_read_can_only_make_it_lock_sooner(
    ways: list[int | None | Unknown], truth: list[int | None]
) -> None:
    whole = [true if isinstance(way, Unknown) else way for way, true in zip(ways, truth, strict=False)]
    soonest = min((way for way in whole if way is not None), default=None)

    found = Lock(ways[0], ways[1], ways[2], ways[3], asks_on_waking=True)

    most = found.at_most_minutes(TODAY)
    assert isinstance(most, Unknown) or (most is None and soonest is None) or (soonest or 0) <= (most or 0)
    assert found.minutes(TODAY) == soonest or isinstance(found.minutes(TODAY), Unknown)
