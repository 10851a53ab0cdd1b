"""Plain questions: those of data/questions.yaml, which no check asks."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from carecheck.errors import MistakesInFile
from carecheck.facts.model import Unknown, Value
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Question
from carecheck.judge.questions import (
    I_DO_NOT_KNOW,
    PlainQuestion,
    every_question,
    in_words,
    load_plain_questions,
    who_reaches,
)
from carecheck.shipped import shipped
from carecheck.tables import dspt_items

CHECKS = load_checks(shipped("checks"))
GOOD = """\
as_at: 2026-11-25
source: ours
questions:
  paper_shredded:
    question: Do you shred paper?
    why: Someone could read it.
    help: Say yes if you do.
    kind: choice
    choices:
      - {id: always, words: Always.}
      - {id: does_not_apply, words: We have no paper.}
    renew_months: 6
    dspt: [1.4.3]
"""


def told(tmp_path: Path, text: str) -> str:
    (tmp_path / "questions.yaml").write_text(text)
    with pytest.raises(MistakesInFile) as error:
        load_plain_questions(CHECKS, tmp_path / "questions.yaml")
    return str(error.value)


def test_a_plain_question_is_read_with_why_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "questions.yaml").write_text(GOOD)

    read = load_plain_questions(CHECKS, tmp_path / "questions.yaml")["paper_shredded"]

    assert (read.why, read.subject, read.dspt) == ("Someone could read it.", "home", ("1.4.3",))
    assert (read.asked.kind, read.asked.renew_months) == ("text", 6)
    assert read.asked.choices == {"always": "Always.", "does_not_apply": "We have no paper."}


def test_the_shipped_questions_have_no_mistake_and_can_all_be_answered() -> None:
    plain = load_plain_questions(CHECKS)

    assert plain.keys() <= every_question(CHECKS).keys()
    assert {item for question in plain.values() for item in question.dspt} <= dspt_items().keys()
    assert {"1.1.2", "1.4.1"} <= {item for question in plain.values() for item in question.dspt}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  paper_shredded:", "  several_people:", "questions.yaml:5: the check 'logins.shared' asks 'several_people'"),
        ("[1.4.3]", "[1.4.33]", "questions.yaml:13: the DSPT table has no item '1.4.33'; did you mean '1.4.3'?"),
        ("    why: Someone could read it.\n", "", "the key 'why' is missing here"),
        ("    help: Say yes if you do.\n", "", "the key 'help' is missing here"),
        ("kind: choice", "kind: date", "questions.yaml:5: choices stand beside 'kind: choice', and only there"),
        ("kind: choice", "kind: yes_no", "questions.yaml:5: choices stand beside 'kind: choice', and only there"),
        (
            "    kind: choice",
            "    least: 1\n    kind: choice",
            "5: 'least' and 'most' stand beside 'kind: number', and only there",
        ),
        (
            "    kind: choice",
            "    most: 1\n    kind: choice",
            "5: 'least' and 'most' stand beside 'kind: number', and only there",
        ),
        ("    kind: choice", "    past: yes\n    kind: choice", "'past' stands beside 'kind: date'"),
        ("kind: choice", "kind: choise", "'choise' is not one of the words that may stand here; did you mean 'choice'"),
        ("id: does_not_apply", "id: always", "questions.yaml:11: the choice 'always' stands here twice"),
        (
            "id: does_not_apply",
            "id: unknown",
            "questions.yaml:11: 'unknown' is no answer; a choice for people who do not",
        ),
        ("    why:", "    wy:", "questions.yaml:6: there is no key 'wy' here; did you mean 'why'?"),
        ("renew_months: 6", "renew_months: 0", "this must be at least 1"),
        ("as_at: 2026-11-25", "as_at: lately", "a date such as 2026-11-22 must stand here"),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in GOOD

    assert expected in told(tmp_path, GOOD.replace(old, new, 1))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("[1.4.3]", "[1.4.33, 9.9.9]") + "  other: {question: Why?}\n"

    assert len(told(tmp_path, text).splitlines()) == 3


CHOICES: Final = {"always": "Always.", "unknown_place": "Somewhere."}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "Yes."),
        (False, "No."),
        (date(2026, 11, 1), "1 November 2026."),
        (1250, "1,250."),
        (2.5, "2.5."),
        ("always", "Always."),
        ("unknown_place", "Somewhere."),
        ("unknown(no_answer)", I_DO_NOT_KNOW),
        ("else", "else"),
        (("a", "b"), "a, b"),
        (Unknown("no_answer"), I_DO_NOT_KNOW),
    ],
)
def test_an_answer_is_told_as_people_read_it(value: Value | Unknown, words: str) -> None:
    assert in_words(Question("How?", "", "text", CHOICES, 12), value) == words


def test_what_is_about_an_item_of_the_dspt_is_told() -> None:
    plain = {
        "paper": PlainQuestion(Question("Paper?", "", "yes/no", {}, 12), "", "home", ("1.4.3", "1.4.1")),
        "bins": PlainQuestion(Question("Bins?", "", "yes/no", {}, 12), "", "home", ("1.4.3",)),
    }

    assert who_reaches(["1.4.3", "1.4.1"], {}, plain) == {
        "1.4.3": ("question paper", "question bins"),
        "1.4.1": ("question paper",),
    }


def test_a_number_is_asked_for_between_two(tmp_path: Path) -> None:
    text = GOOD.replace("kind: choice", "kind: number\n    least: 1\n    most: 9")
    (tmp_path / "questions.yaml").write_text(
        "".join(line for line in text.splitlines(keepends=True) if "id:" not in line and "choices:" not in line)
    )

    asked = load_plain_questions(CHECKS, tmp_path / "questions.yaml")["paper_shredded"].asked

    assert (asked.kind, asked.least, asked.most) == ("number", 1, 9)
