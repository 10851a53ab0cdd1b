"""What every dated table says of itself, and what a table that is too old leaves open."""

from datetime import date, timedelta
from typing import Any, cast

import pytest

from carecheck import report
from carecheck.facts.model import Unknown
from carecheck.facts.sitebuilder import Sitebuilder
from carecheck.facts.table_age import believed_day, cannot_date, too_old
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.samples import world_of
from carecheck.judge.verdict import judge
from carecheck.make_report import old_lists, words_of
from carecheck.shipped import shipped
from carecheck.structured import ABOUT_TABLE, shipped_head
from carecheck.tables import prices, table, tables
from carecheck.words import long_date
from carecheck.yamlfile import read_yaml
from tests.words.gate import problems_with_sentence

FILES = sorted(shipped("data").glob("*.yaml"))
EVERY_FILE = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
DATED = [one for one in tables().values() if one.believed_for is not None]
EVERY_DATED = pytest.mark.parametrize("name", [one.name for one in DATED])
A_DAY = timedelta(days=1)


@EVERY_FILE
def test_a_table_says_when_it_was_right_where_it_is_from_and_for_how_long_it_serves(file: Any) -> None:
    content = cast(dict[str, Any], read_yaml(file).content)

    assert isinstance(content["as_at"], date)
    assert len(content["source"]) > 20
    assert content["believed_days"] is None or 30 <= content["believed_days"] <= 1098
    assert set(ABOUT_TABLE) <= set(content)
    assert "as_of" not in content  # one spelling for all


@EVERY_FILE
def test_what_a_table_says_of_itself_stands_before_its_content(file: Any) -> None:
    whole = cast(dict[str, Any], read_yaml(file).content)

    head = {key: part for key, part in whole.items() if key in (*ABOUT_TABLE, "as_at", "source", "version")}

    assert shipped_head(file.name).content == head
    assert len(head) < len(whole)


@EVERY_FILE
def test_what_a_table_says_of_itself_passes_the_gate(file: Any) -> None:
    about = table(file.stem)

    assert problems_with_sentence(about.used_for) + problems_with_sentence(about.when_old) == []


@EVERY_DATED
def test_a_table_serves_until_its_last_day_and_not_a_day_longer(name: str) -> None:
    last = table(name).as_at + (table(name).believed_for or A_DAY)

    assert too_old(name, last) is None
    gap = too_old(name, last + A_DAY)
    assert gap is not None
    assert gap.reason == "not_listed"


def test_days_are_not_told_on_a_computer_whose_clock_is_behind_the_list() -> None:
    gap = cannot_date("support-dates", table("support-dates").as_at - 2 * A_DAY)

    assert gap is not None
    assert gap.reason == "unreadable"


def test_a_day_that_had_passed_is_past_for_ever_and_one_ahead_is_not_believed() -> None:
    as_at = table("support-dates").as_at
    later = as_at + timedelta(days=1000)

    assert believed_day(as_at - A_DAY, "support-dates", later) == as_at - A_DAY
    assert isinstance(believed_day(as_at + A_DAY, "support-dates", later), Unknown)


def test_an_old_list_of_website_software_calls_none_supported() -> None:
    as_at = table("site-builders").as_at
    later = as_at + timedelta(days=184)
    ends = Sitebuilder("Drupal 10", later + timedelta(days=400)), Sitebuilder("Drupal 7", as_at)

    assert ends[0].support_days_left(as_at) == 584
    assert isinstance(ends[0].support_days_left(later), Unknown)
    assert ends[1].support_days_left(later) == -184


def test_a_price_of_long_ago_is_told_no_more() -> None:
    check = load_checks(shipped("checks"))["home.ico"]
    seen = table("prices").as_at
    verdict = judge(check, world_of(check, next(one.given for one in check.examples if one.light == "red"), seen))

    costs = [words_of(verdict, seen + timedelta(days=days)).cost for days in (732, 733)]
    assert costs == [report.Cost("about", prices()["ico_fee"]), report.Cost("ask")]


def test_a_report_tells_in_plain_words_which_lists_are_too_old() -> None:
    told = list(old_lists(table("browser-releases").as_at + timedelta(days=61)))

    day = long_date(table("browser-releases").as_at)
    assert told == [
        f"One of our lists is from {day}, too old to use. {table('browser-releases').when_old}",
        "Get the newest carecheck. It brings new lists.",
    ]
    assert [problem for line in told for problem in problems_with_sentence(line)] == []


def test_a_report_says_nothing_of_lists_that_are_fresh() -> None:
    assert list(old_lists(table("browser-releases").as_at)) == []
