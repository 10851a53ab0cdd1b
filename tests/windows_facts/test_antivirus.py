"""The antivirus programs of a Windows, and what is known of Microsoft Defender."""

import base64
from datetime import date, timedelta
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.antivirus import Antivirus
from carecheck.facts.model import Unknown
from carecheck.look.windows.antivirus import antivirus, day_of_filetime_bytes
from carecheck.look.windows.defender import defender
from carecheck.look.windows.exclusions import Kind, exclusions, is_wide
from carecheck.look.windows.security_centre import list_is_old, state_of
from tests.windows_facts.pcs import changed, pc

Row = dict[str, Any]

DEFENDER: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows Defender"
RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Defender"
SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
GUARD: Final = "Windows Defender Exploit Guard\\Controlled Folder Access"

OWN_ON, OWN_ON_OLD, OWN_OFF, OWN_SNOOZED = 397568, 397584, 393472, 401664
ON, ON_OLD, OFF, SNOOZED, EXPIRED = 266240, 266256, 262144, 270336, 274432

THERE: Final = "C:/Program Files/Example/av.exe"
FOLDER: Final[Row] = {"list": "C:/Program Files/Example", "entries": [{"name": "av.exe", "size": 9}]}
FILE: Final[Row] = {"look_at": THERE, "size": 9}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def own(state: int) -> Row:
    return {"name": "Windows Defender", "state": state, "path": "windowsdefender://"}


def other(state: int, path: str = "C:\\Program Files\\Example\\av.exe", name: str = "Example") -> Row:
    return {"name": name, "state": state, "path": path}


def centre(*rows: Row) -> Row:
    return {"com": "security.antivirus", "told": {"count": len(rows), "rows": list(rows)}}


def says(*, mode: str = "Normal", on: bool = True, watching: bool = True, tamper: bool = True) -> Row:
    return {"com": "defender", "told": {"mode": mode, "on": on, "watching": watching, "tamper": tamper}}


def silent() -> Row:
    return {"com": "defender", "unknown": "unreadable", "detail": "error 0x800106ba"}


def service(name: str, state: str) -> list[Row]:
    return [{"service": name, "state": state}, {"key": f"{SERVICES}\\{name}", "values": {"Start": 2}}]


def key(path: str, **values: object) -> Row:
    return {"key": path, "values": values}


def facts(*rows: Row, of: str = "good_11_pro") -> Antivirus:
    return antivirus(changed(of, FILE, FOLDER, *rows))


@pytest.mark.parametrize(
    ("code", "state", "old"),
    [
        (397568, "on", False),  # 0x61100
        (393472, "off", False),  # 0x60100
        (401664, "snoozed", False),  # 0x62100
        (266240, "on", False),  # 0x41000
        (266256, "on", True),  # 0x41010
        (262144, "off", False),  # 0x40000
        (262160, "off", True),  # 0x40010
        (274432, "expired", False),  # 0x43000: the bit 0x1000 is set in it, too
        (0x44000, "unreadable", False),
        (0x41020, "on", "unreadable"),
        (-1, "unreadable", "unreadable"),
    ],
)
def test_a_state_tells_of_the_program_and_of_its_list(code: int, state: object, old: object) -> None:
    assert (told(state_of(code)), told(list_is_old(code))) == (state, old)


