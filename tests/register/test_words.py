"""What is said of a register: easy to read, at any width, and never more than it is."""

import re

import pytest

from carecheck.show.register_words import SERIALS, about_register, dspt_line, made_lines, merged_lines
from tests.register.books import book_of, into, kept_by_a_person
from tests.register.homes import OFFICE, of_office, register, report_of
from tests.words.gate import problems_with_sentence

CLAIMS = re.compile(r"\b(compliant|compliance|passed|passes|meets|DSPT ready)\b", re.IGNORECASE)
OURS = register()


def told(columns: int = 80, encoding: str = "utf-8") -> str:
    return merged_lines(into(kept_by_a_person()), OURS, columns, encoding, ("We could not read 1 file: x.json.",))


def test_what_a_register_says_of_itself_passes_the_gate() -> None:
    of_no_home = register(report_of(OFFICE, *of_office(), site=None))
    lines = [*about_register(of_no_home), *made_lines(of_no_home, 200, "utf-8", ()).splitlines(), SERIALS]

    assert [problem for line in lines for problem in problems_with_sentence(line)] == []


def test_the_words_for_the_dspt_are_those_of_its_notes() -> None:
    assert dspt_line().startswith("This can be used as part of your evidence for DSPT item 7.1.1 (2025-26 numbering")
    assert not CLAIMS.search(" ".join(about_register(OURS)) + told())


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "cp437", "ascii"])
def test_no_line_is_too_long_or_ends_with_a_space_in_any_window(columns: int, encoding: str) -> None:
    for text in (told(columns, encoding), made_lines(OURS, columns, encoding, ())):
        assert all(len(line) < columns and line == line.rstrip() for line in text.splitlines())
        assert text.encode(encoding)


def test_it_is_told_what_was_filled_what_differs_what_is_new_and_what_is_old() -> None:
    text = " ".join(told().split())

    assert "1 row is not as you wrote it. Look at what we saw: NURSE-1: Make: LENOVO; OS: Windows 11 25H2" in text
    assert "2 rows had empty cells. We filled: office-pc: Model; Encrypted NURSE-1: Model" in text
    assert "1 computer not in your list. We added: d-hidden2345." in text
    assert "We have no report of 1 of your rows: Lounge iPad. It stays as it is." in text
    assert "1 row was last looked over more than 12 months ago: office-pc." in text
    assert "Your list has no column for: Serial number, Supported until, Last update, Antivirus, Backup" in text
    assert "We could not read 1 file: x.json." in text


def test_where_nothing_is_to_be_added_it_is_told_so() -> None:
    once = into(kept_by_a_person()).content
    assert once is not None

    assert "There is nothing to add." in merged_lines(into(once), OURS, 80, "utf-8", ())


def test_many_rows_are_told_by_the_first_and_a_count() -> None:
    rows = [(f"d-number{number:04}", f"Tablet {number}") for number in range(40)]
    text = merged_lines(into(book_of(*rows, headings=("Asset number", "PC name"))), OURS, 80, "utf-8", ())

    assert "and 34 more" in text
    assert len(text.splitlines()) < 40
