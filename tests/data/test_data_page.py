"""What `carecheck data` shows."""

import re
from datetime import date, timedelta

import pytest

from carecheck.show.data_page import render_data
from carecheck.tables import Table, tables
from tests.words.gate import problems_with_sentence

TODAY = date(2026, 11, 25)
FRESH = Table("menus", "The ways through the menus of Windows.", TODAY, "seen", None, "A menu may have moved.")
OLD = Table(
    "browser-releases",
    "When each version of a web browser came out.",
    date(2026, 9, 1),
    "a package",
    timedelta(days=60),
    "No web browser is called up to date.",
)

EXPECTED = """\
1 list is too old to use. Get the newest carecheck. It brings new lists.

browser-releases: When each version of a web browser came out.
  From 1 September 2026, 85 days old. It is too old to use after 60 days.
  What this means: No web browser is called up to date.

menus: The ways through the menus of Windows.
  From 25 November 2026. If it is old: A menu may have moved.

New lists come only with a new carecheck. It never gets them by itself.
"""


def test_lists_that_are_too_old_come_first_with_what_that_means() -> None:
    assert render_data([FRESH, OLD], TODAY, 80, "utf-8") == EXPECTED


@pytest.mark.parametrize("columns", [60, 80])
def test_no_line_is_wider_than_the_window(columns: int) -> None:
    text = render_data(tables().values(), TODAY, columns, "ascii")

    assert max(map(len, text.splitlines())) < columns


def test_its_sentences_pass_the_gate() -> None:
    text = " ".join(render_data([FRESH, OLD], TODAY, 80, "utf-8").split())

    assert [problem for sentence in re.findall(r"[^.:]+\.", text) for problem in problems_with_sentence(sentence)] == []