@pytest.mark.parametrize(
    ("rows", "on", "watching"),
    [
        ([centre(own(OWN_ON))], True, True),
        ([centre(own(OWN_ON)), says(watching=False)], True, False),
        ([centre(own(OWN_ON)), silent()], True, True),
        ([centre(own(OWN_ON)), silent(), key(f"{DEFENDER}\\Real-Time Protection", DisableRealtimeMonitoring=1)],
         True, "not_seen"),
        ([centre(own(OWN_ON)), silent(), key(f"{RULES}\\Real-Time Protection", DisableRealtimeMonitoring=1)],
         True, "not_seen"),
        ([centre(own(OWN_SNOOZED))], True, False),
        ([centre(own(OWN_OFF))], False, False),
        ([centre(own(OWN_OFF), other(ON)), silent()], True, True),
        ([centre(own(OWN_OFF), other(SNOOZED)), silent()], True, False),
        ([centre(own(OWN_OFF), other(EXPIRED)), silent()], False, False),
        ([centre(own(OWN_OFF), other(OFF)), silent()], False, False),
        ([centre(own(OWN_OFF), other(0x44000)), silent()], "unreadable", "unreadable"),
        ([centre(own(OWN_OFF), other(ON, "C:\\Program Files\\Gone\\av.exe")), silent()], False, False),
        ([centre(own(OWN_OFF), other(ON, "C:\\Program Files\\Example\\gone.exe")), silent()], False, False),
        ([centre(own(OWN_OFF), other(ON, "")), silent()], "unreadable", "unreadable"),
        ([centre(own(OWN_OFF), other(ON, "%UNHEARD%\\av.exe")), silent()], "unreadable", "unreadable"),
        ([centre(own(OWN_OFF)), silent(), *service("ekrn", "running")], True, "not_seen"),
        ([centre(own(OWN_OFF)), silent(), *service("ekrn", "stopped")], False, False),
        ([centre(own(OWN_ON)), *service("HuntressAgent", "running")], True, True),
        ([centre()], True, True),  # a list without even Windows' own is no answer, and Defender speaks for itself
        ([centre(), silent()], "unreadable", "unreadable"),
        (service("wscsvc", "stopped"), True, True),
        ([*service("wscsvc", "stopped"), says(on=False)], "not_seen", "not_seen"),
        ([*service("wscsvc", "stopped"), says(mode="Passive Mode")], "not_seen", "not_seen"),
        ([*service("wscsvc", "stopped"), says(mode="Unheard of")], "unreadable", "unreadable"),
    ],
)  # fmt: skip
def test_each_source_has_its_say_on_what_is_on(rows: list[Row], on: object, watching: object) -> None:
    found = facts(*rows)

    assert (told(found.on), told(found.watching)) == (on, watching)


@pytest.mark.parametrize(
    ("rows", "several", "expired"),
    [
        ([centre(own(OWN_ON))], False, False),
        ([centre(own(OWN_ON), other(ON))], True, False),
        ([centre(own(OWN_ON), other(SNOOZED))], True, False),
        ([centre(own(OWN_ON), other(EXPIRED))], False, True),
        ([centre(own(OWN_OFF), other(EXPIRED))], False, True),
        ([centre(own(OWN_ON), other(EXPIRED, "C:\\Program Files\\Gone\\av.exe"))], False, False),
        ([centre(own(OWN_ON), other(ON, ""))], "unreadable", False),
        ([centre(own(OWN_ON), other(EXPIRED, ""))], False, "unreadable"),
        (service("wscsvc", "stopped"), "not_seen", "not_seen"),
    ],
)
def test_two_that_are_on_and_one_whose_time_has_run_out_are_told(
    rows: list[Row], several: object, expired: object
) -> None:
    found = facts(*rows)

    assert (told(found.several_on), told(found.some_expired)) == (several, expired)


def applied(raw: bytes) -> Row:
    value = {"type": "REG_BINARY", "base64": base64.b64encode(raw).decode()}
    return key(f"{DEFENDER}\\Signature Updates", AVSignatureApplied=value)


@pytest.mark.parametrize(
    ("rows", "made", "current", "old"),
    [
        ([], date(2026, 11, 24), True, False),
        ([centre(own(OWN_ON_OLD))], date(2026, 11, 24), False, True),
        ([applied(b"\0" * 8)], "unreadable", True, False),
        ([applied(b"\0" * 7)], "unreadable", True, False),
        ([key(f"{DEFENDER}\\Signature Updates", AVSignatureApplied=1)], "unreadable", True, False),
        ([key(f"{DEFENDER}\\Signature Updates")], "not_seen", True, False),
        ([centre(own(OWN_OFF), other(ON))], None, True, False),
        ([centre(own(OWN_OFF), other(ON_OLD))], None, False, True),
        ([centre(own(OWN_ON), other(ON_OLD))], date(2026, 11, 24), True, True),
        ([centre(own(OWN_OFF)), *service("ekrn", "running")], "not_seen", False, False),
    ],
)
def test_the_list_of_viruses_has_a_day_or_the_word_of_its_program(
    rows: list[Row], made: object, current: object, old: object
) -> None:
    found = facts(*rows)

    assert (told(found.list_made), told(found.says_current), told(found.says_old)) == (made, current, old)


@pytest.mark.parametrize(
    ("rows", "on", "watching", "old"),
    [
        ([], True, True, False),
        ([says(watching=False)], True, False, False),
        ([says(mode="Passive Mode")], False, False, "not_seen"),
        ([says(mode="Passive Mode"), *service("SentinelAgent", "running")], True, "not_seen", "not_seen"),
        (service("SentinelAgent", "running"), True, True, "not_seen"),
        (service("WinDefend", "stopped"), False, False, "not_seen"),
        ([{"service": "WinDefend", "there": False}, {"key": f"{SERVICES}\\WinDefend", "there": False}],
         False, False, "not_seen"),
        ([{"service": "WinDefend", "there": False}], "unreadable", "unreadable", "unreadable"),
        ([silent()], "unreadable", "unreadable", "unreadable"),
    ],
)  # fmt: skip
def test_on_a_server_defender_and_services_speak_for_themselves(
    rows: list[Row], on: object, watching: object, old: object
) -> None:
    found = facts(*rows, of="server_2019")

    assert (told(found.on), told(found.watching), told(found.says_old)) == (on, watching, old)
    assert found.tells_all is False


