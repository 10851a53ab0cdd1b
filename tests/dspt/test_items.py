"""The items of the DSPT: all appear, none is closed by a scan, and what is not known is said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.homes.dspt import Item, says
from carecheck.lights import Light
from carecheck.report import Gap
from carecheck.tables import mandatory_dspt_items
from carecheck.words import months_later
from tests.dspt.homes import KITCHEN, MANAGER, about, answered, item, part, told


def test_all_mandatory_items_appear_also_where_nothing_is_known() -> None:
    whole = part(about("6.2.1"))

    assert [one.number for one in whole.items] == list(mandatory_dspt_items())
    assert (whole.open, whole.answered) == (45, 0)


def test_an_item_that_not_all_must_answer_appears_where_something_is_known() -> None:
    assert "8.3.8" in [one.number for one in part(about("8.3.8", check="plan.early_warning")).items]


@pytest.mark.parametrize("light", ["green", "amber", "red", "unknown", "not_needed"])
@pytest.mark.parametrize("number", mandatory_dspt_items())
def test_a_scan_alone_never_closes_an_item(number: str, light: Light) -> None:
    assert item(number, about(number, light)).state == "open"


def test_an_answer_with_a_role_and_a_date_closes_what_no_scan_asks() -> None:
    one = item("3.4.1", about("6.2.1"), answers=told("leads_trained"))

    assert one.state == "answered"
    assert one.paste_told == (
        f'{MANAGER}, 20 November 2026: "Have those who lead on data had training for it?" Answer: Yes.',
    )
    assert one.missing == ()


@pytest.mark.parametrize(
    ("answer", "on", "why"),
    [
        (Unknown("no_answer", ""), date(2026, 11, 20), "There is no clear answer to this yet: "),
        (True, date(2025, 11, 1), "The day to look over this answer was 30 June 2026: "),
        (True, date(2026, 11, 30), "There is no clear answer to this yet: "),
    ],
)
def test_what_is_no_answer_today_leaves_the_item_open(answer: object, on: date, why: str) -> None:
    written = "unknown" if isinstance(answer, Unknown) else answer
    one = item("3.4.1", about("6.2.1"), answers=told("leads_trained", written, on))

    assert one.state == "open"
    assert f"{why}Have those who lead on data had training for it?" in one.missing


def test_an_answer_in_a_report_counts_with_its_role_and_its_day() -> None:
    fact = answered("induction_data", True)
    one = item("2.1.1", about("2.1.1", check="people.induction", facts=(fact,)))

    assert one.state == "answered"
    assert [(said.by, said.on, said.answer) for said in one.statements] == [(MANAGER, date(2026, 11, 20), "Yes.")]
    assert one.paste_seen == ()


def test_an_answer_does_not_close_an_item_while_another_question_waits() -> None:
    waits = about("4.1.1", "unknown", "We could not check it.", unknown=Gap("no_answer", "", (), ("leavers_closed",)))
    one = item("4.1.1", waits, answers=told("staff_list"))

    assert one.state == "open"
    assert any("When do you close all the logins" in text for text in one.missing)


def test_a_no_is_an_answer_and_is_told_as_no() -> None:
    one = item("3.4.1", about("6.2.1"), answers=told("leads_trained", False))

    assert one.state == "answered"
    assert one.paste_told[0].endswith("Answer: No.")


def test_what_was_not_checked_is_missing_and_never_pasted() -> None:
    one = item("7.3.1", about("7.3.1", "unknown", "We could not check if there is a backup.", reason="not_seen"))

    assert one.paste_seen == ()
    assert any("It may be in another place." in text for text in one.missing)
    assert one.strength == "none"


def test_what_is_to_be_fixed_is_pasted_as_it_is_and_missing() -> None:
    one = item("6.2.1", about("6.2.1", "red", "The antivirus is off.", action="Turn on the antivirus"))

    assert one.paste_seen == ('On 22 November 2026, carecheck said of OFFICE-PC: "The antivirus is off."',)
    assert "Fix now: Turn on the antivirus (OFFICE-PC)." in one.missing


def test_computers_of_which_the_same_is_said_share_a_sentence() -> None:
    one = item("6.2.1", about("6.2.1"), about("6.2.1", subject=KITCHEN))

    assert one.paste_seen == (
        'On 22 November 2026, carecheck said of 2 (KITCHEN and OFFICE-PC): "The antivirus is on."',
    )
    assert one.covers == (
        "This is about 2 computers: KITCHEN and OFFICE-PC on 22 November 2026. The question covers every device you use.",
    )


def test_a_report_cannot_claim_more_than_our_table_allows() -> None:
    assert item("1.1.2", about("1.1.2", strength="partial")).strength == "none"
    assert item("4.1.1", about("4.1.1", strength="partial")).strength == "support"


def test_results_by_the_numbers_of_another_edition_are_left_out_and_told() -> None:
    whole = part(about("6.2.1", version="v9 (2026-27)"))

    assert all(one.findings == () for one in whole.items)
    assert "1 result left out: they follow the numbers of another toolkit." in whole.problems


def test_an_old_report_asks_for_a_new_scan() -> None:
    assert says.SCAN_AGAIN in part(about("6.2.1"), today=date(2027, 1, 5)).problems


def test_without_a_profile_the_evidence_says_that_no_answers_were_read() -> None:
    assert says.NO_PROFILE in part(about("6.2.1")).problems
    assert says.NO_PROFILE not in part(about("6.2.1"), answers=told("staff_list")).problems


@pytest.mark.parametrize(
    ("on", "by"),
    [
        (date(2026, 11, 20), date(2027, 6, 30)),
        (date(2026, 6, 29), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2027, 6, 30)),
        (date(2026, 7, 1), date(2027, 6, 30)),
    ],
)
def test_an_answer_is_to_be_looked_over_by_the_next_30_june(on: date, by: date) -> None:
    assert says.review_by(on) == by


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_day_to_look_over_is_later_and_within_12_months(on: date) -> None:
    assert on < says.review_by(on) <= months_later(on, 12)


def test_the_items_of_a_home_are_told_from_the_newest_result_with_its_file() -> None:
    one: Item = item("6.2.1", about("6.2.1"))

    assert [(seen.file, seen.subject, seen.source) for seen in one.findings] == [
        ("office-pc.json", "OFFICE-PC", "seen")
    ]
