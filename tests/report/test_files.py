"""Report files: the same report gives the same bytes, and a file from a stranger does no harm."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from carecheck.errors import CannotRun
from carecheck.report import (
    ALTERED,
    Report,
    Result,
    SeenFact,
    broken_rules,
    cleaned,
    ordered,
    parse_report,
    read_head,
    read_report,
    report_bytes,
    report_schema,
    write_report,
)
from tests.campaign.counting import Tried
from tests.show.sample_report import OAKFIELD_HOUSE, STARTED, home, result

BYTES: Final = report_bytes(OAKFIELD_HOUSE)
TEXTS: Final = st.text(max_size=60)
TITLES: Final = TEXTS.map(lambda text: f"Seen: {text}")
VALUES: Final = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
)  # fmt: skip


@st.composite
def results(draw: st.DrawFn) -> Result:
    facts = draw(st.lists(VALUES, min_size=1, max_size=3))
    return result(
        f"topic.{draw(st.from_regex('[a-z][a-z0-9_]{0,8}', fullmatch=True))}",
        draw(st.sampled_from(["red", "amber", "green"])),
        draw(TITLES),
        facts=tuple(SeenFact("topic.fact", value, draw(TEXTS), STARTED) for value in facts),
        why=draw(TITLES),
        do=tuple(draw(st.lists(TITLES, min_size=1, max_size=3))),
        for_it=draw(TEXTS),
        notes=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


REPORTS: Final = st.lists(results(), max_size=5, unique_by=lambda one: one.check_id).map(lambda found: home(*found))


def refused(raw: bytes) -> str:
    with pytest.raises(CannotRun) as refusal:
        parse_report(raw, "office-pc.json")
    return str(refusal.value)


@given(REPORTS)
def test_what_was_written_is_read_again_unchanged(report: Report) -> None:
    raw = report_bytes(report)

    assert parse_report(raw, "report.json") == cleaned(report)
    assert report_bytes(parse_report(raw, "report.json")) == raw


@given(REPORTS)
def test_what_was_written_keeps_to_the_schema(report: Report) -> None:
    Draft202012Validator(report_schema()).validate(json.loads(report_bytes(report)))


@given(REPORTS)
def test_the_rules_hold_for_every_sound_report(report: Report) -> None:
    assert broken_rules(cleaned(report)) == []


def test_a_file_that_was_cut_off_anywhere_is_told_so(tried: Tried) -> None:
    whole = report_bytes(home(result("firewall.on", "green", "The firewall is on. {}")))
    tried("files cut off or changed", len(whole) - 2)

    told_otherwise = [
        length for length in range(1, len(whole) - 1) if "ends in the middle" not in refused(whole[:length])
    ]
    assert told_otherwise == []


@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255))
def test_a_file_with_one_wrong_byte_is_read_or_refused_in_words(place: int, byte: int) -> None:
    raw = BYTES[:place] + bytes([byte]) + BYTES[place + 1 :]

    try:
        mistakes = broken_rules(parse_report(raw, "office-pc.json"))
    except CannotRun:
        mistakes = []

    assert mistakes == []


def test_the_same_report_gives_the_same_bytes() -> None:
    backwards = replace(OAKFIELD_HOUSE, results=ordered(reversed(OAKFIELD_HOUSE.results)))

    assert report_bytes(backwards) == BYTES


def test_a_file_is_utf8_with_sorted_keys_two_spaces_and_a_line_feed_at_the_end() -> None:
    keys = re.findall(r'(?m)^  "(\w+)"', BYTES.decode("utf-8"))

    assert keys == sorted(keys)
    assert (BYTES[:13], BYTES[-2:], b"\r" in BYTES) == (b'{\n  "data": {', b"}\n", False)
    assert "£500" in BYTES.decode("utf-8")


def test_a_report_is_saved_beside_an_older_one(tmp_path: Path) -> None:
    first = write_report(OAKFIELD_HOUSE, tmp_path / "office-pc.json")
    second = write_report(OAKFIELD_HOUSE, tmp_path / "office-pc.json")

    assert (first.name, second.name) == ("office-pc.json", "office-pc (2).json")
    assert read_report(second) == OAKFIELD_HOUSE


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"Your report", "line 1 is not JSON"),
        (b"[]", "is not a report of carecheck"),
        (b"null", "is not a report of carecheck"),
        (b'{"kind": "carecheck.report", "kind": "carecheck.report"}', "'kind' stands twice"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "x": NaN}', "NaN is not a number"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "x": -Infinity}', "-Infinity is not a number"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "x": 1e999}', "a number is too large"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "x": ' + b"9" * 5000 + b"}", "a number is too large"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "\\ud8ed": 1}', "a name in it is no text"),
        (b"[" * 100_000, "nested more than 20 deep"),
        (b"[" * 30 + b"]" * 30, "is not a report of carecheck"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0", "x": ' + b"[" * 30 + b"]" * 30 + b"}", "20 deep"),
        (b"\xff\xfe{\x00}\x00", "not a text in UTF-8"),
        (b'{"kind": "caf\xc3', "ends in the middle"),
        (b" " * 20_000_001, "larger than 20 MB"),
        (b'{"kind": "carecheck.report", "schema_version": 1}', "schema_version"),
        (b'{"kind": "carecheck.report", "schema_version": "0.9"}', "schema_version"),
        (b'{"kind": "carecheck.report", "schema_version": "1.0"}', "there is no field `report_id`"),
        (
            b'{"kind": "carecheck.report", "schema_version": "1.0", "x": [' + b"0," * 1_000_001 + b"0]}",
            "1,000,000 parts",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_what_to_do(raw: bytes, words: str) -> None:
    said = refused(raw)

    assert words in said
    assert re.search(r"(Copy the file again|Choose a file|A report is much smaller)", said)


def test_more_results_than_anybody_has_are_refused() -> None:
    content: dict[str, Any] = json.loads(BYTES) | {"results": [{}] * 100_001}

    assert "more than 100,000 results" in refused(json.dumps(content).encode())


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CannotRun, match=r"There is no file nowhere\.json\. Check the name"):
        read_report(Path("nowhere.json"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="We could not read"):
        read_report(tmp_path)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_report(b"\xef\xbb\xbf" + BYTES, "report.json") == OAKFIELD_HOUSE


def test_texts_of_a_file_are_made_harmless() -> None:
    content = json.loads(BYTES)
    content["site"]["name"] = "Oak\x1b[31mfield\u202e\x9b\n House" + "x" * 10_000

    report = parse_report(json.dumps(content).encode(), "office-pc.json")

    assert report.site is not None
    assert report.site.name.startswith("Oak[31mfield Housexxx")
    assert len(report.site.name) == 4_000


def test_half_a_letter_in_a_text_is_a_change_and_no_fault() -> None:
    changed = BYTES.replace(b"Oakfield House", b"Oak\\ud8edfield House", 1)

    report = parse_report(changed, "office-pc.json")

    assert report.site is not None
    assert report.site.name.isprintable()
    assert ALTERED in report.problems[0]


def test_a_message_about_a_hostile_file_is_harmless() -> None:
    content = json.loads(BYTES) | {"\x1b[31m": 1}

    assert "\x1b" not in refused(json.dumps(content).encode())


def test_many_mistakes_are_told_together_but_not_all() -> None:
    content = json.loads(BYTES)
    for one in content["results"]:
        one["key"] = "0" * 16

    said = refused(json.dumps(content).encode())

    assert said.count("its key does not fit") == 10
    assert "and 7 more" in said


def test_the_head_of_a_file_is_that_of_its_report(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.json", tmp_path / "marked.json"
    plain.write_bytes(BYTES)
    marked.write_bytes(b"\xef\xbb\xbf" + BYTES)

    head = read_head(plain)

    assert (head.run, head.site, head.subjects) == (OAKFIELD_HOUSE.run, OAKFIELD_HOUSE.site, OAKFIELD_HOUSE.subjects)
    assert read_head(marked) == head


def test_the_head_of_what_is_no_report_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(b'{"kind": "carecheck.facts"}')

    with pytest.raises(CannotRun, match="is not a report of carecheck"):
        read_head(tmp_path / "other.json")


@pytest.mark.parametrize("one", [7, "x", None, []])
def test_a_result_that_is_none_is_told_with_its_place(one: object) -> None:
    content = json.loads(BYTES) | {"results": [one]}

    assert "(at results[0])" in refused(json.dumps(content).encode())
