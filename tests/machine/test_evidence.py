"""Evidence names what was looked at, and nobody."""

import hashlib
from datetime import UTC, date, datetime

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.evidence import Evidence, shown_place
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.watched_machine import WatchedMachine

ABOUT = About("linux", date(2026, 11, 22), "/home/bob", login="bob")
ENTRY = Entry("x", "file", datetime(2026, 11, 1, tzinfo=UTC), 3)


@pytest.mark.parametrize(
    ("path", "shown", "hidden"),
    [
        ("/etc/os-release", "/etc/os-release", ()),
        ("/.dockerenv", "/.dockerenv", ()),
        ("~/.config/borg/security", "~/.config/borg/security", ("home",)),
        ("~/Letters of Mrs Smith", "~/...", ("home", "place")),
        ("/home/alice/.config", "/...", ("place",)),
        ("/media/bob/BACKUP", "/...", ("place",)),
        ("/run/media/bob/BACKUP", "/run/...", ("place",)),
        ("/var/spool/cron/crontabs/bob", "/var/...", ("place",)),
        ("/var/lib/things/bob/x", "/var/lib/things/(login)/x", ("login",)),
        ("relative", "/...", ("place",)),
    ],
)
def test_only_places_of_the_system_are_told(path: str, shown: str, hidden: tuple[str, ...]) -> None:
    assert shown_place(path, "bob") == (shown, hidden)


def evidence_of(answers: dict[Question, Answer]) -> tuple[Evidence, ...]:
    machine = WatchedMachine(RecordedMachine(ABOUT, answers))
    for question in answers:
        machine.ask(question)
    return machine.evidence()


@pytest.mark.parametrize(
    ("question", "answer", "kind", "raw"),
    [
        (RunProgram(("getent", "passwd")), Ran(0, b"root:x:0:0\n"), "command", b"root:x:0:0\n"),
        (ReadFile("/etc/motd"), b"hello", "file", b"hello"),
        (ReadLink("/etc/motd"), "/run/motd", "link", b"/run/motd"),
        (LookAt("/etc/motd"), ENTRY, "file", b'["x", "file", "2026-11-01T00:00:00+00:00", 3]\n'),
        (ListFolder("/etc"), (ENTRY,), "folder", b'["x", "file", "2026-11-01T00:00:00+00:00", 3]\n'),
    ],
)
def test_evidence_seals_the_raw_answer(question: Question, answer: Answer, kind: str, raw: bytes) -> None:
    [evidence] = evidence_of({question: answer})

    assert (evidence.kind, evidence.sha256) == (kind, hashlib.sha256(raw).hexdigest())


def test_what_could_not_be_seen_is_no_evidence() -> None:
    assert evidence_of({ReadFile("/etc/shadow"): Unknown("needs_admin")}) == ()


def test_what_is_not_there_is_evidence_of_that() -> None:
    [evidence] = evidence_of({LookAt("/run/reboot-required"): None})

    assert evidence.where == "/run/reboot-required (not there)"


def test_a_file_that_was_read_is_told_once() -> None:
    assert len(evidence_of({LookAt("/etc/motd"): ENTRY, ReadFile("/etc/motd"): b"abc"})) == 1


def test_a_command_shows_no_login_and_no_private_place() -> None:
    [evidence] = evidence_of({RunProgram(("chage", "-l", "bob", "/home/alice/x")): Ran(0, b"")})

    assert evidence.where == "chage -l (login) /..."
    assert evidence.hidden == ("login", "place")
