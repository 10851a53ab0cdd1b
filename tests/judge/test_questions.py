"""Plain questions: those of data/questions.yaml, which no check asks."""

from pathlib import Path

import pytest

from carecheck.errors import MistakesInFile
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.questions import every_question, load_plain_questions
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
        ("kind: choice", "kind: yes_no", "questions.yaml:5: choices stand beside 'kind: choice', and only there"),
        ("    kind: choice", "    least: 1\n    kind: choice", "'least' and 'most' stand beside 'kind: number'"),
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
