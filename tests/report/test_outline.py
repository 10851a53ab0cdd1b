"""The outline of a report file: what a whole reading tells, and no file that a whole reading refuses."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.demo import demo
from carecheck.errors import CannotRun
from carecheck.report import parse_report, report_bytes
from carecheck.report.outline import Outline, _as_saved, outline_of, parse_outline  # pyright: ignore[reportPrivateUsage]
from tests.homes.many import many_homes
from tests.report.test_digest import BYTES, CHANGED_FILE

FILE: Final = "office-pc.json"
Change = Callable[[dict[str, Any]], Any]


def sealed_again(change: Change) -> bytes:
    """A file that somebody changed on purpose, with a digest that fits."""
    content = json.loads(BYTES)
    del content["digest"]
    change(content)
    rest = (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()
    line = f'  "digest": "sha256:{sha256(rest).hexdigest()}",\n'.encode()
    return rest.replace(b'  "evidence": [', line + b'  "evidence": [', 1)


def whole(raw: bytes) -> Outline | None:
    """The outline by a whole reading; None for a file that is refused."""
    try:
        return outline_of(parse_report(raw, FILE))
    except CannotRun:
        return None


def outline(raw: bytes) -> Outline | None:
    try:
        return parse_outline(raw, FILE)
    except CannotRun:
        return None


@pytest.mark.parametrize("raw", [BYTES, report_bytes(demo().report), *map(report_bytes, many_homes(2))])
def test_a_file_as_it_was_saved_has_the_outline_of_a_whole_reading_without_one(raw: bytes) -> None:
    assert _as_saved(raw, FILE) == whole(raw)


@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255))
def test_a_file_with_another_byte_is_taken_or_refused_as_by_a_whole_reading(place: int, byte: int) -> None:
    raw = BYTES[:place] + bytes([byte]) + BYTES[place + 1 :]

    assert outline(raw) == whole(raw)


def test_a_file_that_was_changed_says_so() -> None:
    raw = BYTES.replace(b"Oakfield House", b"Rose Cottage")

    assert parse_outline(raw, FILE).altered == (CHANGED_FILE,)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(kind="carecheck.dspt"),
        lambda content: content.update(schema_version="2.0"),
        lambda content: content["run"].update(started_at="1601-01-01T00:00:00Z"),
        lambda content: content["run"].update(started_at="2026-11-22T09:30:00"),
        lambda content: content["subjects"].append(content["subjects"][0]),
        lambda content: content["subjects"].pop(0),
        lambda content: content["results"].append(content["results"][0]),
        lambda content: content["results"].reverse(),
        lambda content: green(content).update(facts=[]),
        lambda content: green(content).update(rule=None),
        lambda content: green(content).update(light="pink"),
        lambda content: green(content).update(unknown={"reason": "no_reply"}),
        lambda content: green(content).update(light="unknown"),
    ],
)
def test_no_light_without_what_it_needs_is_taken_although_the_digest_fits(change: Change) -> None:
    raw = sealed_again(change)

    with pytest.raises(CannotRun):
        parse_outline(raw, FILE)


@pytest.mark.parametrize("part", ["site", "verdict"])
def test_a_hostile_text_is_cleaned_although_the_digest_fits(part: str) -> None:
    def change(content: dict[str, Any]) -> None:
        holder = content["site"] if part == "site" else content["results"][0]["verdict"]
        holder["name"] = "\x1b[2JRose\nCottage\u202e"

    assert outline(sealed_again(change)) == whole(sealed_again(change)) is not None


def green(content: dict[str, Any]) -> dict[str, Any]:
    """The first result that is OK."""
    found: dict[str, Any] = next(one for one in content["results"] if one["light"] == "green")
    return found