def test_a_program_is_named_without_what_could_harm() -> None:
    found = facts(centre(own(OWN_OFF), other(ON, name="Ex\x1b[31mample\n")))

    assert found.products == ("Ex[31mample",)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 24 * 60 * 60 - 1))
def test_a_time_in_eight_bytes_gives_its_day(day: date, second: int) -> None:
    ticks = ((day - date(1601, 1, 1)) // timedelta(days=1) * 24 * 60 * 60 + second) * 10_000_000

    assert day_of_filetime_bytes(ticks.to_bytes(8, "little")) == day


@given(st.binary(max_size=12))
def test_any_bytes_give_a_day_of_this_century_or_nothing(raw: bytes) -> None:
    day = day_of_filetime_bytes(raw)

    assert isinstance(day, Unknown) or day >= date(2000, 1, 1)


@pytest.mark.parametrize(
    ("rows", "protected"),
    [
        ([], True),
        ([says(tamper=False)], False),
        ([says(on=False)], False),  # it is off already
        ([key(f"{DEFENDER}\\Features", TamperProtection=4)], False),
        ([key(f"{DEFENDER}\\Features")], True),
        ([key(f"{DEFENDER}\\Features", TamperProtection=9)], True),
        ([silent()], "unreadable"),  # a number in the registry alone never reassures
        ([silent(), key(f"{DEFENDER}\\Features", TamperProtection=0)], False),
        ([silent(), key(f"{DEFENDER}\\Features", TamperProtection=1)], False),
        ([silent(), key(f"{DEFENDER}\\Features", TamperProtection=9)], "unreadable"),
        ([silent(), key(f"{DEFENDER}\\Features")], "not_seen"),
    ],
)
def test_defender_says_if_others_may_turn_it_off(rows: list[Row], protected: object) -> None:
    assert told(defender(changed("good_11_pro", *rows)).tamper_protected) == protected


@pytest.mark.parametrize(
    ("rows", "guards"),
    [
        ([], False),
        ([key(f"{DEFENDER}\\{GUARD}")], False),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=1)], True),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=2)], False),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=3)], False),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=4)], False),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=5)], "unreadable"),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=1), says(watching=False)], False),
        ([key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=1), silent()], "unreadable"),
        ([key(f"{RULES}\\{GUARD}", EnableControlledFolderAccess=1)], True),
        ([key(f"{RULES}\\{GUARD}", EnableControlledFolderAccess=0),
          key(f"{DEFENDER}\\{GUARD}", EnableControlledFolderAccess=1)], False),
        ([key(f"{RULES}\\Policy Manager", EnableControlledFolderAccess=1)], True),
    ],
)  # fmt: skip
def test_a_rule_about_folders_goes_before_the_setting(rows: list[Row], guards: object) -> None:
    assert told(defender(changed("good_11_pro", *rows)).guards_folders) == guards


def test_a_home_edition_may_ignore_a_rule_about_folders() -> None:
    machine = changed("home_11", key(f"{RULES}\\{GUARD}", EnableControlledFolderAccess=1))

    assert told(defender(machine).guards_folders) == "not_seen"


@pytest.mark.parametrize(
    ("rows", "in_charge"),
    [
        ([], True),
        ([centre(own(OWN_OFF))], True),
        ([centre(own(OWN_OFF), other(ON))], False),
        ([centre(own(OWN_ON), other(SNOOZED))], False),
        ([centre(own(OWN_OFF), other(EXPIRED))], True),
        ([centre(own(OWN_ON), other(ON, ""))], "unreadable"),
        ([centre(own(OWN_OFF)), *service("ekrn", "running")], "not_seen"),
        ([centre(own(OWN_ON)), *service("HuntressAgent", "running")], True),
        (service("wscsvc", "stopped"), True),
        ([*service("wscsvc", "stopped"), says(mode="Passive Mode")], False),
        ([*service("wscsvc", "stopped"), silent()], "not_seen"),
    ],
)
def test_defender_is_in_charge_while_no_other_is_on(rows: list[Row], in_charge: object) -> None:
    assert told(defender(changed("good_11_pro", FILE, FOLDER, *rows)).in_charge) == in_charge


