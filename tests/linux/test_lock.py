"""When the screen locks, by recorded settings of each desktop, and by the real gsettings."""

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest

from carecheck.facts.lock import Lock
from carecheck.facts.model import Unknown
from carecheck.look.linux.gsettings import number, setting, yes_or_no
from carecheck.look.linux.lock import lock
from carecheck.look.linux.lock_plasma import daemon_settings
from carecheck.look.linux.lock_ways import CAN_SLEEP, IDLE_ACTION
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import About, Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.conftest import Needs
from tests.linux.recorded import TODAY, computer
from tests.linux.world import Look, World

GDM = {"/etc/systemd/system/display-manager.service": "/lib/systemd/system/gdm.service"}
LIGHTDM = {"/etc/systemd/system/display-manager.service": "/lib/systemd/system/lightdm.service"}
IGNORES = {" ".join(IDLE_ACTION): 's "ignore"\n', " ".join(CAN_SLEEP): 's "yes"\n'}
HARMLESS = b"dconf-CRITICAL **: unable to create directory '/proc/carecheck-only-reads/dconf': No such file\n"

GNOME = {
    "org.gnome.desktop.lockdown disable-lock-screen": "false",
    "org.gnome.desktop.screensaver lock-enabled": "true",
    "org.gnome.desktop.screensaver lock-delay": "uint32 0",
    "org.gnome.desktop.screensaver idle-activation-enabled": "true",
    "org.gnome.desktop.session idle-delay": "uint32 300",
    "org.gnome.desktop.screensaver ubuntu-lock-on-suspend": "",
    "org.gnome.settings-daemon.plugins.power sleep-inactive-ac-timeout": "1200",
    "org.gnome.settings-daemon.plugins.power sleep-inactive-ac-type": "'suspend'",
    "org.gnome.settings-daemon.plugins.power sleep-inactive-battery-type": "'suspend'",
    "org.gnome.settings-daemon.plugins.power sleep-inactive-battery-timeout": "1200",
}
CINNAMON = {
    "org.cinnamon.desktop.screensaver custom-screensaver-command": "''",
    "org.cinnamon.desktop.lockdown disable-lock-screen": "false",
    "org.cinnamon.desktop.screensaver lock-enabled": "true",
    "org.cinnamon.desktop.screensaver lock-delay": "uint32 0",
    "org.cinnamon.desktop.screensaver idle-activation-enabled": "true",
    "org.cinnamon.desktop.session idle-delay": "uint32 900",
    "org.cinnamon.settings-daemon.plugins.power lock-on-suspend": "true",
    "org.cinnamon.settings-daemon.plugins.power sleep-inactive-ac-timeout": "0",
    "org.cinnamon.settings-daemon.plugins.power sleep-inactive-ac-type": "'suspend'",
    "org.cinnamon.settings-daemon.plugins.power sleep-inactive-battery-type": "'suspend'",
    "org.cinnamon.settings-daemon.plugins.power sleep-inactive-battery-timeout": "0",
}

# What `dconf compile` makes of: screensaver lock-enabled=false, session idle-delay=uint32 3600
NEVER_LOCKS = base64.b64decode(
    "R1ZhcmlhbnQAAAAAAAAAABgAAAAAAQAAAAAAKAgAAAAAAAAAAQAAAAMAAAAEAAAABQAAAAcAAAAHAAAACAAAALC3JDAEAAAAAAEAAAYATAAIAQAA"
    "DAEAALmI/doAAAAADAEAAAgATAAUAQAAHAEAACm5D8YBAAAAHAEAAAwATAAoAQAALAEAAKrNk2ACAAAALAEAAAwAdgA4AQAAOwEAAEtQkAsFAAAA"
    "OwEAAAQATABAAQAARAEAANS1AgD/////RAEAAAEATABIAQAATAEAAIyH3WYBAAAATAEAAAgATABUAQAAWAEAAObJGdUGAAAAWAEAAAoAdgBoAQAA"
    "bgEAAGdub21lLwAAAQAAAGRlc2t0b3AvAgAAAAYAAABzY3JlZW5zYXZlci8DAAAAbG9jay1lbmFibGVkAABib3JnLwAAAAAALwAAAAQAAABzZXNz"
    "aW9uLwcAAABpZGxlLWRlbGF5AAAAAAAAEA4AAAB1"
)


