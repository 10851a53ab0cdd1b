"""The DSPT: every mandatory item is reached by a check or a plain question, and nothing claims too much."""

from typing import Final

from carecheck.judge.checkfiles import load_checks
from carecheck.judge.questions import load_plain_questions, who_reaches
from carecheck.shipped import shipped
from carecheck.show.explanation import of_dspt
from carecheck.tables import mandatory_dspt_items

CHECKS: Final = load_checks(shipped("checks"))
PLAIN: Final = load_plain_questions(CHECKS)
REACHED: Final = who_reaches(mandatory_dspt_items(), CHECKS, PLAIN)


def test_every_mandatory_item_is_reached_by_a_check_or_a_question() -> None:
    assert len(REACHED) == 45
    assert [item for item, names in REACHED.items() if not names] == [], of_dspt(CHECKS, PLAIN)


def test_the_page_names_each_item_with_what_reaches_it() -> None:
    page = " ".join(of_dspt(CHECKS, PLAIN).split())

    for item, names in REACHED.items():
        assert f"{item} {mandatory_dspt_items()[item]}: {', '.join(names)}" in page


def test_a_check_that_only_people_answer_claims_no_more_than_support() -> None:
    asked_only = [check for check in CHECKS.values() if all(name.startswith("answer.") for name in check.decided_by)]

    assert asked_only
    assert [check.id for check in asked_only for ref in check.refs.dspt if ref.strength == "partial"] == []
