"""Which antivirus runs on Linux, whether it watches, and how new its list of viruses is."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carecheck.facts.antivirus import Antivirus
from carecheck.facts.model import Unknown
from carecheck.look.linux.antivirus import FOR_FIRMS, antivirus
from carecheck.look.linux.clamav import LISTS, PROCESS, SETTINGS, WATCHER
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer
from tests.linux.world import World

PS = ("ps", "-C", ",".join(["ps", PROCESS, WATCHER, *FOR_FIRMS]), "-p", "1", "-o", "pid=,uid=,comm=")
WATCHES_ALL = {SETTINGS[0]: "LogFile /var/log/clamav/clamav.log\nOnAccessIncludePath /home\n"}


def said(fact: object) -> object:
    return fact.reason if isinstance(fact, Unknown) else fact


def pc(
    *running: str, files: Mapping[str, str] | None = None, lists: Mapping[str, datetime] | None = None
) -> RecordedMachine:
    rows = [
        "    1     0 systemd",
        *(f"  {500 + nth}   110 {name}" for nth, name in enumerate(running)),
        " 9999  1001 ps",
    ]
    machine = computer(dict(files or {}) | dict.fromkeys(lists or {}, "x"), times=lists)
    machine.answers[RunProgram(PS)] = Ran(0, ("\n".join(rows) + "\n").encode())
    return machine


@pytest.mark.parametrize(
    ("recording", "products", "watching", "made"),
    [
        ("antivirus-none", (), False, None),
        ("antivirus-clamav-old", ("ClamAV",), False, date(2026, 6, 1)),
        ("antivirus-clamav", ("ClamAV",), True, date(2026, 11, 21)),
    ],
)
def test_recorded_computers(
    recordings: Path, recording: str, products: tuple[str, ...], watching: bool, made: date | None
) -> None:
    seen = antivirus(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert (seen.products, seen.on, seen.watching, seen.list_made) == (products, bool(products), watching, made)
    assert (seen.tells_all, said(seen.several_on), said(seen.some_expired)) == (
        False,
        "not_possible_here",
        "not_possible_here",
    )


@pytest.mark.parametrize(
    ("running", "files", "watching"),
    [
        ((), {}, False),
        (("clamd",), WATCHES_ALL, False),
        (("clamd", "clamonacc"), WATCHES_ALL, True),
        (("clamd", "clamonacc"), {SETTINGS[1]: "OnAccessMountPath /\n"}, True),
        (("clamd", "clamonacc"), {SETTINGS[0]: "OnAccessIncludePath /srv\n#OnAccessIncludePath /home\n"}, "not_seen"),
        (("clamd", "clamonacc"), {}, "not_seen"),
        (("clamonacc",), WATCHES_ALL, False),
        (("falcon-sensor",), {}, "not_seen"),
        (("clamd", "clamonacc", "falcon-sensor"), WATCHES_ALL, True),
    ],
)
def test_clamav_watches_where_its_watcher_runs_and_is_set_to_watch_the_homes(
    running: tuple[str, ...], files: Mapping[str, str], watching: object
) -> None:
    assert said(antivirus(pc(*running, files=files)).watching) == watching


@pytest.mark.parametrize(
    ("running", "products", "several"),
    [
        (("wdavdaemon", "wdavdaemon"), ("Microsoft Defender",), "not_possible_here"),
        (("falcon-sensor-b",), ("CrowdStrike Falcon",), "not_possible_here"),
        (("clamd", "s1-agent"), ("ClamAV", "SentinelOne"), True),
        (("clamd <defunct>",), (), "not_possible_here"),
    ],
)
def test_programs_for_firms_are_seen_by_their_process(
    running: tuple[str, ...], products: tuple[str, ...], several: object
) -> None:
    seen = antivirus(pc(*running))

    assert (seen.products, seen.on, said(seen.several_on)) == (products, bool(products), several)


def test_a_program_for_firms_does_not_tell_of_its_list() -> None:
    seen = antivirus(pc("clamd", "savscand", lists={LISTS[0]: datetime(2026, 11, 21, tzinfo=UTC)}))

    assert [said(fact) for fact in (seen.list_made, seen.says_current, seen.says_old)] == ["not_seen"] * 3


@pytest.mark.parametrize(
    ("lists", "made"),
    [
        ({LISTS[0]: datetime(2026, 11, 21, 23, 59, tzinfo=UTC)}, date(2026, 11, 21)),
        ({LISTS[1]: datetime(2026, 11, 20, tzinfo=UTC)}, date(2026, 11, 20)),
        ({path: datetime(2026, 11, 20 + nth, tzinfo=UTC) for nth, path in enumerate(LISTS)}, date(2026, 11, 21)),
        ({}, "not_seen"),
    ],
)
def test_the_newest_list_of_clamav_counts(lists: Mapping[str, datetime], made: object) -> None:
    assert said(antivirus(pc("clamd", lists=lists)).list_made) == made


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ("    1     0 systemd\n  500   110 clamd\n", "unreadable"),
        (" 9999  1001 ps\n", "needs_admin"),
        ("", "unreadable"),
        ("something else\n 9999 1001 ps\n", "unreadable"),
    ],
)
def test_a_list_of_processes_that_is_not_whole_is_no_list(told: str, because: str) -> None:
    machine = computer()
    machine.answers[RunProgram(PS)] = Ran(0, told.encode())

    assert said(antivirus(machine).on) == because


def test_a_program_of_a_person_is_no_antivirus() -> None:
    machine = computer()
    machine.answers[RunProgram(PS)] = Ran(0, b"    1     0 systemd\n  500  1001 clamd\n 9999  1001 ps\n")

    assert antivirus(machine).on is False


def test_a_process_is_seen_on_a_real_computer(world: World, tmp_path: Path) -> None:
    stand_in = tmp_path / "falcon-sensor-bpf"
    shutil.copy(shutil.which("sleep") or "", stand_in)
    with subprocess.Popen([stand_in, "60"]) as running:
        try:
            [seen] = world("")
        finally:
            running.kill()

    found = seen.facts.groups["antivirus"]
    assert isinstance(found, Antivirus)
    assert found.products == ("CrowdStrike Falcon",)