def session(
    desktop: str,
    settings: Mapping[str, str],
    changed: Mapping[str, str] | None = None,
    links: Mapping[str, str] = GDM,
) -> RecordedMachine:
    """A session on a desktop; a setting that is "" does not exist there."""
    machine = computer(links=links, programs=IGNORES, environment={"XDG_CURRENT_DESKTOP": desktop})
    for name, value in {**settings, **(changed or {})}.items():
        schema, _, key = name.partition(" ")
        told = Ran(0, f"{value}\n".encode(), HARMLESS) if value else Ran(1, b"", f"No such key “{key}”\n".encode())
        machine.answers[RunProgram(("gsettings", "get", schema, key), "person")] = told
    return machine


def gnome(changed: Mapping[str, str] | None = None, links: Mapping[str, str] = GDM) -> RecordedMachine:
    names = {name.rpartition(" ")[2]: name for name in GNOME}
    return session("ubuntu:GNOME", GNOME, {names[key]: value for key, value in (changed or {}).items()}, links)


def cinnamon(changed: Mapping[str, str] | None = None) -> RecordedMachine:
    names = {name.rpartition(" ")[2]: name for name in CINNAMON}
    return session("X-Cinnamon", CINNAMON, {names[key]: value for key, value in (changed or {}).items()}, LIGHTDM)


def plasma(text: str | None) -> RecordedMachine:
    files = {} if text is None else {"~/.config/kscreenlockerrc": text}
    return computer(files, programs=IGNORES, environment={"XDG_CURRENT_DESKTOP": "KDE"})


def shown(seen: Lock) -> tuple[object, object, object]:
    facts = (seen.screen_saver_minutes, seen.asleep_minutes, seen.asks_on_waking)
    one, two, three = (fact.reason if isinstance(fact, Unknown) else fact for fact in facts)
    return one, two, three


@pytest.mark.parametrize(
    ("changed", "minutes", "asleep", "asks"),
    [
        ({}, 5, 20, True),
        ({"idle-delay": "uint32 301"}, 6, 20, True),
        ({"lock-delay": "uint32 1800"}, 35, 20, True),
        ({"idle-delay": "uint32 0"}, None, 20, True),
        ({"idle-delay": "uint32 0", "sleep-inactive-ac-type": "'nothing'"}, None, None, True),
        ({"idle-delay": "uint32 0", "sleep-inactive-ac-timeout": "0"}, None, None, True),
        ({"lock-enabled": "false"}, None, None, False),
        ({"lock-enabled": "false", "ubuntu-lock-on-suspend": "true"}, None, "not_seen", "not_seen"),
        ({"ubuntu-lock-on-suspend": "true"}, 5, 20, True),
        ({"ubuntu-lock-on-suspend": "false"}, 5, None, False),
        ({"disable-lock-screen": "true"}, None, None, False),
        ({"idle-activation-enabled": "false"}, "not_seen", 20, True),
        ({"sleep-inactive-battery-timeout": "1801"}, 5, 31, True),
        ({"sleep-inactive-battery-timeout": "0"}, 5, "not_seen", True),
        ({"sleep-inactive-battery-type": "'nothing'"}, 5, "not_seen", True),
        ({"sleep-inactive-ac-type": "'logout'"}, 5, "not_seen", True),
        ({"lock-delay": "'soon'"}, "unreadable", 20, True),
        ({"lock-enabled": "maybe"}, "unreadable", "not_seen", "unreadable"),
        ({"lock-enabled": ""}, "not_seen", "not_seen", "not_seen"),
    ],
)
def test_gnome_locks_by_its_settings(changed: Mapping[str, str], minutes: object, asleep: object, asks: object) -> None:
    assert shown(lock(gnome(changed))) == (minutes, asleep, asks)


