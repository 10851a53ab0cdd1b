"""Secure Boot, memory sticks and messages on a locked screen of a Windows."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.look.smbios import can_uefi
from carecheck.look.windows.boot import boot
from carecheck.look.windows.previews import previews
from carecheck.look.windows.usb import usb
from tests.windows_facts.pcs import changed

Row = dict[str, Any]

STATE: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State"
SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
STICKS: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
DISKS: Final = f"{STICKS}\\{{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}}"
OURS: Final = "HKCU\\Software\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
FVE: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE"
MANAGED: Final = "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device"
SYSTEM: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\System"
OWN_RULES: Final = "HKCU\\Software\\Policies\\Microsoft\\Windows\\CurrentVersion\\PushNotifications"
PUSH: Final = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\PushNotifications"
SETTINGS: Final = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Notifications\\Settings"
ABOVE: Final = "NOC_GLOBAL_SETTING_ALLOW_TOASTS_ABOVE_LOCK"


def key(path: str, **values: object) -> Row:
    return {"key": path, "values": values}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("kind", "uefi", "state", "secure", "can"),
    [
        (2, True, 1, True, True),
        (2, True, 0, False, True),
        (2, None, 1, True, True),
        (2, True, None, "not_seen", "not_seen"),
        (2, True, 2, "unreadable", "unreadable"),
        (1, True, None, False, True),  # started the old way, though it has another
        (1, True, 0, False, True),
        (1, False, None, False, False),
        (1, None, None, False, "not_seen"),
        (1, True, 1, "unreadable", "unreadable"),
        (0, True, 1, "unreadable", "unreadable"),
        (3, True, None, "unreadable", "unreadable"),
    ],
)
def test_secure_boot_is_on_where_both_voices_agree(
    kind: int, uefi: bool | None, state: int | None, secure: object, can: object
) -> None:
    values = {} if state is None else {"UEFISecureBootEnabled": state}
    rows = [{"api": "firmware", "told": {"type": kind, "can_uefi": uefi}}, key(STATE, **values)]

    found = boot(changed("good_11_pro", *rows))

    assert (told(found.secure), told(found.can_be_secure)) == (secure, can)


def structure(kind: int, formatted: bytes, texts: bytes = b"maker\0\0") -> bytes:
    return bytes([kind, len(formatted) + 4, 0, 0]) + formatted + texts


def bios(second_extension: int | None) -> bytes:
    """A BIOS structure whose last byte is the one that counts; None: a table from before there was one."""
    formatted = bytes(0x13 - 4)
    return structure(0, formatted if second_extension is None else formatted + bytes([second_extension]))


@pytest.mark.parametrize(
    ("table", "can"),
    [
        (bios(0b1000), True),
        (bios(0b0111), False),
        (bios(None), None),
        (structure(1, bytes(23), b"\0\0") + bios(0b1000), True),
        (structure(1, bytes(23)), None),
        (structure(127, b"", b"\0\0") + bios(0b1000), None),  # nothing counts after the end
        (bios(0b1000)[:-3], None),
        (b"", None),
        (b"\0\1\0\0", None),
    ],
)
def test_the_table_of_the_maker_says_if_there_is_uefi(table: bytes, can: bool | None) -> None:
    assert can_uefi(table) is can


@given(st.binary(max_size=200))
def test_no_table_brings_the_reader_down(table: bytes) -> None:
    assert can_uefi(table) in (True, False, None)


NO_RULES: Final = (key(FVE),)


@pytest.mark.parametrize(
    ("rows", "blocked", "read_only", "only_encrypted"),
    [
        ([], False, False, False),
        ([key(STICKS, Deny_All=1)], True, False, False),
        ([key(STICKS, Deny_All=0)], False, False, False),
        ([key(DISKS, Deny_Write=1)], False, True, False),
        ([key(DISKS, Deny_Read=1)], False, False, False),  # records can still be carried away
        ([key(DISKS, Deny_Read=1, Deny_Write=1)], True, True, False),
        ([key(DISKS, Deny_Execute=1)], False, False, False),
        ([key(OURS, Deny_All=1)], False, False, False),  # for one login alone
        ([key(f"{MANAGED}\\Storage", RemovableDiskDenyWriteAccess=1)], False, True, False),
        ([key(FVE, RDVDenyWriteAccess=1)], False, False, True),
        ([key(FVE, RDVDenyWriteAccess="1")], False, False, "unreadable"),
        ([key(f"{SERVICES}\\USBSTOR", Start=4)], "not_seen", False, False),  # a new stick may switch it on
        ([key(f"{SERVICES}\\USBSTOR", Start=4), key(STICKS, Deny_All=1)], True, False, False),
    ],
)
def test_rules_of_the_computer_limit_memory_sticks(
    rows: list[Row], blocked: object, read_only: object, only_encrypted: object
) -> None:
    asked = {row["key"] for row in rows}
    found = usb(changed("good_11_pro", *rows, *(row for row in NO_RULES if row["key"] not in asked)))

    assert [told(fact) for fact in (found.blocked, found.read_only, found.only_encrypted)] == [
        blocked,
        read_only,
        only_encrypted,
    ]


@pytest.mark.parametrize("row", [key(STICKS, Deny_All=1), key(DISKS, Deny_Write=1), key(FVE, RDVDenyWriteAccess=1)])
def test_a_home_edition_may_ignore_a_rule_for_memory_sticks(row: Row) -> None:
    found = usb(changed("home_11", row))

    facts = [told(fact) for fact in (found.blocked, found.read_only, found.only_encrypted)]
    assert sorted(str(fact) for fact in facts) == ["False", "False", "not_seen"]


ON: Final = (key(PUSH, ToastEnabled=1), key(SETTINGS))


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([], True),  # as Windows comes
        ([key(PUSH, LockScreenToastEnabled=0), key(SETTINGS, **{ABOVE: 0})], False),
        ([key(PUSH, LockScreenToastEnabled=1), key(SETTINGS, **{ABOVE: 1})], True),
        ([key(PUSH, LockScreenToastEnabled=0)], "not_seen"),  # which of the two counts is not certain
        ([key(SETTINGS, **{ABOVE: 0})], "not_seen"),
        ([key(PUSH, ToastEnabled=0)], False),
        ([key(PUSH, ToastEnabled=0), key(SETTINGS, **{ABOVE: 0})], False),
        ([key(PUSH, ToastEnabled="0")], "unreadable"),
        ([key(PUSH, LockScreenToastEnabled=2)], "unreadable"),
        ([key(OWN_RULES, NoToastApplicationNotificationOnLockScreen=1)], False),
        ([key(OWN_RULES, NoToastApplicationNotificationOnLockScreen=0)], True),
        ([key(OWN_RULES, NoToastApplicationNotification=1)], False),
        ([key(SYSTEM, DisableLockScreenAppNotifications=1)], False),
        ([key(SYSTEM, DisableLockScreenAppNotifications=3)], "unreadable"),
        ([key(f"{MANAGED}\\AboveLock", AllowToasts=0)], False),
        ([key(f"{MANAGED}\\AboveLock", AllowToasts=1)], True),
    ],
)
def test_messages_show_unless_something_turns_them_off(rows: list[Row], shown: object) -> None:
    asked = {row["key"] for row in rows}
    machine = changed("good_11_pro", *rows, *(row for row in ON if row["key"] not in asked))

    assert told(previews(machine).on_locked_screen) == shown
