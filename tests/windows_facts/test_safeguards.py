"""SmartScreen, AutoRun and User Account Control of a Windows: rules beat settings, and what is untouched is known."""

from dataclasses import replace
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.faulty_machine import FaultyMachine
from carecheck.look.windows.browsers import EDGE
from carecheck.look.windows.safeguards import autorun, uac, warnings
from tests.windows_facts.pcs import changed

CURRENT: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion"
EXPLORER: Final = f"HKLM\\{CURRENT}\\Explorer"
FILE_RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\System"
MANAGED: Final = "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\SmartScreen"
POLICIES: Final = f"HKLM\\{CURRENT}\\Policies"
OWN_POLICIES: Final = f"HKCU\\{CURRENT}\\Policies"
CHOICES: Final = f"HKCU\\{CURRENT}\\Explorer\\AutoplayHandlers"
EDGE_OWN: Final = "HKCU\\SOFTWARE\\Microsoft\\Edge\\SmartScreenEnabled"


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def key(place: str, **values: object) -> dict[str, Any]:
    return {"key": place, "values": values}


def default(place: str, value: object) -> dict[str, Any]:
    return {"key": place, "values": {"": value}}


@pytest.mark.parametrize(
    ("rows", "warns"),
    [
        ([], True),  # as Windows comes
        *(
            ([key(EXPLORER, SmartScreenEnabled=word)], True)
            for word in ("Warn", "Prompt", "RequireAdmin", "On", "block")
        ),
        ([key(EXPLORER, SmartScreenEnabled="Off")], False),
        ([key(EXPLORER, SmartScreenEnabled="off")], False),
        ([key(EXPLORER, SmartScreenEnabled="Aus")], "unreadable"),
        ([key(EXPLORER, SmartScreenEnabled="Off"), key(FILE_RULES, EnableSmartScreen=1)], True),
        ([key(FILE_RULES, EnableSmartScreen=0)], False),
        ([key(FILE_RULES, EnableSmartScreen=2)], "unreadable"),
        ([key(MANAGED, EnableSmartScreenInShell=0)], False),
        ([key(MANAGED, EnableSmartScreenInShell=0), key(FILE_RULES, EnableSmartScreen=1)], True),
        ([{"value": FILE_RULES, "name": "EnableSmartScreen", "unknown": "blocked"}], "blocked"),
    ],
)
def test_warnings_of_files_follow_rules_and_then_the_own_setting(rows: list[dict[str, Any]], warns: object) -> None:
    assert told(warnings(changed("good_11_pro", *rows)).for_files) == warns


@pytest.mark.parametrize(
    ("rows", "warns"),
    [
        ([], True),
        ([default(EDGE_OWN, 1)], True),
        ([default(EDGE_OWN, 0)], False),
        ([default(EDGE_OWN, "0")], "unreadable"),
        ([default(EDGE_OWN, 0), key("HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge", SmartScreenEnabled=1)], True),
        ([key("HKCU\\SOFTWARE\\Policies\\Microsoft\\Edge", SmartScreenEnabled=0)], False),
        (
            [
                key("HKCU\\SOFTWARE\\Policies\\Microsoft\\Edge", SmartScreenEnabled=0),
                key("HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge", SmartScreenEnabled=1),
            ],
            True,
        ),
        ([{"key": f"HKLM\\{EDGE}", "view": 32, "there": False}], "not_seen"),  # a Windows without Edge
    ],
)
def test_warnings_of_websites_are_those_of_edge(rows: list[dict[str, Any]], warns: object) -> None:
    assert told(warnings(changed("good_11_pro", *rows)).for_websites) == warns


def binary(*numbers: int) -> dict[str, Any]:
    import base64

    return {"type": "REG_BINARY", "base64": base64.b64encode(bytes(numbers)).decode()}


CHOSEN: Final = f"{CHOICES}\\UserChosenExecuteHandlers\\AutorunINFLegacyArrival"


@pytest.mark.parametrize(
    ("rows", "runs"),
    [
        ([], False),  # as Windows comes, it asks
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0x91)], False),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0x95)], False),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0xFF)], False),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0x90)], True),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0)], True),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=binary(0x95, 0, 0, 0))], False),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=binary(0, 0, 0, 0))], True),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=binary(0xFF))], "unreadable"),
        ([key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun="255")], "unreadable"),
        ([key(f"{OWN_POLICIES}\\Explorer", NoDriveTypeAutoRun=0)], True),
        (
            [
                key(f"{OWN_POLICIES}\\Explorer", NoDriveTypeAutoRun=0),
                key(f"{POLICIES}\\Explorer", NoDriveTypeAutoRun=0x91),
            ],
            False,  # the computer's rule wins
        ),
        ([key(f"{POLICIES}\\Explorer", NoAutorun=2)], True),
        ([key(f"{OWN_POLICIES}\\Explorer", NoAutorun=2)], True),
        ([key(f"{POLICIES}\\Explorer", NoAutorun=2, NoDriveTypeAutoRun=0xFF)], False),
        ([default(CHOSEN, "MSAutoRun")], True),
        ([default(CHOSEN, "MSTakeNoAction")], False),
        ([default(CHOSEN, "MSPromptEachTime")], False),
        ([default(CHOSEN, "Something")], "unreadable"),
        ([default(CHOSEN, "MSAutoRun"), key(CHOICES, DisableAutoplay=1)], False),
        ([default(CHOSEN, "MSAutoRun"), key(f"{POLICIES}\\Explorer", NoAutorun=1)], False),
    ],
)
def test_programs_on_a_stick_run_only_where_a_setting_lets_them(rows: list[dict[str, Any]], runs: object) -> None:
    assert told(autorun(changed("good_11_pro", *rows)).runs_unasked) == runs


@pytest.mark.parametrize(
    ("values", "on", "asks"),
    [
        ({"EnableLUA": 1}, True, True),
        *(({"EnableLUA": 1, "ConsentPromptBehaviorAdmin": number}, True, True) for number in (1, 2, 3, 4, 5)),
        ({"EnableLUA": 1, "ConsentPromptBehaviorAdmin": 0}, True, False),
        ({"EnableLUA": 0, "ConsentPromptBehaviorAdmin": 5}, False, True),
        ({"EnableLUA": 1, "ConsentPromptBehaviorAdmin": 9}, True, "unreadable"),
        ({"EnableLUA": 2}, "not_seen", True),
        ({"ConsentPromptBehaviorAdmin": 5}, "not_seen", True),  # Windows always has a value for it
        ({"EnableLUA": "1"}, "unreadable", True),
    ],
)
def test_user_account_control_is_on_and_asks(values: dict[str, Any], on: object, asks: object) -> None:
    seen = uac(changed("good_11_pro", key(f"{POLICIES}\\System", **values)))

    assert (told(seen.on), told(seen.asks_administrators)) == (on, asks)


@pytest.mark.parametrize(("values", "asks"), [({}, False), ({"FilterAdministratorToken": 1}, True)])
def test_windows_own_administrator_is_only_asked_by_rule(values: dict[str, Any], asks: bool) -> None:
    machine = FaultyMachine(changed("good_11_pro", key(f"{POLICIES}\\System", EnableLUA=1, **values)), 0, "raises")
    machine.about = replace(machine.about, person="S-1-5-21-1004336348-1177238915-682003330-500")

    assert uac(machine).asks_administrators is asks
