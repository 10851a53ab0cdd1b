"""Texts made harmless: a look at a whole report at once finds the same as a look at each of its texts."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck.report import Report, cleaned, parse_report, report_bytes
from carecheck.report.cleaning import MOST_LETTERS, as_we_write_it, cleaned_content
from carecheck.report.digest import sealed
from tests.show.sample_report import OAKFIELD_HOUSE

# What looks harmless, and what does not: spaces, quotes, backslashes, controls, letters that cannot be seen.
PIECES = st.sampled_from(
    ["a", "B", " ", "  ", '"', "\\", "\\n", "\n", "\t", "\x1b", "\u202e", "\u00a0", "é", "£", "\u4e00", ":"]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=8).map("".join),
    st.text(max_size=20),
    st.sampled_from([MOST_LETTERS - 1, MOST_LETTERS, MOST_LETTERS + 1, 3 * MOST_LETTERS]).map("x".__mul__),
)


def with_texts(*texts: str) -> Report:
    """A report that says this."""
    return replace(OAKFIELD_HOUSE, problems=texts)


@given(st.lists(TEXTS, max_size=4))
def test_all_at_once_is_as_one_by_one(texts: list[str]) -> None:
    report = with_texts(*texts)

    one_by_one = msgspec.convert(cleaned_content(msgspec.to_builtins(report)), Report)

    assert cleaned(report) == one_by_one


@given(st.lists(TEXTS, max_size=4))
def test_a_file_is_read_as_if_each_text_were_cleaned(texts: list[str]) -> None:
    try:
        raw = sealed(msgspec.to_builtins(with_texts(*texts)))
    except UnicodeEncodeError:  # half a letter, which no file can hold
        return

    assert parse_report(raw, "a file") == cleaned(with_texts(*texts))


def test_a_file_of_ours_is_known_at_once() -> None:
    read = as_we_write_it(report_bytes(OAKFIELD_HOUSE))

    assert read is not None
    assert replace(read, digest=msgspec.UNSET) == OAKFIELD_HOUSE


def test_a_file_with_anything_else_in_it_is_looked_at_closely() -> None:
    ours = report_bytes(OAKFIELD_HOUSE)
    others = (
        ours.replace(b'"red"', b'"red" '),
        ours.replace(b'"kind": "carecheck.report"', b'"kind": "x", "kind": "carecheck.report"'),
        ours.replace(b'"label": "OFFICE-PC"', b'"label": "OFFICE-PC", "more": 1'),
        ours.replace(b"OFFICE-PC", b"OFFICE\\u001b-PC"),
    )

    assert [as_we_write_it(other) for other in others] == [None] * 4


def test_half_a_letter_in_a_name_is_left_out() -> None:
    assert cleaned(with_texts("a\udc80b")).problems == ("ab",)
