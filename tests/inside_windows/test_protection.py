"""What the door tells of antivirus, firewall and networks: with doubles for COM and WMI, and rules in a real registry."""

# ruff: noqa: E402 - type checkers pass over all that follows the line about the platform

import sys

assert sys.platform == "win32"  # for type checkers; elsewhere these tests are not collected

import winreg
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.machine import About
from carecheck.look.windows_door import firewall, protection
from carecheck.look.windows_door.api import ask_api
from carecheck.look.windows_door.com import ask_com
from carecheck.look.windows_door.com_object import ComObject
from carecheck.look.windows_questions import ComTopic, Told

ABOUT = About("windows", date(2026, 11, 24), home="C:/")
PROTECTED = ("AMRunningMode", "AMServiceEnabled", "AntivirusEnabled", "RealTimeProtectionEnabled", "IsTamperProtected")


class Policy:
    """Stands in for HNetCfg.FwPolicy2: on for each kind of network but the public one, which lets everything in."""

    _public_methods_ = ("FirewallEnabled", "DefaultInboundAction")

    def FirewallEnabled(self, profile: int) -> bool:  # noqa: N802 - the name that Windows gave it
        return profile != 4

    def DefaultInboundAction(self, profile: int) -> int:  # noqa: N802
        return int(profile == 4)


def told(answer: object) -> object:
    return answer.entries if isinstance(answer, Told) else answer


def test_the_firewall_is_asked_for_one_kind_of_network_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import win32com.server.util as server

    wrapped: Any = server.wrap(Policy())
    monkeypatch.setattr(ComObject, "named", lambda _: ComObject(wrapped))

    assert told(ask_com(ABOUT, "firewall", 10)) == {
        "count": 3,
        "rows": [
            {"profile": 1, "on": True, "inbound": 0},
            {"profile": 2, "on": True, "inbound": 0},
            {"profile": 4, "on": False, "inbound": 1},
        ],
    }


def rows(monkeypatch: pytest.MonkeyPatch, module: Any, *found: dict[str, Any]) -> None:
    def rows_of(_: str, __: str, names: Sequence[str]) -> list[dict[str, Any]]:
        return [{name: row.get(name) for name in names} for row in found]

    monkeypatch.setattr(module, "rows_of", rows_of)


def test_defender_tells_its_state_as_yes_and_no(monkeypatch: pytest.MonkeyPatch) -> None:
    rows(monkeypatch, protection, dict(zip(PROTECTED, ("Normal", True, True, True, False), strict=True)))

    assert told(ask_com(ABOUT, "defender", 10)) == {"mode": "Normal", "on": True, "watching": True, "tamper": False}


@pytest.mark.parametrize("missing", PROTECTED)
def test_a_defender_that_leaves_something_out_is_unreadable(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: dict[str, Any] = dict(zip(PROTECTED, ("Normal", True, True, True, True), strict=True))
    rows(monkeypatch, protection, whole | {missing: None})

    assert isinstance(found := ask_com(ABOUT, "defender", 10), Unknown)
    assert found.reason == "unreadable"


@pytest.mark.parametrize("amount", [0, 2])
def test_a_defender_with_no_row_or_two_is_unreadable(amount: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows(monkeypatch, protection, *[dict.fromkeys(PROTECTED, True)] * amount)

    assert isinstance(found := ask_com(ABOUT, "defender", 10), Unknown)
    assert found.reason == "unreadable"


@pytest.mark.parametrize("topic", ["security.antivirus", "security.firewall"])
def test_each_product_of_the_security_centre_is_a_row(topic: ComTopic, monkeypatch: pytest.MonkeyPatch) -> None:
    rows(monkeypatch, protection, {"displayName": "Example", "productState": 266240, "pathToSignedProductExe": None})

    assert told(ask_com(ABOUT, topic, 10)) == {"count": 1, "rows": [{"name": "Example", "state": 266240, "path": ""}]}


def test_a_product_without_a_state_makes_the_list_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    rows(monkeypatch, protection, {"displayName": "Example"})

    assert isinstance(found := ask_com(ABOUT, "security.antivirus", 10), Unknown)
    assert found.reason == "unreadable"


def test_a_network_has_the_internet_by_either_way(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        {"NetworkCategory": 1, "IPv4Connectivity": 4, "IPv6Connectivity": 1},
        {"NetworkCategory": 0, "IPv4Connectivity": 1, "IPv6Connectivity": 4},
        {"NetworkCategory": 0, "IPv4Connectivity": 1, "IPv6Connectivity": 1},
    ]
    rows(monkeypatch, firewall, *found)

    answer = told(ask_com(ABOUT, "networks", 10))

    connected = [{"category": 1, "internet": True}, {"category": 0, "internet": True}]
    assert answer == {"count": 3, "rows": [*connected, {"category": 0, "internet": False}]}


@pytest.fixture
def rules() -> Iterator[list[winreg.HKEYType]]:
    keys = [
        winreg.CreateKeyEx(winreg.HKEY_LOCAL_MACHINE, name, 0, winreg.KEY_ALL_ACCESS | winreg.KEY_WOW64_64KEY)
        for name in firewall.RULES[:2]
    ]
    yield keys
    for key in keys:
        while winreg.QueryInfoKey(key)[1]:
            winreg.DeleteValue(key, winreg.EnumValue(key, 0)[0])


def test_rules_come_from_this_computer_and_from_an_organisation(rules: list[winreg.HKEYType]) -> None:
    here, organisation = rules
    winreg.SetValueEx(here, "{1}", 0, winreg.REG_SZ, "v2.33|Action=Allow|Name=é|")
    winreg.SetValueEx(here, "{2}", 0, winreg.REG_BINARY, b"v2.33|")
    winreg.SetValueEx(organisation, "{1}", 0, winreg.REG_SZ, "v2.33|Action=Block|")

    answer = told(ask_api(ABOUT, "firewall_rules"))

    texts = ["v2.33|Action=Allow|Name=é|", "", "v2.33|Action=Block|"]
    assert answer == {"count": 3, "rows": [{"rule": text} for text in texts]}
