"""Backups of a Windows, and restarts that wait."""

from datetime import date
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.backup_programs import backup_programs
from carecheck.look.windows.backup import backup
from carecheck.look.windows.restart import restart
from tests.windows_facts.pcs import changed

FILE_HISTORY: Final = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\FileHistory"
FOLDER: Final = "~/AppData/Local/Microsoft/Windows/FileHistory/Configuration"
CURRENT: Final = "HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion"
SERVICES: Final = "HKLM\\SYSTEM\\CurrentControlSet\\Services"
NO_CATALOGUE: Final[dict[str, Any]] = {"look_at": f"{FOLDER}/Catalog1.edb", "there": False}


def told(found: object) -> object:
    return found.reason if isinstance(found, Unknown) else found


def service(name: str, state: str) -> list[dict[str, Any]]:
    return [{"key": f"{SERVICES}\\{name}", "values": {"Start": 2}}, {"service": name, "state": state}]


def task(name: str) -> dict[str, Any]:
    return {"key": f"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tree\\{name}"}


def settings(text: str) -> dict[str, Any]:
    return {"read": f"{FOLDER}/Config1.xml", "text": text}


def programs(*names: str) -> dict[str, Any]:
    return {"api": "programs", "told": {"count": len(names), "rows": [{"name": name} for name in names]}}


@pytest.mark.parametrize(
    ("rows", "methods", "newest"),
    [
        ([], ("File History",), date(2026, 11, 22)),
        ([{"key": FILE_HISTORY}, NO_CATALOGUE], ("File History",), None),
        ([{"key": FILE_HISTORY}], ("File History",), "not_seen"),  # its catalogue proves no backup
        (
            [{"key": FILE_HISTORY, "values": {"ProtectedUpToTime": {"type": "REG_QWORD", "data": 0}}}, NO_CATALOGUE],
            ("File History",),
            None,
        ),
        ([{"key": "HKLM\\SYSTEM\\CurrentControlSet\\Services\\fhsvc", "values": {"Start": 4}}], (), "not_seen"),
        (
            [{"key": "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\FileHistory", "values": {"Disabled": 1}}],
            (),
            "not_seen",
        ),
        (service("bzserv", "stopped"), ("File History",), date(2026, 11, 22)),
        (service("bzserv", "running"), ("Backblaze", "File History"), date(2026, 11, 22)),
        (service("VeeamEndpointBackupSvc", "running"), ("File History",), date(2026, 11, 22)),  # perhaps without a job
        ([settings("<DPStatus>DISABLED</DPStatus>")], (), "not_seen"),  # switched off again
        ([settings("<DPStatus>ENABLED</DPStatus>")], ("File History",), date(2026, 11, 22)),
        ([settings("<DPStatus>enabled</DPStatus>")], ("File History",), date(2026, 11, 22)),
        ([settings("<DPStatus>ENABLED</DPStatus><DPStatus>DISABLED</DPStatus>")], "unreadable", "unreadable"),
        ([settings("<DPStatus>2</DPStatus>")], "unreadable", "unreadable"),
        ([settings("nothing of the kind")], "unreadable", "unreadable"),
        (
            [{"key": f"{CURRENT}\\WindowsBackup", "values": {"ValidConfig": 1}}],
            ("Backup and Restore", "File History"),
            date(2026, 11, 22),
        ),
    ],
)
def test_ways_of_backing_up_are_seen(rows: list[dict[str, Any]], methods: object, newest: object) -> None:
    seen = backup(changed("good_11_pro", *rows))

    assert (told(seen.methods), told(seen.newest)) == (methods, newest)


@pytest.mark.parametrize(
    ("rows", "methods"),
    [
        (service("VeeamEndpointBackupSvc", "running"), "not_seen"),  # it runs, and perhaps nobody set up a backup
        (service("AcrSch2Svc", "running"), "not_seen"),  # left behind by what came with a new disk
        (service("AcrSch2Svc", "stopped"), ()),
        (service("MacriumService", "running"), "not_seen"),
        ([*service("MacriumService", "running"), task("Macrium-Backup-{2D3187FC}")], ("Macrium Reflect",)),
        ([*service("MacriumService", "stopped"), task("Macrium-Backup-{2D3187FC}")], ()),  # nothing would do it
        ([*service("VeeamEndpointBackupSvc", "running"), task("Macrium-Backup-{2D3187FC}")], "not_seen"),
        ([{"service": "bzserv", "state": "running"}], "unreadable"),  # no list of services has it
        ([{"key": f"{SERVICES}\\bzserv"}], "unreadable"),  # listed, and not there
    ],
)
def test_a_service_is_a_backup_where_its_program_is_always_set_up(rows: list[dict[str, Any]], methods: object) -> None:
    assert told(backup(changed("fresh_11", *rows)).methods) == methods


@pytest.mark.parametrize(
    ("folders", "name"),
    [
        (None, "OneDrive"),
        (0, "OneDrive"),
        (3584, "OneDrive for Desktop, Documents and Pictures"),
        (0x400, "OneDrive for some folders"),
        (7, "OneDrive"),  # bits that nobody has explained
    ],
)
def test_onedrive_is_named_with_the_folders_that_it_holds(folders: int | None, name: str) -> None:
    values = {} if folders is None else {"KfmFoldersProtectedNow": folders}
    account = {"key": "HKCU\\Software\\Microsoft\\OneDrive\\Accounts\\Personal", "values": values}

    seen = backup(changed("home_11", account | {"names": ["UserFolder"]}))

    assert (seen.methods, seen.copies) == ((), (name,))


def test_a_backup_program_that_is_only_installed_leaves_it_open() -> None:
    machine = changed("fresh_11", programs("Synology Active Backup for Business Agent"))

    assert told(backup(machine).methods) == "not_seen"


def test_synced_folders_and_restore_points_are_no_backup() -> None:
    machine = changed("fresh_11", programs("Dropbox", "Google Drive"))

    seen = backup(machine)

    assert seen.methods == ()
    assert seen.copies == ("Dropbox", "Google Drive", "OneDrive", "Windows restore points")


@pytest.mark.parametrize(
    ("rows", "waiting", "since"),
    [
        ([], False, None),
        ([{"com": "update.restart", "told": {"required": True}}], True, "not_seen"),
        ([{"com": "update.restart", "unknown": "needs_admin"}], "needs_admin", "needs_admin"),
        (
            [
                {
                    "key": f"{CURRENT}\\Component Based Servicing\\RebootPending",
                    "modified": "2026-11-20T10:00:00+00:00",
                },
                {
                    "key": f"{CURRENT}\\WindowsUpdate\\Auto Update\\RebootRequired",
                    "modified": "2026-11-21T10:00:00+00:00",
                },
                {"com": "update.restart", "unknown": "needs_admin"},
            ],
            True,
            date(2026, 11, 20),
        ),
        (
            [
                {
                    "key": "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager",
                    "names": ["PendingFileRenameOperations"],
                }
            ],
            False,
            None,
        ),
    ],
)
def test_a_restart_waits_when_a_sign_says_so(rows: list[dict[str, Any]], waiting: object, since: object) -> None:
    seen = restart(changed("good_11_pro", *rows))

    assert (told(seen.waiting), told(seen.waiting_since)) == (waiting, since)


def test_no_service_is_in_both_lists_of_backup_programs() -> None:
    programs = backup_programs()

    assert not {name.casefold() for name in programs.set_up} & {name.casefold() for name in programs.may_be_idle}
    assert not set(programs.set_up.values()) & set(programs.may_be_idle.values())