@pytest.mark.parametrize(
    "answer", [Ran(0, b's "na"\n'), Ran(0, b's "challenge"\n'), Ran(1, b""), Unknown("tool_missing")]
)
def test_a_computer_that_may_not_sleep_is_not_locked_by_sleep(answer: Ran | Unknown) -> None:
    machine = gnome()
    machine.answers[RunProgram(CAN_SLEEP)] = answer

    assert shown(lock(machine)) == (5, "not_seen", True)


def test_gnome_without_its_own_display_manager_is_unknown() -> None:
    assert shown(lock(gnome(links=LIGHTDM))) == ("not_seen",) * 3


@pytest.mark.parametrize(
    ("changed", "minutes", "asleep", "asks"),
    [
        ({}, 15, None, True),
        ({"lock-enabled": "false"}, None, None, "not_seen"),
        ({"lock-on-suspend": "false"}, 15, None, False),
        ({"lock-on-suspend": ""}, 15, None, "not_seen"),
        ({"sleep-inactive-ac-timeout": "1800"}, 15, "not_seen", True),
        ({"sleep-inactive-ac-timeout": "1800", "sleep-inactive-battery-timeout": "600"}, 15, 30, True),
        ({"custom-screensaver-command": "'xscreensaver-command --lock'"}, "not_seen", "not_seen", "not_seen"),
    ],
)
def test_cinnamon_locks_by_its_settings(
    changed: Mapping[str, str], minutes: object, asleep: object, asks: object
) -> None:
    assert shown(lock(cinnamon(changed))) == (minutes, asleep, asks)


@pytest.mark.parametrize(
    ("text", "minutes", "asleep", "asks"),
    [
        (None, 6, "not_seen", True),  # five minutes, and five seconds of grace
        ("[Daemon]\nTimeout=10\nLockGrace=0\n", 10, "not_seen", True),
        ("[Daemon]\nTimeout=0.5\nLockGrace=0\n", 1, "not_seen", True),
        ("[Daemon]\nTimeout=15\nLockGrace=300\n", 20, "not_seen", True),
        ("[Daemon]\nTimeout=0\n", None, "not_seen", True),
        ("[Daemon]\nAutolock=false\n", None, "not_seen", True),
        ("[Daemon]\nLockOnResume=false\n", 6, None, False),
        ("[Daemon]\nRequirePassword=false\n", None, None, False),
        ("[Daemon]\nAutolock[$i]=false\n", "unreadable", "unreadable", "unreadable"),
        ("[Daemon]\nTimeout=soon\n", "unreadable", "not_seen", True),
        ("[Daemon]\nAutolock=perhaps\n", "unreadable", "unreadable", "unreadable"),
        ("[Greeter]\nAutolock=false\n", 6, "not_seen", True),
    ],
)
def test_plasma_locks_by_what_somebody_changed(text: str | None, minutes: object, asleep: object, asks: object) -> None:
    assert shown(lock(plasma(text))) == (minutes, asleep, asks)


def test_plasma_keeps_what_a_distribution_set_until_a_person_changes_it() -> None:
    machine = plasma("[Daemon]\nTimeout=10\n")
    machine.answers |= computer({"/etc/xdg/kscreenlockerrc": "[Daemon]\nAutolock=false\nTimeout=20\n"}).answers

    assert lock(machine).screen_saver_minutes is None


def test_only_the_lines_under_daemon_count() -> None:
    text = "[$Version]\nx=y:z\n\n[Daemon]\n# no\nTimeout = 7\n[Greeter][Wallpaper][org.kde.image]\nTimeout=9\n"

    assert daemon_settings(text) == {"Timeout": "7"}


@pytest.mark.parametrize(
    ("desktop", "because"),
    [
        ("", "wrong_login"),
        ("LXQt", "not_possible_here"),
        ("Unity", "not_possible_here"),
        ("Budgie:GNOME", "not_possible_here"),
        ("GNOME-Flashback:GNOME", "not_possible_here"),
    ],
)
def test_another_desktop_is_unknown_whatever_settings_lie_there(desktop: str, because: str) -> None:
    assert shown(lock(session(desktop, GNOME))) == (because,) * 3


