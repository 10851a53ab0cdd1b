"""The file of a survey: whole lines, an end that was cut off, and what is not ours."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from carecheck.errors import CannotRun
from carecheck.survey.rows import Head, Row, begin, read_head, read_rows

HEAD = Head(datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "192.0.2.53:53", ("email.spf",))


def row(name: str, light: str = "green", because: str = "stops_strangers") -> Row:
    return Row(name, name, date(2026, 11, 25), {"email.spf": (light, because)})  # type: ignore[dict-item]


def test_rows_are_read_back_as_they_were(tmp_path: Path) -> None:
    rows = begin(tmp_path / "rows.jsonl", HEAD)
    rows.add([row("a.example"), row("b.example", "unknown", "timed_out")])
    rows.close()

    assert read_head(tmp_path / "rows.jsonl") == HEAD
    assert list(read_rows(tmp_path / "rows.jsonl")) == [row("a.example"), row("b.example", "unknown", "timed_out")]


def test_a_file_goes_on_where_it_was(tmp_path: Path) -> None:
    for name in ("a.example", "b.example"):
        rows = begin(tmp_path / "rows.jsonl", HEAD)
        rows.add([row(name)])
        rows.close()

    assert [one.domain for one in read_rows(tmp_path / "rows.jsonl")] == ["a.example", "b.example"]


def test_half_a_line_at_the_end_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = begin(file, HEAD)
    rows.add([row("a.example"), row("b.example")])
    rows.close()
    whole = file.read_bytes()
    for left in range(whole.index(b"\n") + 2, len(whole)):
        file.write_bytes(whole[:left])

        begin(file, HEAD).close()

        kept = whole[:left].count(b"\n") - 1
        assert [one.domain for one in read_rows(file)] == ["a.example", "b.example"][:kept]


def test_a_damaged_line_is_told_and_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = begin(file, HEAD)
    rows.add([row("a.example")])
    rows.close()
    file.write_bytes(file.read_bytes().replace(b'"green"', b'"blue"'))

    with pytest.raises(CannotRun, match="line 2: this line is damaged"):
        list(read_rows(file))


def test_a_file_of_something_else_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "letter.jsonl"
    file.write_text("Dear Anna\n")

    with pytest.raises(CannotRun, match="is not a survey that carecheck made"):
        begin(file, HEAD)

    assert file.read_text() == "Dear Anna\n"


def test_a_survey_with_other_checks_is_another_survey(tmp_path: Path) -> None:
    begin(tmp_path / "rows.jsonl", HEAD).close()

    with pytest.raises(CannotRun, match="was made with other checks"):
        begin(tmp_path / "rows.jsonl", Head(HEAD.started_at, HEAD.asked, ("email.mx",)))


@pytest.mark.parametrize(
    ("light", "because", "may_pass"),
    [
        ("unknown", "timed_out", True),
        ("unknown", "no_reply", True),
        ("unknown", "not_seen", False),
        ("unknown", "no_such_name", False),
        ("red", "missing", False),
    ],
)
def test_only_failures_that_may_pass_are_tried_again(light: str, because: str, may_pass: bool) -> None:
    assert row("a.example", light, because).may_pass is may_pass
