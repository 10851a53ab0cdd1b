"""Recordings: written by hand, written by carecheck, and read back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from carecheck.errors import MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Output,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.recorded_machine import RecordedMachine

BY_HAND = """
kind: carecheck.recording
about: {system: linux, today: 2026-11-22, home: /home/bob, person: "1001"}
answers:
  - {run: [apt-config, dump], exit: 0, out: "a\\n"}
  - {run: [id], rights: person, exit: 1}
  - {read: /etc/os-release, text: "ID=debian\\n"}
  - {read: /etc/raw, base64: /w==}
  - {list: /boot, entries: [vmlinuz-6.1.0-50-amd64, {name: grub, kind: folder}]}
  - {look_at: /run/reboot-required, kind: file, modified: "2026-11-20T08:15:00+00:00"}
  - {link: /etc/systemd/system/display-manager.service, to: /lib/systemd/system/lightdm.service}
  - {read: /etc/sudoers, unknown: needs_admin, detail: Permission denied}
  - {look_at: /swapfile, there: no}
"""


def test_a_recording_can_be_written_by_hand() -> None:
    machine = RecordedMachine.from_text(BY_HAND)

    assert machine.run("apt-config", "dump") == Output(0, "a\n", "")
    assert machine.read("/etc/os-release") == "ID=debian\n"
    assert machine.read_bytes("/etc/raw") == b"\xff"
    assert machine.read("/etc/sudoers") == Unknown("needs_admin", "Permission denied")
    assert machine.read_link("/etc/systemd/system/display-manager.service") == "/lib/systemd/system/lightdm.service"


def test_what_was_listed_and_read_can_be_looked_at() -> None:
    machine = RecordedMachine.from_text(BY_HAND)

    listed, seen = machine.list_folder("/boot"), machine.look_at("/etc/os-release")

    assert isinstance(listed, tuple)
    assert [(entry.name, entry.kind) for entry in listed] == [("vmlinuz-6.1.0-50-amd64", "file"), ("grub", "folder")]
    assert isinstance(seen, Entry)
    assert seen.size == 10


def test_what_was_not_recorded_is_not_there() -> None:
    machine = RecordedMachine.from_text(BY_HAND)

    assert (machine.read("/etc/x"), machine.exists("/swapfile"), machine.list_folder("/x")) == (None, False, None)
    assert machine.run("id") == Unknown("tool_missing", "id is not in the recording")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: carecheck.recording", "kind: carecheck.report", "begins with the line"),
        ("system: linux", "system: amiga", "'about'"),
        ("home: /home/bob, ", "", "'about'"),
        ("today: 2026-11-22", "today: soon", "'about'"),
        ("person:", "persona:", "'about' holds"),
        ("{run: [id], rights: person, exit: 1}", "{run: id}", "each answer says what was asked"),
        ("rights: person", "rights: all", "'rights' is one of"),
        ("base64: /w==", "base64: '?'", "base64"),
        ("kind: folder", "kind: shelf", "'kind' is one of"),
        ("+00:00", "", "with its zone"),
        ("needs_admin", "tired", "'unknown' is one of"),
        ("exit: 0", "exit: no", "'exit'"),
    ],
)
def test_a_mistake_in_a_recording_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(MistakesInFile, match=told):
        RecordedMachine.from_text(BY_HAND.replace(old, new, 1))


words = st.text(max_size=20)
paths = words.map(lambda text: "/" + text)
names = words.map(lambda text: text.replace("/", "-"))  # what lies in a folder has no slash in its name
moments = st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1), max_value=datetime(9999, 1, 1))  # noqa: DTZ001
entries = st.builds(Entry, names, st.sampled_from(["file", "folder", "link", "other"]), moments, st.integers(0, 10**15))
gaps = st.builds(Unknown, st.sampled_from(["needs_admin", "timed_out"]), words)
rows: st.SearchStrategy[tuple[Question, Answer]] = st.one_of(
    st.tuples(
        st.builds(RunProgram, st.lists(words, min_size=1).map(tuple), st.sampled_from(["ours", "nobody", "person"])),
        st.one_of(st.builds(Ran, st.integers(-9, 255), st.binary(), words.map(str.encode)), gaps),
    ),
    st.tuples(st.builds(ReadFile, paths), st.one_of(st.binary(), words.map(str.encode), gaps, st.none())),
    st.tuples(st.builds(ListFolder, paths), st.one_of(st.lists(entries).map(tuple), gaps, st.none())),
    st.tuples(st.builds(ReadLink, paths), st.one_of(words, gaps, st.none())),
    st.tuples(st.builds(LookAt, paths), st.one_of(gaps, st.none())),
)
about = st.builds(
    About,
    st.just("linux"),
    st.dates(min_value=date(1900, 1, 1)),
    paths,
    st.booleans(),
    st.one_of(st.none(), words.filter(bool)),
    words,
    words,
    words,
    st.dictionaries(words, words),
)


NAMES = tuple(Entry(name, "file", datetime(2026, 1, 1, tzinfo=UTC), 0) for name in ("\n\x85", "a/b", "", "no", "1\n"))


@given(about, st.lists(rows, max_size=4))
@example(About("linux", date(2026, 1, 1), "/"), [(ListFolder("/"), NAMES), (ReadFile("/"), b" a\n\t\n\r\n\xff")])
def test_what_carecheck_writes_it_reads_back_as_it_was(about: About, rows: list[tuple[Question, Answer]]) -> None:
    machine = RecordedMachine(about, dict(rows))

    again = RecordedMachine.from_text(machine.to_text())

    assert again.about == machine.about
    assert {question: again.ask(question) for question in machine.answers} == machine.answers