def test_root_without_a_person_reads_nobodys_settings() -> None:
    machine = gnome()
    about = About("linux", TODAY, "/root", elevated=True, environment=machine.about.environment)

    assert shown(lock(RecordedMachine(about, machine.answers))) == ("wrong_login",) * 3


def test_a_container_has_a_screen_of_its_own() -> None:
    seen = lock(computer(environment={"container": "podman"}))

    assert {fact.reason for fact in (seen.managed_minutes, seen.computer_minutes) if isinstance(fact, Unknown)} == {
        "not_possible_here"
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Ran(0, b's "ignore"\n'), None),
        (Ran(0, b's "lock"\n'), "not_seen"),
        (Ran(0, b's "suspend"\n'), "not_seen"),
        (Ran(1, b"", b"Failed to connect to bus\n"), "unreadable"),
        (Unknown("tool_missing"), "tool_missing"),
    ],
)
def test_what_the_system_itself_does_to_an_unused_computer(told: Ran | Unknown, expected: object) -> None:
    machine = gnome()
    machine.answers[RunProgram(IDLE_ACTION)] = told

    seen = lock(machine).computer_minutes

    assert (seen.reason if isinstance(seen, Unknown) else seen) == expected


def test_a_complaint_beside_a_setting_makes_it_unreadable() -> None:
    machine = gnome()
    question = RunProgram(("gsettings", "get", "org.gnome.desktop.screensaver", "lock-enabled"), "person")
    machine.answers[question] = Ran(
        0, b"true\n", HARMLESS + b"GLib-GIO-Message: Using the 'memory' GSettings backend\n"
    )

    assert shown(lock(machine)) == ("unreadable", "not_seen", "unreadable")


@pytest.mark.parametrize(
    ("recording", "at_most", "asks"),
    [
        ("lock-gnome-never", None, True),
        ("lock-gnome-sleeps", 60, True),
        ("lock-ubuntu-late", 60, False),
        ("lock-mint-off", None, False),
        ("lock-plasma-off", None, False),
    ],
)
def test_recorded_desktops(recordings: Path, recording: str, at_most: int | None, asks: bool) -> None:
    seen = lock(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert (seen.at_most_minutes(TODAY), seen.minutes(TODAY), seen.asks_on_waking) == (at_most, at_most, asks)


def test_the_real_gsettings_tells_what_the_person_chose_and_writes_nothing(needs: Needs, tmp_path: Path) -> None:
    needs("gsettings")
    database = tmp_path / ".config/dconf/user"
    database.parent.mkdir(parents=True)
    database.write_bytes(NEVER_LOCKS)
    machine = LocalMachine(about=About("linux", TODAY, str(tmp_path), person="0"))

    assert yes_or_no(machine, "org.gnome.desktop.screensaver", "lock-enabled") is False
    assert number(machine, "org.gnome.desktop.session", "idle-delay") == 3600
    assert yes_or_no(machine, "org.gnome.desktop.lockdown", "disable-lock-screen") is False
    assert setting(machine, "org.gnome.desktop.screensaver", "no-such-key") is None
    assert setting(machine, "org.gnome.no.such.schema", "lock-enabled") is None
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [database]
    assert database.read_bytes() == NEVER_LOCKS


def test_a_person_on_gnome_who_changed_nothing(needs: Needs, world: World) -> None:
    needs("gsettings")
    gdm = "useradd -m bob; ln -s /lib/systemd/system/gdm.service /etc/systemd/system/display-manager.service\n"
    gnome_session = {"XDG_CURRENT_DESKTOP": "GNOME"}

    by_bob, by_sudo, by_root = (
        seen.facts.groups["lock"]
        for seen in world(gdm, Look("bob", "", gnome_session), Look("root", "bob", gnome_session), Look())
    )

    assert isinstance(by_bob, Lock)
    assert isinstance(by_root, Lock)
    assert (by_bob.screen_saver_minutes, by_bob.asks_on_waking) == (5, True)
    assert by_sudo == by_bob
    assert shown(by_root) == ("wrong_login",) * 3
