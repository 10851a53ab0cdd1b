"""`carecheck ask` as a person meets it: in a real terminal, and in a pipe."""

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.asking.made_home import PROFILE, write_pack
from tests.asking.window import TMUX, Window, open_window
from tests.cli.running import Person

ASK = (sys.executable, "-m", "carecheck", "ask", "--profile", "rose.yaml", "--checks", "pack")
IN_WINDOW = pytest.mark.skipif(not Path(TMUX).exists(), reason="needs tmux, a terminal for programs")
pytestmark = pytest.mark.linux  # tmux and ways to end the input are not the same on Windows


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a home, with a profile and checks of its own."""
    (tmp_path / "rose.yaml").write_text(PROFILE)
    write_pack(tmp_path / "pack")
    return tmp_path


@contextmanager
def asked(home: Path, columns: int = 80) -> Generator[Window]:
    """A window in which the first question about this computer is asked."""
    with open_window(home, ASK, Person(home).environment, columns) as window:
        window.until("Your job:")
        window.answers("Registered manager")
        window.until("None of them now.")
        window.answers("1")
        window.until("Question 1 of")
        yield window


def kept(home: Path) -> str:
    file = home / "answers.yaml"
    return file.read_text() if file.exists() else ""


@IN_WINDOW
def test_a_person_leaves_and_goes_on_where_it_was_left(home: Path) -> None:
    with asked(home) as window:
        window.answers("1")
        window.until("Question 2 of")
        window.answers("q")
        left = window.until("ended with 0.")
    with asked(home) as window:
        again = window.text()

    assert "You answered 1 question." in left
    assert "To go on later, type:\n    carecheck ask --profile rose.yaml\n" in left
    assert "When did you last get a file back?" in again
    assert "Did you ever get a file back?" not in again


@IN_WINDOW
def test_a_person_goes_back_and_types_wrong_things(home: Path) -> None:
    with asked(home) as window:
        window.answers("1")
        window.until("Question 2 of")
        window.answers("3/14/2026")
        window.until("There is no month 14. Type the day first, then the month.")
        window.answers("")
        window.until("Type a day, like")
        window.answers("b")
        window.until("The answer so far: Yes. By: Registered manager, on")
        window.answers("2")
        shown = window.until("Kept: No. It was: Yes.")

    assert "tested: {answer: no, by: Registered manager, on: " in kept(home)
    assert "\x1b" not in shown


@IN_WINDOW
@pytest.mark.parametrize(("key", "told"), [("C-d", "ended with 0."), ("C-c", "ended with 130.")])
def test_what_was_answered_is_kept_when_the_input_ends(home: Path, key: str, told: str) -> None:
    with asked(home) as window:
        window.answers("1")
        window.until("Question 2 of")
        window.types(key)
        shown = window.until(told)

    assert "You answered 1 question." in shown
    assert "Nothing was changed" not in shown
    assert "tested: {answer: yes, by: Registered manager, on: " in kept(home)


@IN_WINDOW
def test_no_line_is_broken_by_a_window_of_60_columns(home: Path) -> None:
    with asked(home, columns=60) as window:
        for place, typed in enumerate(("?", "x", "1", "?", "n", "?", "s", "?", "x", "s"), start=3):
            window.answers(typed)
            window.until_there_are(place, "Your answer:")
        shown = window.text()

    assert [line for line in shown.splitlines() if len(line) > 59] == []


def test_a_pipe_that_ends_keeps_what_it_gave(home: Path) -> None:
    ran = run(home, "Registered manager\n1\n1\n14/3/2026\n")

    assert ran.returncode == 0
    assert "Your answer: 14/3/2026\nKept: 14 March 2026.\n" in ran.stdout
    assert "tested_on: {answer: 2026-03-14, by: Registered manager, on: " in kept(home)


def test_no_input_at_all_keeps_nothing_and_says_what_waits(home: Path) -> None:
    ran = run(home, "")

    assert (ran.returncode, ran.stderr, kept(home)) == (0, "", "")
    assert "questions wait for an answer." in ran.stdout


def test_rubbish_in_a_pipe_is_told_and_keeps_nothing(home: Path) -> None:
    ran = run(home, "Registered manager\n1\n" + "\x00\udcff" * 3000 + "\n")

    assert ran.returncode == 0
    assert "Type the number of your answer, from 1 to 3." in ran.stdout
    assert kept(home) == ""


def test_an_answer_that_cannot_be_kept_is_told_and_ends_with_4(home: Path) -> None:
    (home / "answers.yaml").mkdir()

    ran = run(home, "Registered manager\n1\n1\n")

    assert ran.returncode == 4
    assert "answers.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr


def run(home: Path, typed: str, *more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*ASK, *more],
        env={"PYTHONIOENCODING": "utf-8", **Person(home).environment},
        cwd=home,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )
