"""Updates of a Windows: what counts as waiting, as installed, and as coming on its own."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.windows.updates import updates
from tests.windows_facts.pcs import changed

RULES: Final = "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate"
AU: Final = f"{RULES}\\AU"
SETTINGS: Final = "HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings"
MANAGED: Final = "HKLM\\SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Update"
STATUS: Final = "HKLM\\SOFTWARE\\Microsoft\\WindowsUpdate\\UpdatePolicy\\Settings"
SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"

SECURITY: Final = "0FA1201D-4330-4FA8-8AE9-B877473B6441"
DEFINITIONS: Final = "E0789628-CE08-4437-BE74-2495B842F43B"
UPGRADES: Final = "3689BDC8-B205-4AF4-8D4D-A63924C5E9D5"


def key(path: str, **values: object) -> dict[str, Any]:
    return {"key": path, "values": values}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


@pytest.mark.parametrize(
    ("rows", "way"),
    [
        ([], "on"),
        ([key(AU, NoAutoUpdate=1)], "blocked"),
        ([key(AU, NoAutoUpdate=0, AUOptions=4)], "on"),
        ([key(AU, AUOptions=1)], "blocked"),
        ([key(AU, AUOptions=2)], "off"),
        ([key(AU, AUOptions=3)], "download_only"),
        ([key(AU, AUOptions=7)], "download_only"),
        ([key(AU, AUOptions=5)], "not_seen"),
        ([key(AU, AUOptions="1")], "unreadable"),
        ([key(AU, NoAutoUpdate=2)], "unreadable"),
        ([key(RULES, DisableWindowsUpdateAccess=1)], "blocked"),
        ([key(RULES, DoNotConnectToWindowsUpdateInternetLocations=1)], "blocked"),
        ([key(RULES, DoNotConnectToWindowsUpdateInternetLocations=1), key(AU, UseWUServer=1)], "on"),
        ([key(RULES, SetDisableUXWUAccess=1)], "not_seen"),
        ([key(RULES, PauseQualityUpdatesStartTime="2026-11-01")], "paused"),
        ([key(RULES, PauseQualityUpdatesStartTime="2026-10-01")], "on"),
        ([key(RULES, DeferQualityUpdates=1, DeferQualityUpdatesPeriodInDays=14)], "on"),
        ([key(MANAGED, AllowAutoUpdate=5)], "blocked"),
        ([key(MANAGED, AllowAutoUpdate=0)], "off"),
        ([key(MANAGED, AllowUpdateService=0)], "blocked"),
        ([key(MANAGED, PauseQualityUpdates=1)], "paused"),
        ([key(SETTINGS, PauseUpdatesExpiryTime="2026-12-01T09:00:00Z")], "paused"),
        ([key(SETTINGS, PauseUpdatesExpiryTime="2026-11-24T09:00:00Z")], "paused"),
        ([key(SETTINGS, PauseUpdatesExpiryTime="2026-11-23T09:00:00Z")], "on"),
        ([key(SETTINGS, PauseQualityUpdatesEndTime="2099-01-01T00:00:00Z")], "off"),
        ([key(SETTINGS, PauseFeatureUpdatesEndTime="2099-01-01T00:00:00Z")], "on"),  # new releases only
        ([key(SETTINGS, PauseUpdatesExpiryTime="soon")], "unreadable"),
        ([key(SETTINGS, PauseUpdatesExpiryTime=1796115600)], "unreadable"),
        ([key(STATUS, PausedQualityStatus=1)], "paused"),
        ([key(STATUS, PausedQualityStatus=2)], "on"),
        ([key(f"{SERVICES}\\wuauserv", Start=4)], "off"),
        ([key(f"{SERVICES}\\UsoSvc", Start=4)], "off"),
        ([key(f"{SERVICES}\\UsoSvc")], "not_seen"),
    ],
)
def test_rules_services_and_pauses_say_if_updates_come(rows: list[dict[str, Any]], way: str) -> None:
    assert told(updates(changed("good_11_pro", *rows)).automatic) == way


def test_a_home_edition_may_ignore_a_rule_so_it_stays_open() -> None:
    assert told(updates(changed("home_11", key(AU, NoAutoUpdate=1))).automatic) == "not_seen"


@pytest.mark.parametrize(
    ("level", "way"), [(0, "not_seen"), (1, "blocked"), (2, "off"), (3, "download_only"), (4, "on")]
)
def test_a_server_says_itself_how_updates_come(level: int, way: str) -> None:
    row = {"com": "update.automatic", "told": {"enabled": True, "level": level}}

    assert told(updates(changed("server_2019", row)).automatic) == way


def waiting(*rows: tuple[str, list[str], bool], result: int = 2) -> Machine:
    listed = [{"severity": severity, "classes": classes, "optional": optional} for severity, classes, optional in rows]
    answer = {"result": result, "count": len(rows), "rows": listed}
    return changed("good_11_pro", {"com": "update.waiting", "told": answer})


@pytest.mark.parametrize(
    ("severity", "classes", "optional", "number"),
    [
        ("", [SECURITY], False, 1),
        ("Critical", [UPGRADES], False, 1),
        ("Critical", [DEFINITIONS], False, 0),
        ("", [DEFINITIONS], False, 0),
        ("", [UPGRADES], False, 0),
        ("", [], True, 0),
        ("", [], False, 1),
        ("", ["Sicherheitsupdates"], False, "unreadable"),
    ],
)
def test_an_update_counts_that_mends_a_weakness(
    severity: str, classes: list[str], optional: bool, number: object
) -> None:
    assert told(updates(waiting((severity, classes, optional))).security_waiting) == number


def test_a_search_that_failed_says_nothing() -> None:
    assert told(updates(waiting(result=4)).security_waiting) == "unreadable"


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("2026-11 Security Update (KB5070000) (26200.7171)", True),
        ("2026-11 Security Update (KB5070000) (26100.7171)", False),  # of another release
        ("2026-11 Cumulative Update for Windows 11, version 25H2 for x64-based Systems (KB5070000)", True),
        ("2026-11 Kumulatives Update für Windows 11 (KB5070000)", True),
        ("2026-11 Mise à jour cumulative pour Windows 11 (KB5070000)", True),
        ("2026-11 Cumulative Update for .NET Framework 3.5 and 4.8.1 for Windows 11 (KB5070001)", False),
        ("Security Intelligence Update for Microsoft Defender Antivirus - KB2267602 (Version 1.441.210.0)", False),
        ("Windows Malicious Software Removal Tool x64 - v5.131 (KB890830)", False),
    ],
)
def test_only_an_update_of_windows_itself_counts_as_installed(title: str, counts: bool) -> None:
    row = {"title": title, "operation": 1, "result": 2, "at": "2026-11-20T10:00:00+00:00"}
    machine = changed("good_11_pro", {"com": "update.history", "told": {"count": 1, "rows": [row]}})

    assert isinstance(updates(machine).last_installed, Unknown) is not counts


@pytest.mark.parametrize(("operation", "result"), [(2, 2), (1, 3), (1, 4), (1, 5)])
def test_what_was_removed_or_failed_is_not_installed(operation: int, result: int) -> None:
    row = {"title": "(26200.7171)", "operation": operation, "result": result, "at": "2026-11-20T10:00:00+00:00"}
    machine = changed("good_11_pro", {"com": "update.history", "told": {"count": 1, "rows": [row]}})

    assert told(updates(machine).last_installed) == "not_seen"
