"""The computer itself: files, folders and programs, and what goes wrong with them."""

import os
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.browser_addons import addons_in
from carecheck.look.linux.addons import PLACES
from carecheck.look.local_machine import LocalMachine, about_this_computer
from carecheck.look.machine import About, Entry, ListFolder, LookAt, Output, ReadFile, ReadLink, RunProgram, moment

ABOUT = About("linux", date(2026, 11, 22), "/home/bob", person="1001", login="bob")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A disk with a few files, of which the machine sees the root."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "home/bob").mkdir(parents=True)
    (tmp_path / "etc/motd").write_text("hello\n", encoding="utf-8")
    (tmp_path / "home/bob/.note").write_text("mine\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def machine(disk: Path) -> LocalMachine:
    return LocalMachine(str(disk), about=ABOUT)


def reason(answer: object) -> str:
    return answer.reason if isinstance(answer, Unknown) else f"known: {answer}"


def test_a_file_is_read_whole(machine: LocalMachine) -> None:
    assert machine.read("/etc/motd") == "hello\n"


def test_what_is_not_there_is_none(machine: LocalMachine) -> None:
    answers = [machine.read("/etc/nope"), machine.list_folder("/nope"), machine.look_at("/etc/motd/x")]

    assert answers == [None, None, None]
    assert machine.read_link("/nope") is None


def test_in_a_home_folder_that_is_not_there_nothing_is_taken_for_missing(machine: LocalMachine, disk: Path) -> None:
    before = machine.read("~/.config/google-chrome/Local State")
    (disk / "home/bob").rename(disk / "home/another drive")

    assert before is None
    assert reason(machine.read("~/.config/google-chrome/Local State")) == "not_seen"
    assert [reason(one) for one in (machine.list_folder("/home/bob"), machine.read_link("~/x"))] == ["not_seen"] * 2
    assert addons_in(machine, PLACES).looked_everywhere == machine.look_at("~")


@pytest.mark.parametrize("path", ["~/.note", "/home/bob/.note"])
def test_a_path_in_the_home_folder_is_asked_without_its_owner(machine: LocalMachine, path: str) -> None:
    assert machine.read(path) == "mine\n"


def test_text_that_is_not_utf8_is_unreadable(machine: LocalMachine, disk: Path) -> None:
    (disk / "etc/latin").write_bytes(b"caf\xe9\n")

    assert reason(machine.read("/etc/latin")) == "unreadable"
    assert machine.read_bytes("/etc/latin") == b"caf\xe9\n"


def test_control_characters_are_replaced_and_not_dropped(machine: LocalMachine, disk: Path) -> None:
    (disk / "etc/odd").write_bytes(b"\xef\xbb\xbfsu\x00do\x1b[1m\r\nnext\tone\n")

    assert machine.read("/etc/odd") == "su\ufffddo\ufffd[1m\nnext\tone\n"


def test_a_file_over_the_limit_is_unreadable(machine: LocalMachine, disk: Path) -> None:
    (disk / "etc/big").write_bytes(b"x" * 1001)

    assert machine.ask(ReadFile("/etc/big", most_bytes=1001)) == b"x" * 1001
    assert reason(machine.ask(ReadFile("/etc/big", most_bytes=1000))) == "unreadable"


def test_a_pipe_that_nobody_writes_into_does_not_stop_us(machine: LocalMachine, disk: Path) -> None:
    os.mkfifo(disk / "etc/pipe")

    assert reason(machine.ask(ReadFile("/etc/pipe"))) == "unreadable"


@pytest.mark.parametrize("path", ["/etc", "/etc/\0"])
def test_what_is_no_file_is_unreadable(machine: LocalMachine, path: str) -> None:
    assert reason(machine.ask(ReadFile(path))) == "unreadable"


def test_a_folder_lists_names_kinds_and_times(machine: LocalMachine, disk: Path) -> None:
    (disk / "etc/link").symlink_to("motd")
    os.utime(disk / "etc/motd", (0, 1_790_000_000))

    seen = machine.list_folder("/etc")

    assert isinstance(seen, tuple)
    assert [(entry.name, entry.kind) for entry in seen] == [("link", "link"), ("motd", "file")]
    assert seen[1] == Entry("motd", "file", datetime.fromtimestamp(1_790_000_000, UTC), 6)


def test_a_folder_with_too_much_in_it_is_unreadable(machine: LocalMachine) -> None:
    assert reason(machine.ask(ListFolder("/", most_entries=1))) == "unreadable"


def test_a_name_that_is_no_text_makes_a_list_unreadable(machine: LocalMachine, disk: Path) -> None:
    (disk / os.fsdecode(b"etc/caf\xe9")).touch()

    assert reason(machine.list_folder("/etc")) == "unreadable"


def test_links_are_read_and_followed(machine: LocalMachine, disk: Path) -> None:
    (disk / "etc/link").symlink_to("motd")
    (disk / "etc/lost").symlink_to("nowhere")

    assert (machine.read_link("/etc/link"), machine.read("/etc/link")) == ("motd", "hello\n")
    assert (machine.read_link("/etc/lost"), machine.exists("/etc/lost")) == ("nowhere", False)
    assert reason(machine.ask(ReadLink("/etc/motd"))) == "unreadable"


def test_a_time_that_no_calendar_holds_looks_like_no_past() -> None:
    assert moment(1e18) > datetime(9999, 1, 1, tzinfo=UTC)


def test_programs_of_another_disk_are_not_run(machine: LocalMachine) -> None:
    assert reason(machine.run("true")) == "not_possible_here"


@pytest.fixture
def here() -> LocalMachine:
    return LocalMachine(today=date(2026, 11, 22))


def run(machine: LocalMachine, *argv: str, seconds: float = 5) -> Output:
    ran = machine.run(*argv, seconds=seconds)
    assert isinstance(ran, Output), ran
    return ran


def test_arguments_are_never_read_by_a_shell(here: LocalMachine) -> None:
    assert run(here, "printf", "%s", "$(id); echo 'x' > /etc/x").text == "$(id); echo 'x' > /etc/x"


def test_exit_status_and_both_outputs_come_back(here: LocalMachine) -> None:
    assert run(here, "sh", "-c", "echo out; echo err >&2; exit 7") == Output(7, "out\n", "err\n")


def test_programs_get_no_input_and_a_plain_environment(here: LocalMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LD_PRELOAD", "APT_CONFIG"):
        monkeypatch.setenv(name, "")

    assert run(here, "cat").text == ""
    names = {line.partition("=")[0] for line in run(here, "env").text.splitlines()}
    assert names - {"PWD", "_", "SHLVL"} == {"CARECHECK_STARTED_THIS", "HOME", "LC_ALL", "PATH", "XDG_RUNTIME_DIR"}


def test_tools_are_found_where_a_person_has_no_path_to(here: LocalMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert run(here, "useradd", "--help").exit == 0


def test_a_tool_that_is_not_installed_is_missing(here: LocalMachine) -> None:
    assert reason(here.run("no-such-tool")) == "tool_missing"


def test_a_late_program_is_ended_with_its_children(here: LocalMachine, tmp_path: Path) -> None:
    note = tmp_path / "pid"

    answer = here.run("sh", "-c", f"sleep 300 & echo $! > {note}; wait", seconds=0.5)

    assert reason(answer) == "timed_out"
    assert_ends(int(note.read_text()))


def test_what_a_program_leaves_running_is_ended(here: LocalMachine, tmp_path: Path) -> None:
    note = tmp_path / "pid"

    answer = run(here, "sh", "-c", f"sleep 300 & echo $! > {note}; echo done")

    assert answer.text == "done\n"
    assert_ends(int(note.read_text()))


def test_a_program_that_says_too_much_is_ended(here: LocalMachine, tmp_path: Path) -> None:
    note = tmp_path / "pid"

    answer = here.ask(RunProgram(("sh", "-c", f"echo $$ > {note}; exec yes"), most_bytes=100_000))

    assert reason(answer) == "unreadable"
    assert_ends(int(note.read_text()))


def assert_ends(process: int) -> None:
    """The process ends soon; one that has ended may lie there as a zombie until somebody asks for it."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state in "ZX":
            return
        time.sleep(0.02)
    pytest.fail(f"process {process} is still running")


@pytest.fixture
def as_root() -> LocalMachine:
    if os.geteuid() != 0:
        if os.environ.get("CI"):
            pytest.fail("This test must run as root.")
        pytest.skip("This test must run as root: sudo pytest")
    return LocalMachine(about=About("linux", date(2026, 11, 22), "/root", elevated=True, person="65534"))


@pytest.mark.parametrize("rights", ["nobody", "person"])
def test_an_administrator_can_run_a_program_with_less_rights(as_root: LocalMachine, rights: str) -> None:
    answer = as_root.run("id", "-u", rights="nobody" if rights == "nobody" else "person")

    assert isinstance(answer, Output)
    assert answer.text == "65534\n"


def test_root_alone_has_no_person_whose_rights_a_program_could_get(as_root: LocalMachine) -> None:
    as_root.about = About("linux", date(2026, 11, 22), "/root", elevated=True)

    assert reason(as_root.run("id", rights="person")) == "wrong_login"


def test_who_called_sudo_is_the_person_who_works_here(as_root: LocalMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_UID", "65534")
    by_sudo = about_this_computer()
    monkeypatch.delenv("SUDO_UID")
    by_root = about_this_computer()

    assert (by_sudo.person, by_sudo.login, by_sudo.home) == ("65534", "nobody", "/nonexistent")
    assert (by_root.person, by_root.login) == (None, "")


def test_an_address_that_may_hold_a_password_is_not_taken_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESTIC_REPOSITORY", "rest:https://bob:secret@backup.example/")

    assert "RESTIC_REPOSITORY" not in about_this_computer().environment


def test_looking_does_not_raise_for_strange_paths(here: LocalMachine) -> None:
    for path in ("", "/", "relative", "/" + "x" * 5000, "/proc/self/mem", "/dev/tty", "~", "~/"):
        for question in (ReadFile(path), ListFolder(path), LookAt(path), ReadLink(path)):
            here.ask(question)
