"""Backups, by real repositories of restic and Borg and by recorded answers of the others."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.backup import backup
from carecheck.look.recorded_machine import RecordedMachine
from tests.conftest import Needs
from tests.linux.recorded import computer
from tests.linux.world import Look, World

SCHEMA = {"/usr/share/glib-2.0/schemas/org.gnome.DejaDup.gschema.xml": "<schemalist/>"}
LIST = "gsettings list-recursively org.gnome.DejaDup"
HEX = "7e1820563e53b9c3fa2f96149a01c3cf321db6c0d7f91cf24cf8ab88eab9e2d3"


def reason(fact: object) -> str:
    return fact.reason if isinstance(fact, Unknown) else f"known: {fact}"


def test_every_way_is_named_and_the_newest_counts(recordings: Path) -> None:
    seen = backup(RecordedMachine.from_file(recordings / "backup-stale.yaml"))

    assert seen.methods == ("Back In Time", "Borg", "Déjà Dup", "duplicity", "restic", "rsnapshot")
    assert seen.copies == ("Nextcloud", "Timeshift")
    assert seen.newest == date(2026, 10, 1)


def test_none_seen_is_not_none(recordings: Path) -> None:
    seen = backup(RecordedMachine.from_file(recordings / "backup-none.yaml"))

    assert (seen.methods, seen.copies, reason(seen.newest)) == ((), (), "not_seen")


@pytest.mark.parametrize(
    ("last", "periodic", "methods", "newest"),
    [
        ("'2026-11-20T08:15:00Z'", "true", ("Déjà Dup",), date(2026, 11, 20)),
        ("'2026-11-20T08:15:00Z'", "false", ("Déjà Dup",), date(2026, 11, 20)),
        ("''", "true", ("Déjà Dup",), None),
        ("''", "false", (), "not_seen"),
        ("'yesterday'", "true", ("Déjà Dup",), "unreadable"),
        ("''", "perhaps", "unreadable", "unreadable"),
    ],
)
def test_deja_dup_counts_once_it_is_set_up(last: str, periodic: str, methods: object, newest: object) -> None:
    settings = f"org.gnome.DejaDup last-backup {last}\norg.gnome.DejaDup periodic {periodic}\n"

    seen = backup(computer(SCHEMA, programs={LIST: settings}))

    assert methods in (seen.methods, reason(seen.methods))
    assert newest in (seen.newest, reason(seen.newest))


def test_deja_dup_from_flatpak_keeps_its_own_settings() -> None:
    folder = "~/.var/app/org.gnome.DejaDup"
    settings = "[org/gnome/deja-dup]\nlast-backup='2026-11-19T08:15:00Z'\nperiodic=true\n"

    seen = backup(computer({f"{folder}/config/glib-2.0/settings/keyfile": settings}, folders=[folder]))

    assert (seen.methods, seen.newest) == (("Déjà Dup",), date(2026, 11, 19))


def test_one_way_that_cannot_be_read_takes_nothing_from_the_others() -> None:
    files = {f"~/.config/borg/security/{HEX}/manifest-timestamp": "2026-11-21T12:26:03.486403"}

    seen = backup(computer(SCHEMA | files, folders=["~/.config/borg/security"]))

    assert (seen.methods, seen.newest) == (("Borg",), date(2026, 11, 21))


def test_a_way_that_never_finished_beside_one_that_cannot_be_read_is_open() -> None:
    never = "org.gnome.DejaDup last-backup ''\norg.gnome.DejaDup periodic true\n"
    files = SCHEMA | {"/etc/rsnapshot.conf": "nothing\n"}

    seen = backup(computer(files, programs={LIST: never}))

    assert (seen.methods, reason(seen.newest)) == (("Déjà Dup",), "unreadable")


@pytest.mark.parametrize(("used", "methods"), [(datetime(2026, 11, 1, tzinfo=UTC), ("restic",)), (None, ())])
def test_a_cache_of_restic_counts_while_it_is_in_use_and_has_no_date(used: datetime | None, methods: object) -> None:
    folder = f"~/.cache/restic/{HEX}"
    machine = computer(folders=["~/.cache/restic", folder], times={folder: used} if used else {})

    seen = backup(machine)

    assert (seen.methods, reason(seen.newest)) == (methods, "not_seen")


RESTIC = """
export RESTIC_PASSWORD=x; echo plan > /home/alice/plan.txt
restic init -q -r /srv/restic; restic backup -q -r /srv/restic /home/alice/plan.txt
chown -R alice /srv/restic; touch -d 2026-11-15 /srv/restic/snapshots/*
"""
BORG = """
su alice -c 'export BORG_PASSPHRASE=x; borg init -e repokey ~/borg; borg create ~/borg::first /etc/hostname' 2>/dev/null
"""
ALICE = "useradd -m alice; useradd -m bob\n"


def test_a_real_repository_of_restic_tells_its_newest_snapshot(world: World, needs: Needs) -> None:
    needs("restic")
    known = {"RESTIC_REPOSITORY": "/srv/restic"}

    by_alice, by_bob = world(ALICE + RESTIC, Look("alice", environment=known), Look("bob", environment=known))

    assert (by_alice.backup.methods, by_alice.backup.newest) == (("restic",), date(2026, 11, 15))
    assert reason(by_bob.backup.methods) == reason(by_bob.backup.newest) == "needs_admin"


def test_a_real_repository_of_borg_tells_when_it_was_written(world: World, needs: Needs) -> None:
    needs("borg")

    by_alice, by_sudo, by_bob = world(ALICE + BORG, Look("alice"), Look(called_by="alice"), Look("bob"))

    assert by_alice.backup.methods == by_sudo.backup.methods == ("Borg",)
    assert by_alice.backup.newest == by_sudo.backup.newest == datetime.now(UTC).date()
    assert (by_bob.backup.methods, reason(by_bob.backup.newest)) == ((), "not_seen")


def test_root_itself_has_not_seen_the_home_of_the_person_who_works_here(world: World) -> None:
    [seen] = world(ALICE, Look())

    assert reason(seen.backup.methods) == reason(seen.backup.copies) == "wrong_login"


@pytest.mark.parametrize(
    ("first", "home", "methods", "copies"),
    [
        ("false", "/home/alice/**", (), ("Timeshift",)),
        ("false", "+ /home/alice/.**", (), ("Timeshift",)),
        ("false", "+ /home/alice/**", ("Timeshift",), ()),
        ("true", "+ /home/alice/**", (), ()),
    ],
)
def test_timeshift_is_a_backup_of_files_only_where_it_takes_a_home_along(
    first: str, home: str, methods: object, copies: object
) -> None:
    settings = f'{{"backup_device_uuid": "f8bd", "do_first_run": "{first}", "exclude": ["/root/**", "{home}"]}}'

    seen = backup(computer({"/etc/timeshift/timeshift.json": settings}))

    assert (seen.methods, seen.copies) == (methods, copies)


def test_timeshift_tells_its_newest_finished_snapshot() -> None:
    place = "/run/media/backup/timeshift/snapshots"
    files = {
        "/etc/timeshift/timeshift.json": '{"backup_device_uuid": "f8", "do_first_run": "false", "exclude": ["+ /home/a/**"]}',
        "/proc/mounts": "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /run/media/backup ext4 rw 0 0\n",
        f"{place}/2026-11-20_13-08-25/info.json": '{"created" : "1795180105", "type" : "rsync"}',
        f"{place}/2026-11-13_13-08-25/info.json": '{"created" : "1794575305"}',
        f"{place}/2026-11-21_13-08-25/info.json": "",
    }

    seen = backup(computer(files, folders=[place], links={"/dev/disk/by-uuid/f8": "../../sdb1"}))

    assert (seen.methods, seen.newest) == (("Timeshift",), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("state", "methods"),
    [("active\nUnitFileState=enabled", ("Veeam",)), ("inactive\nUnitFileState=disabled", ())],
)
def test_an_agent_counts_while_it_runs(state: str, methods: object) -> None:
    unit = "veeamservice.service"
    show = f"systemctl show --property Id,LoadState,ActiveState,UnitFileState {unit}"
    told = f"Id={unit}\nLoadState=loaded\nActiveState={state}\n"
    files = {f"/usr/lib/systemd/system/{unit}": "[Unit]\n"}

    seen = backup(computer(files, folders=["/run/systemd/system"], programs={show: told}))

    assert (seen.methods, reason(seen.newest)) == (methods, "not_seen")
