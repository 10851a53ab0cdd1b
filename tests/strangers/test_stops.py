"""The computer stops in the middle of saving, or the disk fails: what was saved stays, and the next scan works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest

from carecheck import savefile
from carecheck.errors import CannotRun
from carecheck.report import read_report
from carecheck.savefile import save_again, save_new, save_under_this_name
from tests.campaign.counting import Tried
from tests.cli.running import CARECHECK, Person
from tests.conftest import Needs
from tests.strangers.conftest import scan

OLD: Final = b"the old report"
NEW: Final = b"the new report " * 10_000
KILLED: Final = 9

# Between any two of these, a disk holds something else. To be killed before the first after a file was made is to be killed
# right after that. Only root gives files to others.
GIVES: Final = ("fchown",) if os.geteuid() == 0 else ()
CHANGES: Final = (*GIVES, "write", "fsync", "link", "unlink")

Save = Callable[[Path, bytes], object]


def no_links(*_: Any, **__: Any) -> None:
    raise PermissionError(1, "Operation not permitted")


def at_line(number: int, happens: Callable[[], None], save: Callable[[], object]) -> bool:
    """Save, while something happens at that line of the module as they run; whether it was reached."""
    seen = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal seen
        if frame.f_code.co_filename != savefile.__file__:
            return None
        if event == "line":
            seen += 1
            if seen == number:
                happens()
        return trace

    sys.settrace(trace)
    try:
        save()
    finally:
        sys.settrace(None)
    return seen >= number


def dies_at_line(number: int, save: Callable[[], object]) -> bool:
    """Whether a process that is gone at once at that line of saving gets there."""
    child = os.fork()
    if child == 0:
        at_line(number, lambda: os._exit(KILLED), save)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@pytest.mark.parametrize("can_link", [True, False], ids=["disk", "stick without links"])
@pytest.mark.parametrize("save", [save_new, save_under_this_name, save_again])
def test_power_lost_at_any_line_leaves_whole_files(
    save: Save, can_link: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tried: Tried
) -> None:
    if not can_link:
        monkeypatch.setattr(os, "link", no_links)
    line = 1
    while dies_at_line(line, partial(save, tmp_path / f"{line}" / "new.json", NEW)) or line == 1:
        folder = tmp_path / f"{line + 1}"
        folder.mkdir()
        (folder / "new.json" if save is save_again else folder / "old.json").write_bytes(OLD)
        line += 1
    tried("saving stopped or refused", line)
    found = [path for path in tmp_path.glob("*/*") if path.suffix == ".json"]

    # On a stick, the name may be taken by a file without content, which no reader takes for a report.
    assert {path.read_bytes() for path in found} <= {OLD, NEW, *([b""] if not can_link else [])}
    assert line > 20
    save(tmp_path / "3" / "again.json", NEW)
    assert (tmp_path / "3" / "again.json").read_bytes() == NEW


@pytest.mark.parametrize("save", [save_new, save_under_this_name, save_again])
def test_a_folder_that_is_gone_at_any_line_is_told(save: Save, tmp_path: Path, tried: Tried) -> None:
    told = 0
    for line in range(1, 60):
        folder = tmp_path / f"{line}"
        folder.mkdir()
        try:
            at_line(line, partial(shutil.rmtree, folder, ignore_errors=True), partial(save, folder / "new.json", NEW))
        except CannotRun as error:
            told += str(folder) in str(error)
        tried("saving stopped or refused")

    assert told > 5


@pytest.fixture
def before(person: Person, profile: Path) -> dict[Path, bytes]:
    """The results of a scan of yesterday."""
    assert person.types(*scan(profile)).code == 0
    return saved(person)


def saved(person: Person) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in person.results.rglob("*") if path.is_file()}


def forget(person: Person, before: dict[Path, bytes]) -> None:
    """Remove what came since: each name that is taken makes the next scan try one more."""
    for path in saved(person).keys() - before.keys():
        path.unlink()


def scans_that_are_hit(person: Person, profile: Path, strace: str, call: str, fault: str) -> Iterator[int]:
    """The exit code of scans, each of which is hit at a later one of its calls of that name, until one is not hit."""
    for number in range(1, 100):
        log = person.home / "log"
        hit: list[str | Path] = [
            strace,
            "-f",
            "-qq",
            "-o",
            log,
            "-e",
            f"trace={call}",
            "-e",
            f"inject={call}:{fault}:when={number}",
        ]
        ran = subprocess.run(
            [*hit, *CARECHECK, *map(str, scan(profile))],
            env=person.environment,
            cwd=person.home,
            capture_output=True,
            check=False,
        )
        if "INJECTED" not in log.read_text() and "SIGKILL" not in log.read_text():
            return
        yield ran.returncode


@pytest.mark.parametrize("call", CHANGES)
def test_a_scan_that_is_killed_at_any_change_of_a_file_harms_no_result(
    person: Person, profile: Path, before: dict[Path, bytes], needs: Needs, tried: Tried, call: str
) -> None:
    codes = []
    for code in scans_that_are_hit(person, profile, needs("strace"), call, "signal=SIGKILL"):
        codes.append(code)
        tried("saving stopped or refused")
        assert saved(person).items() >= before.items()
        for report in person.kept():
            read_report(report)
        forget(person, before)

    ran = person.types(*scan(profile))
    assert (ran.code, person.types("report", "--verify", person.results).code) == (0, 0)
    assert codes
    assert 0 not in codes


def test_a_first_scan_that_is_killed_at_any_folder_it_makes_leaves_room_for_the_next(
    person: Person, profile: Path, needs: Needs, tried: Tried
) -> None:
    codes = []
    for code in scans_that_are_hit(person, profile, needs("strace"), "mkdir", "signal=SIGKILL"):
        codes.append(code)
        tried("saving stopped or refused")
        assert person.types(*scan(profile)).code == 0
        shutil.rmtree(person.home / "Documents")

    assert len(codes) == 4  # Documents, carecheck, the home, the day


@pytest.mark.parametrize("call", [*GIVES, "fsync", "link", "unlink"])
def test_a_disk_that_fails_at_any_change_of_a_file_is_told_and_harms_no_result(
    person: Person, profile: Path, before: dict[Path, bytes], needs: Needs, tried: Tried, call: str
) -> None:
    for code in scans_that_are_hit(person, profile, needs("strace"), call, "error=EIO"):
        tried("saving stopped or refused")
        assert code in (0, 4)
        assert saved(person).items() >= before.items()
        for report in person.kept():
            read_report(report)
        forget(person, before)


ON_A_SMALL_DISK: Final = """
mount -t tmpfs -o size="$2" none "$1" && shift 2
"$@"; echo "ended with $?."
ls -A "$RESULTS"; find "$RESULTS" -name '*.json' -size 0
"""


@pytest.mark.parametrize("size", ["4k", "16k", "28k", "40k"])
def test_a_scan_onto_a_full_stick_is_shown_and_told(
    person: Person, profile: Path, needs: Needs, tried: Tried, size: str
) -> None:
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("This test needs root, to make a small disk. Run it with sudo.")
    stick = person.home / "stick"
    stick.mkdir()
    unshare = [needs("unshare"), "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", str(stick), size]

    ran = subprocess.run(
        [*unshare, *CARECHECK, *map(str, scan(profile)), "--results", str(stick)],
        env={**person.environment, "RESULTS": str(stick)},
        cwd=person.home,
        capture_output=True,
        text=True,
        check=False,
    )

    tried("saving stopped or refused")
    assert "ended with 4." in ran.stdout, ran.stdout + ran.stderr
    assert "There is no space left in" in ran.stderr or "No space left on device" in ran.stderr
    assert ".part" not in ran.stdout
    assert ".json" not in ran.stdout


def test_a_folder_that_became_read_only_is_told_before_the_scan(
    person: Person, profile: Path, needs: Needs, tried: Tried
) -> None:
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("This test needs root, to mount a folder. Run it with sudo.")
    stick = person.home / "stick"
    stick.mkdir()
    script = 'mount -t tmpfs -o ro none "$1" && shift && exec "$@"'
    mounted = [needs("unshare"), "--mount", "sh", "-c", script, "sh", str(stick)]

    ran = subprocess.run(
        [*mounted, *CARECHECK, *map(str, scan(profile)), "--results", str(stick)],
        env=person.environment,
        cwd=person.home,
        capture_output=True,
        text=True,
        check=False,
    )

    tried("saving stopped or refused")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "Read-only file system. Choose another folder with --results FOLDER." in ran.stderr


def test_what_was_written_is_on_the_disk_before_it_gets_its_name_and_the_name_after(
    person: Person, profile: Path, needs: Needs
) -> None:
    log = person.home / "log"
    traced = [needs("strace"), "-f", "-qq", "-o", log, "-e", "trace=fsync,link", *CARECHECK, *scan(profile)]

    subprocess.run(list(map(str, traced)), env=person.environment, cwd=person.home, capture_output=True, check=True)

    calls = [line.split("(")[0].split()[-1] for line in log.read_text().splitlines()]
    assert calls == ["fsync", "link", "fsync"] * (len(calls) // 3)
    assert len(calls) >= 6  # the report for programs and the page
