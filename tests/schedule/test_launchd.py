"""What we write for launchd is a sound property list. Nothing of it was tried on a real Mac."""

import plistlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import UsageError
from carecheck.schedule.launchd import agent, in_launchd, place_that_asks
from carecheck.schedule.wanted import MARK, Every, Wanted

HOME = Path("/Users/anne")
# Letters that XML can hold; control characters are refused.
LETTERS = st.characters(exclude_categories=["Cs"], min_codepoint=32, exclude_characters="\x7f\ufffe\uffff")


@given(st.lists(st.text(LETTERS), min_size=1).map(tuple))
def test_launchd_reads_the_command_that_was_meant(command: tuple[str, ...]) -> None:
    assert plistlib.loads(agent(Wanted(command)).encode())["ProgramArguments"] == list(command)


@pytest.mark.parametrize("letter", ["\n", "\r", "\x01", "\x7f", "\udce9", "\uffff"])
def test_a_letter_that_would_be_read_in_another_way_is_refused(letter: str) -> None:
    with pytest.raises(UsageError):
        agent(Wanted((f"/Users/anne/a{letter}b/python",)))


@pytest.mark.parametrize(("every", "day"), [("month", {"Day": 15}), ("week", {"Weekday": 3})])
def test_it_runs_at_one_time_of_one_day_and_not_when_it_is_added(every: Every, day: dict[str, int]) -> None:
    told = plistlib.loads(agent(Wanted(("/usr/bin/true",), every)).encode())

    assert (told["StartCalendarInterval"], told["RunAtLoad"]) == ({"Hour": 12, "Minute": 30} | day, False)
    assert MARK in agent(Wanted(("/usr/bin/true",), every))


@pytest.mark.linux
def test_it_is_for_the_screen_of_one_person() -> None:
    told = in_launchd(Wanted(("/usr/bin/true",)), HOME, 501)

    file = "/Users/anne/Library/LaunchAgents/carecheck.scan.plist"
    assert told.to_install == (
        f"write {file}",
        "run   launchctl bootout gui/501/carecheck.scan",
        f"run   launchctl bootstrap gui/501 {file}",
    )
    assert told.to_remove == ("run    launchctl bootout gui/501/carecheck.scan", f"delete {file}")


@pytest.mark.parametrize(
    ("path", "asks"),
    [("Documents/carecheck", True), ("Desktop/x.yaml", True), ("Documents2", False), ("carecheck", False)],
)
def test_a_folder_for_which_macos_asks_the_person_is_seen(path: str, asks: bool) -> None:
    assert place_that_asks([HOME / path], HOME) == (HOME / path if asks else None)


def test_a_stick_is_seen_too() -> None:
    assert place_that_asks([Path("/Volumes/STICK/carecheck")], HOME) is not None
