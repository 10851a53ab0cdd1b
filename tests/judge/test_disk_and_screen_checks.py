"""The checks of disks, locks, Secure Boot and memory sticks: their lights change where the catalogue says."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from tests.judge.test_shipped_checks import UNSEEN, verdict_of

OPEN, PAUSED, WAITING = "disks.any_open", "disks.any_paused", "disks.any_waiting"
ALL, PORTABLE = "disks.all_protected", "disks.portable"
GB, PERCENT = "space.free_gb", "space.free_percent"
COMPUTER, SAVER, ASLEEP = "lock.computer_minutes", "lock.screen_saver_minutes", "lock.asleep_minutes"
WAKING = "lock.asks_on_waking"
SECURE, CAN = "boot.secure", "boot.can_be_secure"
BLOCKED, READ_ONLY, ENCRYPTED = "usb.blocked", "usb.read_only", "usb.only_encrypted"
SHOWN = "previews.on_locked_screen"
WRONG_LOGIN: Final = Unknown("wrong_login")

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("disk.encrypted", {}, "green", "all"),
    ("disk.encrypted", {PORTABLE: False}, "green", "all"),
    ("disk.encrypted", {PORTABLE: UNSEEN}, "green", "all"),
    ("disk.encrypted", {OPEN: True, ALL: False}, "red", "laptop_open"),
    ("disk.encrypted", {OPEN: True, ALL: False, PORTABLE: False}, "amber", "open"),
    ("disk.encrypted", {OPEN: True, ALL: False, PORTABLE: UNSEEN}, "amber", "open"),
    ("disk.encrypted", {OPEN: True, ALL: False, PAUSED: UNSEEN, WAITING: UNSEEN}, "red", "laptop_open"),
    ("disk.encrypted", {PAUSED: True, ALL: False}, "amber", "paused"),
    ("disk.encrypted", {PAUSED: True, ALL: False, OPEN: UNSEEN}, "amber", "paused"),
    ("disk.encrypted", {WAITING: True, ALL: False}, "amber", "waiting"),
    ("disk.encrypted", {ALL: False}, "amber", "not_all"),
    ("disk.encrypted", {OPEN: UNSEEN}, "unknown", None),
    ("disk.encrypted", {PAUSED: UNSEEN}, "unknown", None),
    ("disk.encrypted", {ALL: UNSEEN}, "unknown", None),
    ("system.space", {GB: 10, PERCENT: 5}, "green", "room"),
    ("system.space", {GB: 9, PERCENT: 50}, "amber", "getting_full"),
    ("system.space", {GB: 50, PERCENT: 4}, "amber", "getting_full"),
    ("system.space", {GB: 2, PERCENT: 2}, "amber", "getting_full"),
    ("system.space", {GB: 1, PERCENT: 50}, "red", "full"),
    ("system.space", {GB: 50, PERCENT: 1}, "red", "full"),
    ("system.space", {GB: 1, PERCENT: UNSEEN}, "red", "full"),
    ("system.space", {GB: UNSEEN}, "unknown", None),
    ("system.secure_start", {SECURE: False}, "amber", "not_on"),
    ("system.secure_start", {SECURE: False, CAN: False}, "not_needed", None),
    ("system.secure_start", {SECURE: False, CAN: UNSEEN}, "unknown", None),
    ("system.secure_start", {SECURE: UNSEEN}, "unknown", None),
    ("screen.locks", {COMPUTER: 15}, "green", "locks"),
    ("screen.locks", {COMPUTER: 16}, "amber", "late"),
    ("screen.locks", {COMPUTER: 60, SAVER: 15}, "green", "locks"),
    ("screen.locks", {COMPUTER: None, ASLEEP: 600}, "amber", "late"),
    ("screen.locks", {COMPUTER: None}, "red", "never"),
    ("screen.locks", {COMPUTER: None, WAKING: False}, "red", "never"),
    ("screen.locks", {WAKING: False}, "amber", "wakes_open"),
    ("screen.locks", {COMPUTER: 15, SAVER: WRONG_LOGIN, ASLEEP: WRONG_LOGIN}, "green", "locks"),
    ("screen.locks", {COMPUTER: 16, SAVER: WRONG_LOGIN}, "unknown", None),
    ("screen.locks", {COMPUTER: None, SAVER: WRONG_LOGIN}, "unknown", None),
    ("screen.locks", {COMPUTER: UNSEEN}, "unknown", None),
    ("screen.locks", {WAKING: UNSEEN}, "unknown", None),
    ("screen.previews", {SHOWN: True}, "amber", "shown"),
    ("screen.previews", {SHOWN: WRONG_LOGIN}, "unknown", None),
    ("usb.storage", {ENCRYPTED: False}, "amber", "no_rule"),
    ("usb.storage", {ENCRYPTED: False, READ_ONLY: True}, "green", "limited"),
    ("usb.storage", {ENCRYPTED: UNSEEN, BLOCKED: True, READ_ONLY: UNSEEN}, "green", "limited"),
    ("usb.storage", {ENCRYPTED: UNSEEN}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


def test_a_screen_that_another_login_asks_about_says_why_it_is_not_checked() -> None:
    verdict = verdict_of("screen.locks", {COMPUTER: None, SAVER: WRONG_LOGIN})

    assert verdict.gaps[0].unknown.reason == "wrong_login"
