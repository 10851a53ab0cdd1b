"""What we write for systemd is what systemd reads: its own program is asked."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.errors import UsageError
from carecheck.schedule.systemd import SERVICE, TIMER, service, timer
from carecheck.schedule.wanted import Every, Wanted
from tests.conftest import Needs
from tests.schedule.reading import read_by_systemd

LETTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
AWKWARD = st.text(st.sampled_from(" \t\n\"'\\%$&;{}()<>!`~*?#=@-+:\u00e9\u2028n0x"), max_size=12)
COMMANDS = st.lists(AWKWARD | st.text(LETTERS, max_size=12), min_size=1, max_size=6).map(tuple)


@pytest.fixture(scope="module", autouse=True)
def _systemd(needs: Needs) -> None:
    needs("systemd-analyze", "systemd")


def read(command: tuple[str, ...]) -> tuple[str, ...]:
    """What systemd would run, after the shell that runs it."""
    with TemporaryDirectory() as folder:
        unit = Path(folder) / SERVICE
        unit.write_text(service(Wanted(command)), encoding="utf-8", newline="")
        shell = read_by_systemd(unit)
    assert shell[:3] == ("/bin/sh", "-c", 'exec "$0" "$@"')
    return shell[3:]


@settings(max_examples=60)
@given(COMMANDS)
def test_systemd_reads_the_command_that_was_meant(command: tuple[str, ...]) -> None:
    assert read(command) == command


@pytest.mark.parametrize(
    "name", ["a b", "o'brien", 'say "hi"', "100%h $HOME", "back\\slash", "two\nlines", "a=b", "\u00e9"]
)
def test_what_it_runs_gets_each_argument_as_it_was(tmp_path: Path, name: str) -> None:
    program = tmp_path / name / "program"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n')
    program.chmod(0o755)
    command = (str(program), "--results", name, "")

    ran = subprocess.run(["/bin/sh", "-c", 'exec "$0" "$@"', *read(command)], capture_output=True, check=True)

    assert ran.stdout.decode() == "".join(f"{part}|" for part in command)


@pytest.mark.parametrize(("every", "days"), [("month", "Wed *-*-15..21 12:30:00"), ("week", "Wed *-*-* 12:30:00")])
def test_the_timer_is_sound_and_makes_up_for_missed_runs(tmp_path: Path, every: Every, days: str) -> None:
    wanted = Wanted(("/usr/bin/true",), every)
    (tmp_path / SERVICE).write_text(service(wanted))
    (tmp_path / TIMER).write_text(timer(wanted))

    here = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    ran = subprocess.run(
        ["systemd-analyze", "--user", "--man=no", "verify", tmp_path / TIMER],
        env=here,
        capture_output=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    told = dict(line.split("=", 1) for line in timer(wanted).splitlines() if "=" in line)
    assert (told["OnCalendar"], told["Persistent"], told["WakeSystem"]) == (days, "true", "false")


def test_once_a_month_is_the_third_wednesday() -> None:
    ran = subprocess.run(
        ["systemd-analyze", "calendar", "--base-time=2026-11-26", "--iterations=3", "Wed *-*-15..21 12:30:00"],
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert [day for day in ("2026-12-16", "2027-01-20", "2027-02-17") if f"Wed {day} 12:30:00" not in ran.stdout] == []


def test_it_is_run_quietly_and_never_on_a_battery() -> None:
    told = service(Wanted(("/usr/bin/true",))).splitlines()

    assert {"ConditionACPower=true", "Nice=10", "Type=oneshot", "TimeoutStartSec=15min"} <= set(told)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UsageError, match="a letter in it that no timetable here can hold"):
        service(Wanted(("/home/\udce9/python",)))
