"""What people type, read as an answer."""

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.asking.reading import NotUnderstoodError, choices_of, read_day, read_number, read_typed
from carecheck.facts.catalogue import Kind
from carecheck.facts.model import Unknown
from carecheck.judge.checks import Question
from carecheck.judge.questions import in_words
from tests.words.gate import problems_with_sentence

TODAY: Final = date(2026, 11, 25)


def question(kind: Kind, **choices: str) -> Question:
    return Question("Is it so?", "", kind, choices, 12)


YES_NO: Final = question("yes/no")
CHOICE: Final = question("text", always="Always.", never="Never.")
WITH_NOT_KNOWN: Final = question("text", always="Always.", not_known="No one knows.")
IN_PART: Final = question("text", all="Yes, all of them.", some="Some of them.", none="No.")
PERCENT: Final = Question("How many of 100?", "", "number", {}, 12, least=0, most=100)
TRIED: Final = Question("When?", "", "date", {"never": "No one has done it yet."}, 12, past=True)
QUESTIONS: Final = (YES_NO, CHOICE, WITH_NOT_KNOWN, IN_PART, question("date"), question("number"), PERCENT, TRIED)


@pytest.mark.parametrize(
    ("asked", "typed", "answer"),
    [
        (YES_NO, "1", True),
        (YES_NO, " Yes. ", True),
        (YES_NO, "Y", True),
        (YES_NO, "2", False),
        (YES_NO, "no", False),
        (YES_NO, "3.", "unknown"),
        (YES_NO, "I don't know", "unknown"),
        (CHOICE, "1", "always"),
        (CHOICE, "2", "never"),
        (CHOICE, "3", "unknown"),
        (CHOICE, "n", "unknown"),
        (CHOICE, "never", "never"),
        (WITH_NOT_KNOWN, "2", "not_known"),
        (WITH_NOT_KNOWN, "no one knows", "not_known"),
        (IN_PART, "Yes", "all"),
        (IN_PART, "no", "none"),
        (IN_PART, "do not know", "unknown"),
        (question("date"), "n", "unknown"),
        (question("date"), "do not know", "unknown"),
        (question("number"), "N", "unknown"),
        (question("number"), "95%", 95),
        (PERCENT, "100", 100),
        (TRIED, "Never.", "never"),
        (TRIED, "today", TODAY),
    ],
)
def test_what_is_typed_becomes_an_answer(asked: Question, typed: str, answer: object) -> None:
    assert read_typed(asked, typed, TODAY) == answer


@pytest.mark.parametrize(
    ("asked", "typed", "told"),
    [
        (YES_NO, "4", "There is no answer 4. Type a number from 1 to 3."),
        (YES_NO, "yes and no", "Type the number of your answer, from 1 to 3. If you do not know, type 3."),
        (CHOICE, "y", "Type the number of your answer, from 1 to 3. If you do not know, type 3."),
        (WITH_NOT_KNOWN, "3", "There is no answer 3. Type a number from 1 to 2."),
        (PERCENT, "950", "Check it: 950 is more than 100, the most that it can be."),
        (TRIED, "26/11/2026", "Check it: 26 November 2026 is after the day of the answer."),
        (IN_PART, "n", "Type the number of your answer, from 1 to 4. If you do not know, type 4."),
        (WITH_NOT_KNOWN, "do not know", "Type the number of your answer, from 1 to 2."),
        (question("date"), "soon", "Type a day, like 25/11/2026 or 25 November 2026."),
        (question("number"), "many", "Type a number, like 12."),
        (question("number"), "-3", "Type a number, like 12."),
        (question("number"), "9" * 10, "This number is too long. Check it."),
    ],
)
def test_what_is_no_answer_is_told(asked: Question, typed: str, told: str) -> None:
    with pytest.raises(NotUnderstoodError) as error:
        read_typed(asked, typed, TODAY)

    assert str(error.value) == told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("14/3/2026", date(2026, 3, 14)),
        ("14.03.26", date(2026, 3, 14)),
        ("14 3 2026", date(2026, 3, 14)),
        ("14 march 2026", date(2026, 3, 14)),
        ("14th of mar 2026", date(2026, 3, 14)),
        ("1 sept 2026", date(2026, 9, 1)),
        ("march 2026", date(2026, 3, 1)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 24)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_in_england_write_it(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("3/14/2026", "There is no month 14. Type the day first, then the month."),
        ("31/6/2026", "There is no such day. Check the day and the month."),
        ("29/2/2026", "There is no such day."),
        ("1 mai 2026", "There is no month 'mai'."),
        ("1/1/1926", "Check the year: you typed 1926."),
        ("1/1/2126", "Check the year: you typed 2126."),
        ("2026", "Type a day, like"),
        ("14/3", "Type a day, like"),
    ],
)
def test_a_day_that_does_not_exist_is_told(typed: str, told: str) -> None:
    with pytest.raises(NotUnderstoodError) as error:
        read_day(typed, TODAY)

    assert str(error.value).startswith(told)


@pytest.mark.parametrize(("typed", "number"), [("1,250", 1250), ("12.5", 12.5), ("0", 0), ("95 %", 95)])
def test_a_number_is_read_as_people_write_it(typed: str, number: float) -> None:
    assert read_number(typed) == number


@given(
    st.sampled_from(QUESTIONS), st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[/. -][0-9a-z]{1,4}[/. -][0-9]{1,4}")
)
def test_whatever_is_typed_becomes_an_answer_or_is_refused(asked: Question, typed: str) -> None:
    try:
        value = read_typed(asked, typed, TODAY)
    except NotUnderstoodError:
        return

    assert in_words(asked, value)
    offered = [choice.written for choice in choices_of(asked)]
    assert not offered or value in offered


@given(st.dates(date(1990, 1, 1), date(2056, 12, 31)))
def test_a_day_as_we_show_it_is_read_as_that_day(day: date) -> None:
    shown = in_words(question("date"), day).rstrip(".")

    assert read_typed(question("date"), shown, TODAY) == day


@pytest.mark.parametrize(
    ("asked", "value", "shown"),
    [
        (YES_NO, True, "Yes."),
        (YES_NO, "unknown", "I do not know."),
        (YES_NO, Unknown("no_answer"), "I do not know."),
        (CHOICE, "never", "Never."),
        (WITH_NOT_KNOWN, "not_known", "No one knows."),
        (question("number"), 1250, "1,250."),
        (question("date"), date(2026, 3, 1), "1 March 2026."),
    ],
)
def test_an_answer_is_shown_in_words(asked: Question, value: object, shown: str) -> None:
    assert in_words(asked, value) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", ["x", "7", "soon", "3/14/2026", "31/6/2026", "1 mai 2026", "1/1/1926", "9" * 10])
def test_what_is_told_passes_the_gate(typed: str) -> None:
    told: list[str] = []
    for asked in QUESTIONS:
        try:
            read_typed(asked, typed, TODAY)
        except NotUnderstoodError as error:
            told.append(str(error))

    assert [problem for text in told for problem in problems_with_sentence(text.replace("'mai'", "it"))] == []
