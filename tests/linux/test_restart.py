"""Whether a restart waits, by recorded answers and on real files."""

from datetime import date
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.kernels import newer_kernel
from carecheck.look.linux.restart import RPM_PARTS, restart
from carecheck.look.machine import LookAt, Ran, ReadFile, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import TODAY, computer
from tests.linux.world import Look, World


def reason(fact: object) -> str:
    return fact.reason if isinstance(fact, Unknown) else f"known: {fact}"


@pytest.mark.parametrize(
    ("recording", "since", "days"),
    [
        ("restart-waiting", date(2026, 10, 18), 35),
        ("restart-kernel-only", date(2026, 10, 18), 35),
        ("restart-libc-only", date(2026, 11, 20), 2),
    ],
)
def test_each_sign_shows_that_a_restart_waits(recordings: Path, recording: str, since: date, days: int) -> None:
    seen = restart(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert (seen.waiting, seen.waiting_since, seen.waiting_days(TODAY)) == (True, since, days)


def kernels(at_work: str, in_boot: str, in_modules: str = "") -> RecordedMachine:
    files = {f"/boot/vmlinuz-{name}": "" for name in in_boot.split()}
    files |= {f"/lib/modules/{name}/kernel/x.ko": "" for name in (in_modules or in_boot).split()}
    folders = ["/boot", "/lib/modules", *(f"/lib/modules/{name}" for name in (in_modules or in_boot).split())]
    return computer(files | {"/proc/sys/kernel/osrelease": at_work + "\n"}, folders=folders)


@pytest.mark.parametrize(
    ("at_work", "others", "newer"),
    [
        ("6.1.0-9-amd64", "6.1.0-9-amd64 6.1.0-10-amd64", "6.1.0-10-amd64"),
        ("6.1.0-10-amd64", "6.1.0-9-amd64 6.1.0-10-amd64", None),
        ("6.1.0-9-amd64", "6.1.0-9-amd64 6.1.0-10-rt-amd64", None),
        ("6.8.0-45-generic", "6.8.0-45-generic 6.11.0-8-generic", "6.11.0-8-generic"),
        ("6.12.9+bpo-amd64", "6.1.0-50-amd64 6.12.9+bpo-amd64", None),
        ("6.12~rc2-amd64", "6.12~rc2-amd64 6.12-amd64", "6.12-amd64"),
        ("6.14.3-300.fc42.x86_64", "6.14.3-300.fc42.x86_64 6.14.11-300.fc42.x86_64", "6.14.11-300.fc42.x86_64"),
        ("6.14.3-300.fc42.x86_64", "6.14.3-300.fc42.x86_64 0-rescue-d41d8cd98f00b204e9800998ecf8427e", None),
    ],
)
def test_versions_of_kernels_are_compared_by_number_and_kind(at_work: str, others: str, newer: str | None) -> None:
    assert newer_kernel(kernels(at_work, others)) == newer


@pytest.mark.parametrize(
    ("at_work", "in_boot", "in_modules", "because"),
    [
        ("6.1.0-9-amd64", "6.1.0-10-amd64", "6.1.0-10-amd64", "not_seen"),
        ("6.1.0-9-amd64", "6.1.0-9-amd64", "6.1.0-9-amd64 6.1.0-10-amd64", "unreadable"),
        ("6.1.0-9-amd64", "6.1.0-9-amd64", "6.1.0-8-amd64", "unreadable"),
        ("garbage", "6.1.0-9-amd64", "", "unreadable"),
    ],
)
def test_kernels_that_do_not_fit_together_settle_nothing(
    at_work: str, in_boot: str, in_modules: str, because: str
) -> None:
    assert reason(newer_kernel(kernels(at_work, in_boot, in_modules))) == because


def test_one_sign_that_cannot_be_read_leaves_it_open(recordings: Path) -> None:
    machine = RecordedMachine.from_file(recordings / "restart-libc-only.yaml")
    machine.answers[ReadFile("/proc/stat")] = Unknown("blocked")

    assert reason(restart(machine).waiting) == "blocked"


@pytest.mark.parametrize(
    ("told", "waiting"),
    [
        ("glibc 1770000000\nsystemd 1770000000\nlinux-firmware 1770000000\ndbus-broker 1770000000\n", "known: False"),
        ("glibc 1790000000\nsystemd 1770000000\nlinux-firmware 1770000000\ndbus-broker 1770000000\n", "known: True"),
        ("glibc 1770000000\nsystemd 1770000000\npackage linux-firmware is not installed\n", "unreadable"),
    ],
)
def test_fedora_asks_rpm_when_its_parts_were_updated(told: str, waiting: str) -> None:
    machine = kernels("6.14.3-300.fc42.x86_64", "6.14.3-300.fc42.x86_64")
    machine.answers |= computer({"/etc/os-release": "ID=fedora\n", "/proc/stat": "btime 1780000000\n"}).answers
    query = ("rpm", "-q", "--queryformat", "%{NAME} %{INSTALLTIME}\\n", *RPM_PARTS)
    machine.answers[RunProgram(query, "nobody")] = Ran(0, told.encode())

    assert reason(restart(machine).waiting) == waiting


def test_a_computer_that_needs_no_restart(world: World) -> None:
    by_root, by_bob = world("useradd -m bob\n", Look(), Look("bob"))

    assert (by_root.restart.waiting, by_root.restart.waiting_since) == (False, None)
    assert by_bob.restart == by_root.restart


@pytest.mark.parametrize(
    "change",
    [
        "touch -d 2026-11-01 /run/reboot-required",
        "mkdir -p /lib/modules/99.0.1-$kind/kernel; touch /boot/vmlinuz-99.0.1-$kind;"
        "touch -d 2026-11-01 /lib/modules/99.0.1-$kind/modules.dep",
    ],
)
def test_a_flag_or_a_newer_kernel_waits_for_a_restart(world: World, change: str) -> None:
    kind = "useradd -m bob; kind=$(sed -E 's/^[^-]*-//' /proc/sys/kernel/osrelease)\n"

    [seen] = world(kind + change + "\n", Look("bob"))

    assert (seen.restart.waiting, seen.restart.waiting_since) == (True, date(2026, 11, 1))


def test_a_closed_boot_folder_leaves_it_open_for_an_everyday_login(world: World) -> None:
    by_root, by_bob = world("useradd -m bob; chmod 700 /boot\n", Look(), Look("bob"))

    assert by_root.restart.waiting is False
    assert reason(by_bob.restart.waiting) == "needs_admin"


def test_a_library_that_was_updated_after_the_start_waits_for_a_restart(world: World) -> None:
    [seen] = world("touch '/var/lib/dpkg/info/libc6:amd64.list'\n", Look())

    assert seen.restart.waiting is True


def test_a_part_that_is_not_seen_leaves_it_open(recordings: Path) -> None:
    machine = RecordedMachine.from_file(recordings / "restart-libc-only.yaml")
    del machine.answers[LookAt("/var/lib/dpkg/info/dbus.list")]

    assert reason(restart(machine).waiting) == "not_seen"
