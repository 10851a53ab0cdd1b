"""`carecheck look --raw`, as people meet it: one new file, and words that say what it is."""

import getpass
import socket
from pathlib import Path

import pytest

from carecheck.look.recorded_machine import RecordedMachine
from tests.cli.running import Person


def raw_file(person: Person) -> Path:
    (file,) = person.kept("*.yaml")
    return file


def test_the_answers_are_saved_in_the_persons_folder_and_can_be_asked_again(person: Person) -> None:
    ran = person.types("look", "--raw")

    file = raw_file(person)
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert "carecheck sent nothing." in ran.err
    assert "Read it before you send it." in ran.err
    assert socket.gethostname().casefold() not in file.name.casefold()
    assert RecordedMachine.from_file(file).answers


def test_the_file_says_at_its_top_what_it_is(person: Person) -> None:
    person.types("look", "--raw")

    lines = raw_file(person).read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# What this computer told carecheck on ")
    assert "# carecheck sent nothing. Nobody gets this file unless you send it." in lines
    assert "seen: on a real PC" in lines


def test_no_file_is_written_over(person: Person) -> None:
    mine = person.home / "mine.yaml"
    mine.write_text("mine")

    ran = person.types("look", "--raw", "--output", mine)

    assert ran.code == 0
    assert mine.read_text() == "mine"
    assert RecordedMachine.from_file(person.home / "mine (2).yaml").answers
    assert person.kept("*") == []


def test_names_are_hidden_unless_they_are_wanted(person: Person) -> None:
    person.types("look", "--raw", "--output", "hidden.yaml")
    ran = person.types("look", "--raw", "--show-names", "--output", "shown.yaml")

    hidden, shown = (RecordedMachine.from_file(person.home / name).about for name in ("hidden.yaml", "shown.yaml"))
    assert hidden.host_name.casefold().startswith("computer")
    assert shown.host_name == socket.gethostname()
    assert "Nothing is hidden in this file." in ran.err
    assert shown.login in ("", getpass.getuser())


@pytest.mark.parametrize(
    "arguments",
    [
        *(("--domain", "good.example"), ("--profile", "rose.yaml"), ("--only", "backup.recent")),
        *(("--skip", "backup.recent"), ("--nameserver", "127.0.0.1"), ("--allow-private",), ("--hide-computer-names",)),
    ],
)
def test_options_that_make_no_sense_are_refused(person: Person, arguments: tuple[str, ...]) -> None:
    ran = person.types("look", "--raw", *arguments)

    assert ran.code == 2
    assert ran.err.startswith(f"{arguments[0]} does not go with --raw")
    assert person.kept("*.yaml") == []


def test_showing_names_is_only_for_raw_answers(person: Person) -> None:
    ran = person.types("look", "--show-names")

    assert ran.code == 2
    assert "--raw" in ran.err


def test_a_folder_that_is_not_there_is_told(person: Person) -> None:
    ran = person.types("look", "--raw", "--output", person.home / "nowhere" / "x.yaml")

    assert ran.code == 4
    assert "There is no folder" in ran.err
