"""The digest of a report file: any change shows, what only looks otherwise is none, and older files open."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.report import parse_report, parse_with_state, report_bytes
from tests.show.sample_report import OAKFIELD_HOUSE

BYTES: Final = report_bytes(OAKFIELD_HOUSE)
SAMPLES: Final = Path(__file__).parent / "samples"
CHANGED_FILE: Final = "office-pc.json was changed after it was saved."

Change = Callable[[dict[str, Any]], Any]


def state(raw: bytes) -> str:
    return parse_with_state(raw, "office-pc.json")[1]


def changed(change: Change) -> bytes:
    content = json.loads(BYTES)
    change(content)
    return json.dumps(content).encode()


def test_a_file_as_it_was_saved_is_unchanged() -> None:
    assert state(BYTES) == "unchanged"
    assert parse_report(BYTES, "office-pc.json").problems == OAKFIELD_HOUSE.problems


@pytest.mark.parametrize(
    "otherwise",
    [
        BYTES.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + BYTES,
        json.dumps(json.loads(BYTES), indent=4).encode(),
        json.dumps(dict(reversed(json.loads(BYTES).items()))).encode(),
    ],
    ids=["line ends", "byte order mark", "indented by an editor", "in another order"],
)
def test_what_only_looks_otherwise_is_no_change(otherwise: bytes) -> None:
    assert state(otherwise) == "unchanged"


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["site"].update(name="Rose Cottage"),
        lambda content: content["results"][0]["verdict"].update(title="All is well."),
        lambda content: content["results"][0].update(new_field="of a newer carecheck"),
        lambda content: content["problems"].append("a problem"),
        lambda content: content.update(schema_version="1.0"),
        lambda content: content.update(digest=f"sha256:{'0' * 64}"),
        lambda content: content.pop("digest"),
    ],
)
def test_a_changed_file_opens_and_says_so(change: Change) -> None:
    report = parse_report(changed(change), "/home/jo/office-pc.json")

    assert report.problems[0] == CHANGED_FILE
    assert report.altered == (CHANGED_FILE,)


@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255))
def test_one_other_byte_is_a_change_or_no_report_or_only_space(place: int, byte: int) -> None:
    raw = BYTES[:place] + bytes([byte]) + BYTES[place + 1 :]

    try:
        found = state(raw)
    except CannotRun:
        return

    assert (found == "unchanged") == (json.loads(raw) == json.loads(BYTES))


def test_a_digest_that_stands_elsewhere_in_the_file_does_not_count() -> None:
    content = json.loads(BYTES)
    content["profile"]["digest"] = content.pop("digest")

    assert state(json.dumps(content).encode()) == "changed"


def test_a_file_from_before_there_were_digests_is_too_old_to_tell() -> None:
    raw = (SAMPLES / "report-1.0.json").read_bytes()

    assert state(raw) == "cannot_tell"
    assert not parse_report(raw, "report-1.0.json").altered


def test_a_changed_file_that_is_saved_again_still_says_so() -> None:
    report = parse_report(changed(lambda content: content["problems"].append("more")), "office-pc.json")

    again = parse_report(report_bytes(report), "copy.json")

    assert again.problems == report.problems
    assert again.altered


def test_a_wrong_form_of_a_digest_is_refused() -> None:
    with pytest.raises(CannotRun, match="digest"):
        parse_report(changed(lambda content: content.update(digest="md5:1")), "office-pc.json")
