"""Saving: a file is whole or not there, whatever happens, and no older file is lost."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck import savefile
from carecheck.errors import CannotRun
from carecheck.savefile import MOST_NAME_BYTES, safe_name, save_again, save_new, short_name

Needs = Callable[[str], str]

STEPS: Final = (
    ["os.fsync", "pathlib.Path.rename"]
    if sys.platform == "win32"
    else ["os.fsync", "os.link", "pathlib.Path.replace", "os.close"]
)
OLD: Final = b"the old report"
NEW: Final = b"the new report " * 1000


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_is_saved_whole(tmp_path: Path) -> None:
    save_new(tmp_path / "report.json", NEW)

    assert files_in(tmp_path) == {"report.json": NEW}


@pytest.mark.linux  # on Windows the folder says who may read a file
def test_a_file_is_saved_for_its_owner_only(tmp_path: Path) -> None:
    path = save_new(tmp_path / "report.json", NEW)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_older_file_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_bytes(OLD)

    names = [save_new(tmp_path / "report.json", NEW).name for _ in range(2)]

    assert names == ["report (2).json", "report (3).json"]
    assert files_in(tmp_path)["report.json"] == OLD


def test_a_stick_that_cannot_link_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.json").write_bytes(OLD)
    monkeypatch.setattr(os, "link", _raises(OSError(errno.EPERM, "Operation not permitted")))

    save_new(tmp_path / "report.json", NEW)

    assert files_in(tmp_path) == {"report.json": OLD, "report (2).json": NEW}


def test_a_state_of_our_own_is_saved_in_the_place_of_the_older_one(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_bytes(OLD)

    save_again(tmp_path / "answers.yaml", NEW)

    assert files_in(tmp_path) == {"answers.yaml": NEW}


def test_what_comes_in_pieces_is_one_file(tmp_path: Path) -> None:
    save_again(tmp_path / "domains.csv", (piece for piece in (b"one,", b"two", b"\r\n")))

    assert files_in(tmp_path) == {"domains.csv": b"one,two\r\n"}


def test_pieces_that_end_in_a_fault_leave_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "domains.csv").write_bytes(OLD)

    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise CannotRun("a line is damaged")

    with pytest.raises(CannotRun):
        save_again(tmp_path / "domains.csv", pieces())

    assert files_in(tmp_path) == {"domains.csv": OLD}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("stop", [KeyboardInterrupt(), OSError(errno.EIO, "Input/output error")])
def test_a_stop_at_any_step_leaves_the_old_file_and_nothing_else(
    step: str, stop: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.json").write_bytes(OLD)
    if step == "pathlib.Path.replace":
        monkeypatch.setattr(os, "link", _raises(OSError(errno.EPERM, "Operation not permitted")))
    monkeypatch.setattr(step, _raises(stop))

    if step == "os.link" and isinstance(stop, OSError):
        save_new(tmp_path / "report.json", NEW)  # that is a stick that cannot link
        return
    with pytest.raises((KeyboardInterrupt, CannotRun)):
        save_new(tmp_path / "report.json", NEW)

    assert files_in(tmp_path) == {"report.json": OLD}


@pytest.mark.parametrize("can_link", [True, False])
def test_ctrl_c_at_any_line_leaves_no_half_written_report(
    can_link: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_link:
        monkeypatch.setattr(os, "link", _raises(OSError(errno.EPERM, "Operation not permitted")))
    line = 1
    while stopped_at_line(line, folder := tmp_path / f"{line}"):
        reports = {name: content for name, content in files_in(folder).items() if not name.endswith(".part")}
        assert reports in ({"report.json": OLD}, {"report.json": OLD, "report (2).json": NEW})
        line += 1

    assert line > 20


def stopped_at_line(number: int, folder: Path) -> bool:
    """Save beside an older file, with a Ctrl+C at that line of the module as they run; whether it was reached."""
    folder.mkdir()
    (folder / "report.json").write_bytes(OLD)
    seen = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal seen
        if frame.f_code.co_filename != savefile.__file__:
            return None
        seen += event == "line"
        if seen == number and event == "line":
            raise KeyboardInterrupt
        return trace

    sys.settrace(trace)
    try:
        save_new(folder / "report.json", NEW)
    except KeyboardInterrupt:
        return True
    finally:
        sys.settrace(None)
    return False


FILLS_THE_DISK: Final = """
import sys
from pathlib import Path
from carecheck.errors import CannotRun
from carecheck.savefile import save_new
folder = Path(sys.argv[1])
(folder / "report.json").write_bytes(b"the old report")
try:
    save_new(folder / "report.json", b"x" * 1_000_000)
except CannotRun as error:
    print(error)
print(sorted((path.name, path.read_bytes()) for path in folder.iterdir()))
"""


def test_a_full_disk_is_told_and_leaves_nothing_behind(needs: Needs, tmp_path: Path) -> None:
    mount = [needs("unshare"), "--mount", "sh", "-c", 'mount -t tmpfs -o size=64k none "$1" && exec "$2" -c "$3" "$1"']
    if os.geteuid() != 0 and not os.environ.get("CI"):
        pytest.skip("This test needs root, to make a small disk. Run it with sudo.")

    done = subprocess.run(
        [*mount, "sh", str(tmp_path), sys.executable, FILLS_THE_DISK], capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines() == [
        f"There is no space left in {tmp_path}. Delete files that you do not need, or choose another folder.",
        "[('report.json', b'the old report')]",
    ], done.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"There is no folder .*nowhere"):
        save_new(tmp_path / "nowhere" / "report.json", NEW)


@pytest.mark.parametrize(
    ("text", "safe", "short"),
    [
        ("Oakfield House", "Oakfield House", "oakfield-house"),
        ("St Anne's (new wing)", "St Anne's (new wing)", "st-annes-new-wing"),
        ("../../etc/passwd", "etc passwd", "etc-passwd"),
        ("C:\\Windows", "C Windows", "c-windows"),
        ("con", "report con", "report-con"),
        ("NUL.txt", "report NUL.txt", "nul-txt"),
        ("com1", "report com1", "report-com1"),
        ("LPT\u00b9", "report LPT\u00b9", "report-lpt1"),
        ("Console", "Console", "console"),
        ("a" * 10_000, "a" * 150, "a" * 150),
        ("name. ", "name", "name"),
        ("\x1b[31m\u202ered\n", "[31mred", "31mred"),
        ("", "report", "report"),
        ("???", "report", "report"),
        (".hidden", "hidden", "hidden"),
        ("caf\u00e9", "caf\u00e9", "cafe"),
        ("\u4e66", "\u4e66", "report"),
        ("\u0141\xf3d\u017a Stra\xdfe", "\u0141\xf3d\u017a Stra\xdfe", "lodz-strasse"),
    ],
)
def test_names_from_outside_become_names_of_files(text: str, safe: str, short: str) -> None:
    assert (safe_name(text), short_name(text)) == (safe, short)


@given(st.text())
def test_every_name_is_one_that_every_disk_takes(text: str) -> None:
    for name in (safe_name(text), short_name(text)):
        assert name
        assert len(name.encode()) <= MOST_NAME_BYTES + len("report ")
        assert not set(name) & set('<>:"/\\|?*\0\n')
        assert name == name.strip(" .")
        assert name.split(".")[0].strip().lower() not in ("con", "prn", "aux", "nul", "com1", "lpt9")


def _raises(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail
