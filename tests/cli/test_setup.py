"""`carecheck setup` as a person and as a script use it, and the scan that finds the profile which it made."""

import os
import pty
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import CARECHECK, Person, Ran

SCAN = ("scan", "--only", "system.clock", "--offline")
ANSWERS = """
home: Rose Cottage
domains: [rose.example]
looks_after_computers: nobody
suppliers: [{name: Example Records Ltd, what: care records, dspt_until: IN_200_DAYS}]
""".replace("IN_200_DAYS", str(datetime.now().astimezone().date() + timedelta(days=200)))


def sets_up(person: Person, typed: str, *arguments: str) -> Ran:
    ran = subprocess.run(
        [*CARECHECK, "setup", *arguments],
        env={**person.environment, "PYTHONIOENCODING": "utf-8"},
        cwd=person.home,
        input=typed.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def profiles(person: Person) -> list[Path]:
    return sorted(person.home.rglob("*.yaml"))


def test_a_profile_that_was_just_made_is_used_by_the_next_scan(person: Person) -> None:
    made = sets_up(person, "Rose Cottage\n\n\n\n\n\nyes\n")

    ran = person.types(*SCAN)

    (profile,) = profiles(person)
    assert (made.code, made.err) == (0, "")
    assert "    carecheck scan\n" in made.out
    assert profile == person.results / "Rose Cottage" / "profile.yaml"
    assert ran.out.startswith("carecheck report\nRose Cottage, ")
    assert "We used the profile in your folder of results: Rose Cottage" in " ".join(ran.out.split())
    assert str(profile) in ran.err
    assert person.kept()[0].parent.parent == profile.parent


@pytest.mark.parametrize(("folder", "typed"), [("stick", "stick"), ("my stick", '"my stick"')])
def test_a_folder_for_results_is_named_in_what_to_type_next(folder: str, typed: str, person: Person) -> None:
    made = sets_up(person, "Rose Cottage\n\n\n\n\n\nyes\n", "--results", folder)

    ran = person.types(*SCAN, "--results", folder)

    assert f"    carecheck scan --results {typed}\n" in made.out
    assert f"    carecheck ask --results {typed}\n" in made.out
    assert ran.out.startswith("carecheck report\nRose Cottage, ")


def test_a_named_profile_goes_before_the_one_in_the_folder(person: Person) -> None:
    sets_up(person, "Rose Cottage\n\n\n\n\n\nyes\n")

    ran = person.types(*SCAN, "--profile", "care-home")

    assert ran.out.startswith("carecheck report\nThis home, ")
    assert ran.err == ""


def test_of_several_profiles_none_is_used(person: Person) -> None:
    sets_up(person, "Rose Cottage\n\n\n\n\n\nyes\n")
    made = sets_up(person, "Oak House\n\n\n\n\n\nyes\n")

    ran = person.types(*SCAN)

    assert '    carecheck scan --profile "' in made.out
    assert ran.out.startswith("carecheck report\nThis home, ")
    assert "There are 2 profiles in" in ran.err


def test_scripts_hand_in_their_answers(person: Person) -> None:
    (person.home / "told.yaml").write_text(ANSWERS)

    made = sets_up(person, "", "--answers", "told.yaml", "--output", "rose.yaml")
    ran = person.types("scan", "--profile", "rose.yaml", "--only", "supplier.certificate", "--offline")

    assert made.code == 0
    assert made.out == (person.home / "rose.yaml").read_text("utf-8")
    assert "rose.yaml" in made.err
    assert ran.code == 0
    assert "Example Records Ltd: This supplier's security certificate lasts until" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    "typed", ["", "Rose Cottage\n", "Rose Cottage\n\n\n\n\n\n", "Rose Cottage\n\n\n\n\n\nno\n", "q\n"]
)
def test_who_stops_before_the_end_leaves_nothing_behind(person: Person, typed: str) -> None:
    made = sets_up(person, typed)

    assert made.code == 130
    assert "Nothing was saved." in made.err
    assert list(person.home.iterdir()) == []


def test_a_profile_is_never_overwritten(person: Person) -> None:
    sets_up(person, "Rose Cottage\n\n\n\n\n\nyes\n")
    before = profiles(person)[0].read_bytes()
    (person.home / "told.yaml").write_text(ANSWERS)

    again = sets_up(person, "", "--answers", "told.yaml")
    elsewhere = sets_up(person, "", "--answers", "told.yaml", "--output", "told.yaml")

    assert (again.code, elsewhere.code) == (4, 4)
    assert "There is a profile of Rose Cottage already" in again.err
    assert profiles(person)[0].read_bytes() == before
    assert (person.home / "told.yaml").read_text() == ANSWERS


def test_a_folder_that_is_not_there_is_told_before_any_question(person: Person) -> None:
    made = sets_up(person, "Rose Cottage\n", "--output", "gone/rose.yaml")

    assert (made.code, made.out) == (4, "")
    assert "There is no folder" in made.err


def test_ctrl_c_in_a_real_terminal_saves_nothing(person: Person) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover (another process)
        os.chdir(person.home)
        os.execve(CARECHECK[0], [*CARECHECK, "setup"], {**person.environment, "TERM": "xterm"})
    shown = read_until(terminal, b"Name: ")
    os.write(terminal, b"Rose Cottage\n")
    shown += read_until(terminal, b"Your answer: ")

    os.write(terminal, b"\x03")

    shown += read_until(terminal, b"Nothing was saved.")
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    assert b"Traceback" not in shown
    assert list(person.home.iterdir()) == []


def read_until(terminal: int, wanted: bytes) -> bytes:
    """All that a terminal shows until some words stand there."""
    shown = b""
    while wanted not in shown:
        shown += os.read(terminal, 1000)
    return shown
