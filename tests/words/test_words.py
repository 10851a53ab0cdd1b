"""Dates, counts, lists, times and costs in plain English."""

import unicodedata
from datetime import date, time, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck import words
from carecheck.lights import Light
from carecheck.words import CostBand, Harm, Per

TODAY: Final = date(2026, 11, 22)
DAYS: Final = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 21), "1 day ago, on 21 November 2026"),
        (date(2026, 10, 12), "41 days ago, on 12 October 2026"),
        (date(2026, 9, 23), "60 days ago, on 23 September 2026"),
        (date(2026, 9, 22), "2 months ago, on 22 September 2026"),
        (date(2026, 7, 23), "3 months ago, on 23 July 2026"),
        (date(2026, 7, 22), "4 months ago, on 22 July 2026"),
        (date(2024, 11, 23), "23 months ago, on 23 November 2024"),
        (date(2024, 11, 22), "2 years ago, on 22 November 2024"),
        (date(1601, 1, 1), "425 years ago, on 1 January 1601"),
        (date(2027, 1, 31), "on 31 January 2027"),
    ],
)
def test_an_age_is_told_with_its_day(day: date, said: str) -> None:
    assert words.ago(day, TODAY) == said


def test_two_months_with_31_days_are_never_one_month() -> None:
    assert words.ago(date(2026, 7, 1), date(2026, 8, 31)) == "2 months ago, on 1 July 2026"


@given(DAYS, DAYS)
def test_an_age_always_fits_behind_a_verb(day: date, today: date) -> None:
    said = words.ago(day, today)

    assert said == "today" or said.endswith(f"on {words.long_date(day)}")
    assert ("ago" in said) == (day < today)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (time(9, 30), "9.30am"),
        (time(9, 5), "9.05am"),
        (time(14), "2pm"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 1), "12.01am"),
        (time(12, 59), "12.59pm"),
        (time(23, 59), "11.59pm"),
    ],
)
def test_a_time_is_told_as_people_say_it(moment: time, said: str) -> None:
    assert words.clock(moment) == said


@pytest.mark.parametrize(
    ("amount", "noun", "said"),
    [
        (1, "thing", "1 thing"),
        (0, "thing", "0 things"),
        (3, "thing", "3 things"),
        (1250, "computer", "1,250 computers"),
        (2, "copy", "2 copies"),
        (2, "day", "2 days"),
        (2, "box", "2 boxes"),
        (2, "address", "2 addresses"),
        (2, "person", "2 people"),
        (2, "security update", "2 security updates"),
        (1.0, "hour", "1 hour"),
        (2.5, "hour", "2.5 hours"),
    ],
)
def test_a_count_agrees_with_its_noun(amount: float, noun: str, said: str) -> None:
    assert words.count(amount, noun) == said


@given(st.integers(-10_000_000, 10_000_000))
def test_a_number_keeps_its_value(value: int) -> None:
    assert int(words.number(value).replace(",", "")) == value


@pytest.mark.parametrize(
    ("parts", "said"),
    [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_is_told_as_people_say_it(parts: list[str], said: str) -> None:
    assert words.listing(parts) == said


@given(st.lists(st.sampled_from(["x", "y", "z"]), min_size=2))
def test_a_list_has_one_and(parts: list[str]) -> None:
    said = words.listing(parts)

    assert said.count(" and ") == 1
    assert said.replace(" and ", ", ").split(", ") == parts


@pytest.mark.parametrize(
    ("minutes", "per", "waiting", "said"),
    [
        (5, "once", False, "5 minutes"),
        (1, "once", False, "1 minute"),
        (10, "person", False, "10 minutes for each person"),
        (60, "once", True, "1 hour, mostly waiting"),
        (120, "computer", False, "2 hours for each computer"),
        (120, "computer", True, "2 hours for each computer, mostly waiting"),
        (90, "once", False, "1 hour 30 minutes"),
        (240, "once", False, "half a day"),
        (480, "once", False, "1 day"),
    ],
)
def test_the_time_a_fix_takes(minutes: int, per: Per, waiting: bool, said: str) -> None:
    assert words.time_needed(minutes, per, waiting=waiting) == said


@pytest.mark.parametrize(
    ("band", "about", "said"),
    [
        ("free", None, "Free"),
        ("often_free", None, "Often free"),
        ("about", "£500 for a new computer", "About £500 for a new computer"),
        ("about", None, "Ask your supplier"),
        ("ask", None, "Ask your supplier"),
    ],
)
def test_what_a_fix_costs(band: CostBand, about: str | None, said: str) -> None:
    assert words.cost(band, about) == said


@pytest.mark.parametrize(
    ("light", "harm", "said", "day"),
    [
        ("red", "loss", "today", date(2026, 11, 22)),
        ("red", "break-in", "by 29 November 2026", date(2026, 11, 29)),
        ("red", "spread", "by 29 November 2026", date(2026, 11, 29)),
        ("amber", "loss", "by 22 December 2026", date(2026, 12, 22)),
        ("amber", "break-in", "by 22 December 2026", date(2026, 12, 22)),
        ("amber", "spread", "by 22 February 2027", date(2027, 2, 22)),
        ("unknown", "loss", "by 22 December 2026", date(2026, 12, 22)),
        ("green", "loss", "", None),
        ("not_needed", "spread", "", None),
    ],
)
def test_until_when_to_do_it(light: Light, harm: Harm, said: str, day: date | None) -> None:
    assert (words.do_by(light, harm, TODAY), words.do_by_day(light, harm, TODAY)) == (said, day)


@given(DAYS, st.integers(0, 60))
def test_months_later_keeps_the_day_or_takes_the_last_of_the_month(day: date, months: int) -> None:
    later = words.months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two   words ", "two words"),
        ("line\nbreak\r\nand\ttab", "line break and tab"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b31m", "31m"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("caf\u00e9 £5", "caf\u00e9 £5"),
        ("\ud800broken", "broken"),
        ("x" * 300, "x" * 197 + "..."),
        ("x" * 200, "x" * 200),
    ],
)
def test_text_from_outside_is_made_harmless(text: str, cleaned: str) -> None:
    assert words.clean(text) == cleaned


@given(st.text(), st.integers(4, 300))
def test_cleaned_text_is_one_short_line_and_stays_as_it_is(text: str, most: int) -> None:
    cleaned = words.clean(text, most)

    assert len(cleaned) <= most
    assert not any(unicodedata.category(letter).startswith(("C", "Zl", "Zp")) for letter in cleaned)
    assert words.clean(cleaned, most) == cleaned
