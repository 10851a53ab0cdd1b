"""Answers of people: each with a role and a date, and too old after a while."""

from datetime import date
from pathlib import Path

import pytest

from carecheck.errors import MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.judge.answers import Given, answers_file, load_answers
from carecheck.judge.checks import Question
from carecheck.shipped import shipped

QUESTIONS = {
    "several": Question("Several?", "", "yes/no", {}, 12),
    "way": Question("Which way?", "", "text", {"program": "A program", "none": "None"}, 12),
    "share": Question("How many of 100?", "", "number", {}, 12, least=0, most=100),
    "tried": Question("When?", "", "date", {"never": "Never"}, 12, past=True),
}
TODAY = date(2026, 11, 22)


def answers(tmp_path: Path, text: str) -> Path:
    (tmp_path / "answers.yaml").write_text(text)
    return tmp_path / "answers.yaml"


def test_the_nearest_answer_about_a_subject_counts(tmp_path: Path) -> None:
    file = answers(
        tmp_path,
        "all: {several: {answer: no, by: Manager, on: 2026-11-01}}\n"
        "OFFICE-PC: {several: {answer: yes, by: Manager, on: 2026-11-01}}\n",
    )

    loaded = load_answers(file, QUESTIONS)

    assert loaded.values(TODAY, "OFFICE-PC") == {"several": True}
    assert loaded.values(TODAY, "NURSE-1") == {"several": False}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("{answer: yes, by: Manager, on: 2025-11-22}", True),
        ("{answer: yes, by: Manager, on: 2025-11-21}", Unknown("too_old", "answered on 2025-11-21")),
        ("{answer: unknown, by: Manager, on: 2026-11-01}", Unknown("no_answer")),
        (
            "[{answer: yes, by: Manager, on: 2026-11-01}, {answer: no, by: Deputy, on: 2026-11-02}]",
            False,
        ),
        (
            "[{answer: yes, by: Manager, on: 2026-11-02}, {answer: no, by: Deputy, on: 2026-11-02}]",
            Unknown("no_answer", "two answers of 2026-11-02 differ"),
        ),
    ],
)
def test_an_answer_counts_while_it_is_fresh_and_undisputed(tmp_path: Path, written: str, value: object) -> None:
    loaded = load_answers(answers(tmp_path, f"home: {{several: {written}}}\n"), QUESTIONS)

    assert loaded.values(TODAY, "home") == {"several": value}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "home: {sevral: {answer: yes, by: M, on: 2026-11-01}}",
            "answers.yaml:1: there is no question 'sevral'; did you",
        ),
        (
            "home: {several: {answer: maybe, by: M, on: 2026-11-01}}",
            "'answer.several' is a yes/no fact, but 'maybe' is",
        ),
        ("home: {way: {answer: progam, by: M, on: 2026-11-01}}", "is never 'progam'; did you mean 'program'?"),
        ("home: {share: {answer: 950, by: M, on: 2026-11-01}}", "950 is more than 100, the most that it can be"),
        ("home: {share: {answer: -1, by: M, on: 2026-11-01}}", "-1 is less than 0, the least that it can be"),
        ("home: {tried: {answer: 2027-01-05, by: M, on: 2026-11-01}}", "5 January 2027 is after the day of the answer"),
        ("home: {several: {answer: yes, on: 2026-11-01}}", "the key 'by' is missing here"),
        ("home: {several: {answer: yes, by: M, on: Monday}}", "a date such as 2026-11-22"),
    ],
)
def test_a_mistake_in_the_answers_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(MistakesInFile) as error:
        load_answers(answers(tmp_path, text), QUESTIONS)

    assert told in str(error.value)


def test_all_mistakes_in_the_answers_are_told_at_once(tmp_path: Path) -> None:
    text = (
        "home:\n"
        "  sevral: {answer: yes, by: M, on: 2026-11-01}\n"
        "  several: {answer: maybe, by: M, on: 2026-11-01}\n"
        "PC-1:\n"
        "  way:\n"
        "    - {answer: none, bye: M, on: Monday}\n"
        "    - {answer: progam, by: M, on: 2026-11-01}\n"
        "PC-2: {way: []}\n"
    )
    with pytest.raises(MistakesInFile) as error:
        load_answers(answers(tmp_path, text), QUESTIONS)

    told = [str(mistake).partition("answers.yaml:")[2] for mistake in error.value.mistakes]
    assert [line.partition(":")[0] for line in told] == ["2", "3", "6", "6", "7", "8"]
    assert "there is no key 'bye' here; did you mean 'by'?" in str(error.value)


def test_an_answer_of_a_day_to_come_counts_for_nothing(tmp_path: Path) -> None:
    text = "home: {several: {answer: yes, by: M, on: 2099-01-01}}"
    loaded = load_answers(answers(tmp_path, text), QUESTIONS)

    assert loaded.values(TODAY, "home") == {
        "several": Unknown("unreadable", "answered on 2099-01-01, a day that is still to come")
    }


def test_facts_of_an_earlier_day_are_judged_with_answers_that_came_later(tmp_path: Path) -> None:
    text = "home: {several: {answer: yes, by: M, on: 2026-11-20}}"
    loaded = load_answers(answers(tmp_path, text), QUESTIONS)

    assert loaded.values(date(2026, 10, 1), "home") == {"several": True}


def test_never_is_an_answer_to_when(tmp_path: Path) -> None:
    file = answers(tmp_path, "home: {tried: {answer: never, by: Manager, on: 2026-11-01}}\n")

    assert load_answers(file, QUESTIONS).values(TODAY, "home") == {"tried": None}


def test_no_file_means_no_answers(tmp_path: Path) -> None:
    assert load_answers(tmp_path / "answers.yaml", QUESTIONS).values(TODAY, "home") == {}


def test_an_answer_keeps_who_gave_it_and_when(tmp_path: Path) -> None:
    loaded = load_answers(answers(tmp_path, "home: {several: {answer: yes, by: Manager, on: 2026-11-01}}\n"), QUESTIONS)

    assert loaded.of("home") == {"several": Given(True, "Manager", date(2026, 11, 1))}
    assert loaded.ends("several", loaded.of("home")["several"]) == date(2027, 11, 1)


def test_answers_lie_beside_a_home_s_own_profile_only(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("builds_on: care-home\n")

    assert answers_file(tmp_path / "rose.yaml") == tmp_path / "answers.yaml"
    assert answers_file(shipped("profiles") / "care-home.yaml") is None
    assert answers_file(None) is None


def test_only_a_day_that_must_be_past_may_not_lie_ahead() -> None:
    day = date(2026, 12, 24)

    assert Question("When?", "", "date", {}, 12).refuses(day, TODAY) is None
    assert Question("When?", "", "date", {}, 12, past=True).refuses(day, TODAY) is not None
    assert Question("When?", "", "date", {}, 12, past=True).refuses(TODAY, TODAY) is None