def left_out(**lists: list[str]) -> list[Row]:
    keys: list[Row] = [{"key": f"{DEFENDER}\\Exclusions", "keys": ["Paths", "Extensions", "Processes"]}]
    kinds = ("Paths", "Extensions", "Processes")
    return keys + [key(f"{DEFENDER}\\Exclusions\\{kind}", **dict.fromkeys(lists.get(kind, []), 0)) for kind in kinds]


@pytest.mark.parametrize(
    ("rows", "wide", "some"),
    [
        ([], "needs_admin", "needs_admin"),
        (left_out(), False, False),
        (left_out(Paths=["C:\\CareNotes"]), False, True),
        (left_out(Paths=["C:\\"]), True, True),
        (left_out(Extensions=[".exe"]), True, True),
        (left_out(Extensions=["bak"]), False, True),
        (left_out(Processes=["C:\\CareNotes\\notes.exe"]), False, True),
        ([*left_out(), key(RULES, HideExclusionsFromLocalAdmins=1)], "blocked", "blocked"),
        ([*left_out(Paths=["D:\\"]), key(RULES, HideExclusionsFromLocalAdmins=1)], True, True),
        ([key(f"{RULES}\\Exclusions\\Paths", **{"D:\\": "0"})], True, True),  # rules are read without rights
        ([key(f"{RULES}\\Policy Manager", ExcludedPaths="C:\\A|C:\\Users")], True, True),
        ([*left_out(), key(f"{RULES}\\Policy Manager", ExcludedExtensions="bak")], False, True),
        ([*left_out(Paths=["D:\\"]), centre(own(OWN_OFF), other(ON))], "not_seen", "not_seen"),
    ],
)
def test_what_is_left_out_is_seen_with_rights_or_by_rule(rows: list[Row], wide: object, some: object) -> None:
    found = exclusions(changed("good_11_pro", FILE, FOLDER, *rows))

    assert (told(found.wide), told(found.some)) == (wide, some)


@pytest.mark.parametrize(
    ("kind", "name", "wide"),
    [
        *(("Paths", name, True) for name in (
            "C:", "c:\\", "C:\\*", "C:\\*.*", "C:/", "*", "\\\\?\\C:\\", "?:\\", "%SystemDrive%\\", "C:\\Users",
            "C:\\Users\\", "C:\\Users\\*", "C:\\Users\\anna", "C:\\Users\\anna\\", "c:\\users\\*\\Downloads",
            "%USERPROFILE%", "%UserProfile%\\Downloads\\*", "C:\\Users\\anna\\AppData\\Local\\Temp", "%TEMP%",
            "C:\\Windows", "C:\\Windows\\System32\\", "C:\\Program Files", "C:\\Program Files (x86)\\*",
            "C:\\ProgramData", "%ProgramData%", "%LocalAppData%\\Temp",
        )),
        *(("Paths", name, False) for name in (
            "C:\\CareNotes", "C:\\Program Files\\CareNotes\\", "C:\\Users\\anna\\CareNotes", "D:\\Backups\\*.vbk",
            "C:\\ProgramData\\CareNotes\\*", "\\\\server\\share", "%ProgramFiles%\\CareNotes",
        )),
        *(("Extensions", name, True) for name in ("exe", ".EXE", "*.dll", "*", "js", "docm", "???")),
        *(("Extensions", name, False) for name in ("bak", ".log", "*.vbk")),
        *(("Processes", name, True) for name in ("*", "*.exe", "powershell.exe", "C:\\Windows\\explorer.exe", "C:\\*")),
        *(("Processes", name, False) for name in ("notes.exe", "C:\\CareNotes\\notes.exe")),
        ("IpAddresses", "192.0.2.1", False),
        ("Paths", "", "unreadable"),
        ("Paths", "C:\\\ufffd", "unreadable"),
    ],
)  # fmt: skip
def test_a_drive_a_folder_of_people_and_a_kind_of_program_are_wide(kind: Kind, name: str, wide: object) -> None:
    assert told(is_wide(kind, name)) == wide


@given(st.sampled_from(["Paths", "Extensions", "Processes"]), st.text(max_size=60))
def test_any_text_is_wide_or_not_or_unreadable(kind: Kind, name: str) -> None:
    assert told(is_wide(kind, name)) in (True, False, "unreadable")


def test_no_fact_names_what_is_left_out() -> None:
    machine = changed("good_11_pro", *left_out(Paths=["C:\\Users\\anna\\Secret"]))

    assert "secret" not in repr(exclusions(machine)).casefold()


def test_a_passive_defender_beside_another_is_no_second_one() -> None:
    found = antivirus(pc("third_party_antivirus"))

    assert (found.products, found.several_on) == (("Norton 360",), False)
