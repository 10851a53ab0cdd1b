"""Updates that wait, came, and come by themselves, by recorded answers of apt and dnf."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.updates import updates
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import TODAY, computer

DEBIAN = {"/etc/os-release": "ID=debian\nVERSION_ID=12\n"}
SETTINGS = (
    "apt-config shell enabled APT::Periodic::Enable lists APT::Periodic::Update-Package-Lists"
    " downloads APT::Periodic::Download-Upgradeable-Packages upgrades APT::Periodic::Unattended-Upgrade"
    " end APT::Architecture"
)
TIMERS = "systemctl show --property Id,LoadState,ActiveState,UnitFileState apt-daily.timer apt-daily-upgrade.timer"
ORIGINS = "apt-config dump Unattended-Upgrade"


def timers(first: str, second: str) -> str:
    rows = zip(("apt-daily.timer", "apt-daily-upgrade.timer"), (first, second), strict=True)
    return "\n\n".join(f"Id={name}\nLoadState=loaded\nActiveState={state}" for name, state in rows) + "\n"


ON = "active\nUnitFileState=enabled"
PROGRAMS = {
    SETTINGS: "lists='1'\nupgrades='1'\nend='amd64'\n",
    TIMERS: timers(ON, ON),
    ORIGINS: 'Unattended-Upgrade "";\nUnattended-Upgrade::Allowed-Origins:: "${distro_id}:${distro_codename}-security";\n',
}
INSTALLED = {"/usr/bin/unattended-upgrade": "#!/usr/bin/python3\n"}


def reason(fact: object) -> str:
    return fact.reason if isinstance(fact, Unknown) else f"known: {fact}"


def test_updates_behind_others_and_of_packages_held_back_count(recordings: Path) -> None:
    seen = updates(RecordedMachine.from_file(recordings / "updates-waiting.yaml"))

    assert seen.security_waiting == 7
    assert seen.some_wait(TODAY) is True


def test_the_date_inside_the_list_counts(recordings: Path) -> None:
    seen = updates(RecordedMachine.from_file(recordings / "updates-waiting.yaml"))

    assert (seen.list_fetched, seen.list_age_days(TODAY)) == (date(2026, 10, 30), 23)


def test_the_last_update_is_the_last_that_went_well(recordings: Path) -> None:
    seen = updates(RecordedMachine.from_file(recordings / "updates-waiting.yaml"))

    assert seen.last_installed == date(2026, 10, 2)


def test_a_fresh_list_without_updates_settles_that_none_wait(recordings: Path) -> None:
    seen = updates(RecordedMachine.from_file(recordings / "updates-none.yaml"))

    assert (seen.security_waiting, seen.some_wait(TODAY), seen.automatic) == (0, False, "on")


def test_without_a_security_list_there_was_no_search() -> None:
    seen = updates(computer(DEBIAN | {"/var/lib/apt/lists/deb.debian.org_debian_dists_bookworm_InRelease": "Date: x"}))

    assert seen.list_fetched is None
    assert reason(seen.some_wait(TODAY)) == "unreadable"


def test_the_oldest_of_several_lists_counts() -> None:
    lists = "/var/lib/apt/lists/security.ubuntu.com_ubuntu_dists_noble-security_InRelease"
    esm = "/var/lib/apt/lists/esm.ubuntu.com_apps_ubuntu_dists_noble-apps-security_InRelease"

    seen = updates(
        computer(
            DEBIAN
            | {lists: "Suite: noble-security\nDate: Fri, 20 Nov 2026 08:00:00 UTC\n"}
            | {esm: "Suite: noble-apps-security\nDate: Mon, 02 Nov 2026 08:00:00 UTC\n"}
        )
    )

    assert seen.list_fetched == date(2026, 11, 2)


def test_logs_that_were_rotated_away_are_read_too() -> None:
    old = b"Start-Date: 2026-10-30  07:00:00\nUpgrade: a:amd64 (1, 2)\nEnd-Date: 2026-10-30  07:00:09\n"

    seen = updates(
        computer(DEBIAN | {"/var/log/apt/history.log": "", "/var/log/apt/history.log.1.gz": gzip.compress(old)})
    )

    assert seen.last_installed == date(2026, 10, 30)


def test_dpkg_tells_of_updates_that_it_finished() -> None:
    log = (
        "2026-11-01 08:00:00 upgrade libssl3:amd64 1 2\n2026-11-01 08:00:01 status installed libssl3:amd64 2\n"
        "2026-11-03 08:00:00 upgrade bash:amd64 1 2\n2026-11-03 08:00:01 status half-installed bash:amd64 1\n"
        "2026-11-05 08:00:01 status installed newly:amd64 2\n"
    )

    seen = updates(computer(DEBIAN | {"/var/log/dpkg.log": log}))

    assert seen.last_installed == date(2026, 11, 1)


def test_logs_without_an_update_prove_nothing() -> None:
    seen = updates(computer(DEBIAN | {"/var/log/apt/history.log": ""}))

    assert reason(seen.last_installed) == "not_seen"


@pytest.mark.parametrize(
    ("changed", "automatic"),
    [
        ({}, "on"),
        ({SETTINGS: "lists='1'\nupgrades='7'\nend='amd64'\n"}, "on"),
        ({SETTINGS: "lists='1'\nupgrades='0'\nend='amd64'\n"}, "off"),
        ({SETTINGS: "enabled='0'\nlists='1'\nupgrades='1'\nend='amd64'\n"}, "off"),
        ({SETTINGS: "upgrades='1'\nend='amd64'\n"}, "off"),
        ({SETTINGS: "end='amd64'\n"}, "off"),
        ({SETTINGS: "lists='1'\ndownloads='1'\nend='amd64'\n"}, "download_only"),
        ({SETTINGS: "lists='1'\nupgrades='perhaps'\nend='amd64'\n"}, "unreadable"),
        ({SETTINGS: ""}, "unreadable"),
        ({SETTINGS: "lists='1'\nupgrades='1'\n"}, "unreadable"),
        ({TIMERS: timers(ON, "inactive\nUnitFileState=disabled")}, "off"),
        ({TIMERS: timers(ON, "inactive\nUnitFileState=masked")}, "off"),
        ({TIMERS: timers(ON, "inactive\nUnitFileState=enabled")}, "not_seen"),
        ({TIMERS: timers(ON, ON).partition("\n\n")[0]}, "unreadable"),
        ({ORIGINS: 'Unattended-Upgrade "";\n'}, "not_seen"),
    ],
)
def test_updates_come_by_themselves_when_all_of_it_is_set(changed: dict[str, str], automatic: str) -> None:
    seen = updates(computer(DEBIAN | INSTALLED, folders=["/run/systemd/system"], programs=PROGRAMS | changed))

    assert automatic in (seen.automatic, getattr(seen.automatic, "reason", ""))


def test_settings_without_the_program_install_nothing() -> None:
    seen = updates(computer(DEBIAN, folders=["/run/systemd/system"], programs=PROGRAMS))

    assert seen.automatic == "off"


@pytest.mark.parametrize(
    ("desktop", "setting", "automatic"),
    [
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "true\n", "download_only"),
        ({"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"}, "false\n", "off"),
        ({"XDG_CURRENT_DESKTOP": "KDE"}, "true\n", "off"),
        ({}, "true\n", "wrong_login"),
    ],
)
def test_gnome_software_downloads_where_gnome_is_in_use(desktop: dict[str, str], setting: str, automatic: str) -> None:
    files = DEBIAN | {"/usr/share/glib-2.0/schemas/org.gnome.software.gschema.xml": "<schemalist/>"}
    programs = {
        SETTINGS: "end='amd64'\n",
        TIMERS: timers(ON, ON),
        "gsettings get org.gnome.software download-updates": setting,
    }

    seen = updates(computer(files, folders=["/run/systemd/system"], programs=programs, environment=desktop))

    assert automatic in (seen.automatic, getattr(seen.automatic, "reason", ""))


@pytest.mark.parametrize(("switch", "automatic"), [(True, "on"), (False, "off")])
def test_linux_mint_has_a_switch_of_its_own(switch: bool, automatic: str) -> None:
    files = {"/etc/os-release": 'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22.3"\n'}
    files["/etc/systemd/system/timers.target.wants/mintupdate-automation-upgrade.timer"] = "[Timer]\n"
    files |= {"/var/lib/linuxmint/mintupdate-automatic-upgrades-enabled": "on"} if switch else {}

    seen = updates(computer(files, folders=["/run/systemd/system"], programs=PROGRAMS | {SETTINGS: "end='amd64'\n"}))

    assert seen.automatic == automatic


def test_dnf_tells_of_security_updates(recordings: Path) -> None:
    seen = updates(RecordedMachine.from_file(recordings / "updates-fedora.yaml"))

    assert (seen.security_waiting, seen.list_fetched, seen.last_installed, seen.automatic) == (
        1,
        date(2026, 10, 31),
        date(2026, 10, 3),
        "download_only",
    )


def test_a_dnf_without_any_list_does_not_know_that_nothing_waits(recordings: Path) -> None:
    machine = RecordedMachine.from_file(recordings / "updates-fedora.yaml")
    machine.answers = {
        question: Ran(0, b"[]\n") if isinstance(question, RunProgram) and question.argv[0] == "dnf5" else answer
        for question, answer in machine.answers.items()
        if "libdnf5" not in getattr(question, "path", "")
    }

    seen = updates(machine)

    assert (reason(seen.security_waiting), seen.list_fetched) == ("not_seen", None)


@pytest.mark.parametrize(
    ("os_release", "more", "because"),
    [("ID=arch\n", {}, "not_possible_here"), ("ID=fedora\n", {"/run/ostree-booted": ""}, "not_possible_here")],
)
def test_a_system_that_we_cannot_ask_is_unknown(os_release: str, more: dict[str, str], because: str) -> None:
    seen = updates(computer({"/etc/os-release": os_release} | more))

    assert reason(seen.security_waiting) == reason(seen.automatic) == because
