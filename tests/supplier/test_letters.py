"""The letter to each supplier: only what is open, in words that a company can answer by email, on one page."""

from datetime import date
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck import report
from carecheck.facts.model import Unknown
from carecheck.lights import Light
from carecheck.report import Result, Subject
from carecheck.show.for_supplier import BY_EMAIL, QUESTIONS, render_for_supplier
from tests.judge.test_shipped_checks import CHECKS, verdict_of
from tests.show.sample_report import asks, home, result
from tests.words.gate import problems_with_sentence

RECORDS: Final = Subject("s-example-records-ltd", "supplier", "Example Records Ltd")
PAYROLL: Final = Subject("s-payroll", "supplier", "Payroll")
PAGE_LINES: Final = 60
NO_ANSWER: Final = Unknown("no_answer")


def asked(check_id: str, light: Light, question: str, subject: Subject = RECORDS, **more: Any) -> Result:
    """A result that asks its supplier something."""
    return result(check_id, light, "What we saw.", subject, letter=report.Letter(question, "We must know."), **more)


def test_each_supplier_gets_one_letter_with_its_own_questions() -> None:
    text = render_for_supplier(
        home(
            asked("supplier.certificate", "red", "Where is your certificate?"),
            asked("supplier.exit", "amber", "How do we get our data back?"),
            asked("supplier.exit", "amber", "How do we get our data back?", PAYROLL),
            subjects=(RECORDS, PAYROLL),
        )
    )

    first, second = text.split("\nTo ")[1:]
    assert first.startswith("Example Records Ltd\n\nSubject: Questions from Oakfield House about security\n")
    assert "1. Where is your certificate?\n   We must know.\n" in first
    assert "2. How do we get our data back?\n" in first
    assert second.startswith("Payroll\n")
    assert "1. How do we get our data back?\n" in second


def test_where_nothing_is_open_there_is_no_letter() -> None:
    accepted = report.Accepted("They close soon", "Registered manager", date(2027, 1, 1))

    text = render_for_supplier(
        home(
            result("supplier.exit", "green", "It is written down.", RECORDS),
            result("supplier.reviewed", "amber", "You looked long ago.", RECORDS),
            asked("supplier.certificate", "red", "Where is your certificate?", accepted=accepted),
            subjects=(RECORDS,),
        )
    )

    assert text == ""


def test_what_we_saw_for_ourselves_comes_with_its_details() -> None:
    text = render_for_supplier(
        home(
            asked("supplier.email", "amber", "Can you set up DMARC?", **asks("supplier", 10), for_it="policy=none"),
            subjects=(RECORDS,),
        )
    )

    assert "1. Can you set up DMARC?\n   We must know.\n   We saw: What we saw.\n   Details: policy=none\n" in text


@pytest.mark.parametrize(
    ("check_id", "changes", "is_asked"),
    [
        ("supplier.exit", {"answer.supplier_exit": "written"}, False),
        ("supplier.exit", {"answer.supplier_exit": "no_data"}, False),
        ("supplier.exit", {"answer.supplier_exit": "not_known"}, True),
        ("supplier.exit", {"answer.supplier_exit": NO_ANSWER}, True),
        ("supplier.exit", {"answer.supplier_exit": Unknown("too_old")}, True),
        ("supplier.certificate", {"supplier.dspt_until": None}, True),
        ("supplier.email", {"dmarc.found": False, "dmarc.policy": "not_used"}, True),
        ("supplier.email", {"dmarc.found": Unknown("timed_out")}, False),  # no supplier can help with our own network
        ("supplier.website", {"website.https": "leaves"}, True),
        ("supplier.website", {"supplier.has_website": NO_ANSWER}, False),  # nor with what only the home can know
        ("supplier.reviewed", {"supplier.reviewed": NO_ANSWER}, False),
    ],
)
def test_a_supplier_is_asked_what_it_can_answer(check_id: str, changes: dict[str, Any], is_asked: bool) -> None:
    assert (verdict_of(check_id, changes).letter is not None) is is_asked


def test_all_questions_together_stay_on_one_page() -> None:
    letters = {rule.help.letter for check in CHECKS.values() for rule in check.rules if rule.help.letter}
    longest = {check: max((rule.help.letter.ask for rule in CHECKS[check].rules if rule.help.letter), key=len, default="")
               for check in CHECKS if check.startswith("supplier.")}  # fmt: skip

    text = render_for_supplier(
        home(*(asked(check, "amber", ask) for check, ask in longest.items() if ask), subjects=(RECORDS,))
    )

    assert len(letters) >= len([ask for ask in longest.values() if ask]) > 5
    assert len(text[text.index("To Example") :].splitlines()) <= PAGE_LINES


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_strange_names_stay_on_their_line(supplier: str, site: str) -> None:
    names = (Subject("s-x", "supplier", supplier), report.Site("x", site))

    text = render_for_supplier(
        home(asked("supplier.exit", "amber", "How?", names[0]), subjects=(names[0],), site=names[1])
    )

    assert text.isascii()
    assert sum(line.startswith("Subject: ") for line in text.splitlines()) == 1
    assert "\x1b" not in text


def test_the_sentences_of_a_letter_pass_the_gate() -> None:
    assert [problem for text in (QUESTIONS, BY_EMAIL) for problem in problems_with_sentence(text)] == []
