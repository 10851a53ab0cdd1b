"""The conversation of setup: one question after the other, nothing taken that would not hold, and no way to get stuck."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.judge.profileform import SupplierFile
from carecheck.setup import says
from carecheck.setup.draft import Told, profile_text
from carecheck.setup.interview import Interview, LeftError
from tests.words.gate import problems_with_sentence

PLACE: Final = Path("/home/jane/Documents/carecheck/Rose Cottage/profile.yaml")


def place_of(home: str) -> Path:
    if home == "Taken":
        raise CannotRun("There is a profile of Taken already.")
    return PLACE


def talk(typed: Sequence[str], columns: int = 60) -> tuple[Told | None, str]:
    """What was told, None when the lines ended before, and everything that was shown."""
    lines = Interview(place_of, lambda told: profile_text(told, date(2026, 11, 25)), columns).lines()
    shown = next(lines)
    try:
        for line in typed:
            shown += "\n" + lines.send(f"{line}\n")
    except StopIteration as end:
        return end.value, shown
    return None, shown


def test_a_home_with_an_it_company_and_a_supplier() -> None:
    company = ("Helpful IT", "01632 960002", "helpful.example", "none")
    records = ("Example Records", "care records", "", "", "https://app.records.example/login")

    told, _ = talk(["Rose Cottage", "rose.example", "www.rose.example", "1", *company, *records, "", "2", "yes"])

    assert told == Told(
        "Rose Cottage",
        ("rose.example",),
        ("www.rose.example",),
        "company",
        "nurses_station",
        (
            SupplierFile("Helpful IT", says.LOOKS_AFTER_IT, "01632 960002", "helpful.example", "none"),
            SupplierFile("Example Records", "care records", website="app.records.example"),
        ),
    )


def test_only_the_name_must_be_told() -> None:
    told, _ = talk(["Rose Cottage", "", "", "", "", "", "yes"])

    assert told == Told("Rose Cottage")


@pytest.mark.parametrize(
    ("typed", "says_why"),
    [
        (["", "Rose Cottage"], says.HOME_NEEDED),
        (["Taken", "Rose Cottage"], "There is a profile of Taken already."),
        (["Rose Cottage", "jane", ""], "'jane' is not a whole domain name"),
        (["Rose Cottage", "", "", "5", ""], "Type a number from 1 to 4"),
        (["Rose Cottage", "", "", "", "Home", ""], says.WHOLE_NAME),
        (["Rose Cottage", "", "", "", "A", "b", "", "", "", "a", ""], says.TWICE),
        (["Rose Cottage", "", "", "", "A", "", "b", "", "", "", ""], says.WHAT_NEEDED),
        (["Rose Cottage", "", "", "", "", "", "maybe", "yes"], says.YES_OR_NO),
    ],
)
def test_what_cannot_be_taken_is_told_and_asked_again(typed: list[str], says_why: str) -> None:
    _, shown = talk(typed)

    assert " ".join(says_why.split()) in " ".join(shown.split())


@pytest.mark.parametrize("typed", [["q"], ["Rose Cottage", "Q"], ["Rose Cottage", "", "", "", "", "", "no"]])
def test_leaving_saves_nothing(typed: list[str]) -> None:
    with pytest.raises(LeftError):
        talk(typed)


def test_the_profile_and_its_place_are_shown_before_the_last_question() -> None:
    _, shown = talk(["Rose Cottage", "rose.example", "", "", "", ""])

    assert '  name: "Rose Cottage"\n' in shown
    assert f"    {PLACE}\n" in shown
    assert shown.endswith(says.SAVE)


def test_in_60_columns_nothing_that_we_say_is_longer() -> None:
    _, shown = talk(["Rose Cottage", "rose.example", "", "1", "Helpful IT", "", "", "", "", ""])

    assert max(map(len, shown.replace(str(PLACE), "").splitlines())) <= 60


def test_a_screen_reader_gets_one_line_after_the_other() -> None:
    _, shown = talk(["Rose Cottage", "", "", "", "", ""])

    assert [letter for letter in shown if not letter.isprintable() and letter != "\n"] == []


@given(st.lists(st.text(max_size=40), max_size=30))
def test_no_line_that_anyone_types_breaks_the_conversation(typed: list[str]) -> None:
    try:
        told, shown = talk([line.replace("\n", " ") for line in typed])
    except LeftError:
        return

    assert told is None or told.home
    assert "\x1b" not in shown


def test_the_words_pass_the_gate() -> None:
    texts: list[str] = []
    for value in (value for name, value in vars(says).items() if not name.startswith("__")):
        texts += [value] if isinstance(value, str) else list(value) if isinstance(value, tuple) else []
    own = [text for text in texts if text not in (says.__doc__, says.__name__) and "carecheck setup" not in text]

    assert [problem for text in own for problem in problems_with_sentence(text)] == []
