"""What is said of a file with raw answers passes the readability gate."""

from datetime import date
from pathlib import Path

import pytest

from carecheck.show import raw_words
from tests.words.gate import problems_with_catalogue, problems_with_sentence

DAY = date(2026, 11, 24)


def without_marks(text: str) -> str:
    """The text with its paragraphs each on one line; the lines of a list stay."""
    return text.replace("\n\n", "\0").replace("\n- ", "\0- ").replace("\n", " ").replace("\0", "\n")


@pytest.mark.parametrize("kind", [*raw_words._CALLED, "anything"])
@pytest.mark.parametrize("amount", [1, 2])
def test_what_was_hidden_is_said_in_everyday_words(kind: str, amount: int) -> None:
    lines = raw_words.hidden_in_words({kind: amount}, amount)

    assert [problem for line in lines for problem in problems_with_sentence(line)] == []


@pytest.mark.parametrize(
    "hidden", [None, {}, {"person": 3, "computer": 1, "serial": 2}], ids=["all shown", "none", "some"]
)
def test_the_top_of_the_file_is_in_everyday_words(hidden: dict[str, int] | None) -> None:
    lines = without_marks(raw_words.top_of_file(DAY, hidden, 0, ())).splitlines()

    assert [problem for line in lines for problem in problems_with_sentence(line)] == []
    assert problems_with_catalogue([" ".join(lines)]) == []


@pytest.mark.parametrize("hidden", [None, {}, {"person": 3, "computer": 1}], ids=["all shown", "none", "some"])
def test_what_stands_on_the_screen_is_in_everyday_words(hidden: dict[str, int] | None) -> None:
    lines = raw_words.saved(Path("x.yaml"), hidden, 2).splitlines()[1:]

    assert [problem for line in lines for problem in problems_with_sentence(line)] == []


def test_kinds_of_names_that_people_need_not_tell_apart_are_counted_together() -> None:
    told = raw_words.hidden_in_words({"person": 2, "name": 1, "serial": 1, "id": 2}, 0)

    assert told[1:] == ["- 3 names of people or logins", "- 3 numbers that name computers or logins"]


def test_what_was_left_out_is_counted() -> None:
    assert raw_words.hidden_in_words({}, 1)[1:] == ["- 1 answer that could hold a name, left out whole or in part"]
