"""OSCAL assessment results keep to NIST's own schema, and call nothing satisfied that was not seen to be OK."""

import html
import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from markdown_it import MarkdownIt

from carecheck.demo import demo
from carecheck.homes.joined import joined
from carecheck.lights import Light
from carecheck.report import Report, Subject
from carecheck.show.oscal import render_oscal
from carecheck.show.oscal_text import as_text
from carecheck.words import clean
from tests.homes.many import many_homes
from tests.homes.visits import KITCHEN, seen
from tests.report.test_files import REPORTS
from tests.show.sample_report import OAKFIELD_HOUSE, OFFICE_PC, home, not_checked

SCHEMA: Final = Path(__file__).parent / "oscal" / "oscal_assessment-results_schema.json"
PUBLISHED: Final = "d9e34757f0c12aff61f52b821f0b8f83ba0ba75b3a149a202b08ba82f82bc4c3"
LAPTOP: Final = Subject("d-laptop", "computer", "LAPTOP", "laptop", "windows")
PCS: Final = (OFFICE_PC, KITCHEN, LAPTOP)
LIGHTS: Final = st.lists(st.sampled_from(["red", "amber", "unknown", "green", "not_needed"]), min_size=3, max_size=3)


@cache
def validator() -> Draft7Validator:
    """NIST's schema; its patterns use letters and digits of Unicode in a way that Python's expressions do not know."""
    text = SCHEMA.read_text("utf-8").replace(r"\\p{L}", r"[^\\W\\d_]").replace(r"\\p{N}", r"\\d")
    return Draft7Validator(json.loads(text), format_checker=FormatChecker())


def written(report: Report) -> dict[str, Any]:
    """The document, which keeps to the schema."""
    document: dict[str, Any] = json.loads(render_oscal(report))
    validator().validate(document)
    found: dict[str, Any] = document["assessment-results"]
    return found


def state(report: Report, check: str = "firewall.on") -> tuple[str, str] | None:
    """State and reason in the finding on a check; None where there is no finding."""
    for finding in written(report)["results"][0].get("findings", []):
        if finding["target"]["target-id"] == f"{check}.objective":
            status = finding["target"]["status"]
            return status["state"], status["reason"]
    return None


def strings(value: Any) -> Iterator[str]:
    """Every text of the document with the name of its field in front."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (f"{name}={inner}",) if isinstance(inner, str) else strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_the_schema_is_as_nist_published_it() -> None:
    assert sha256(SCHEMA.read_bytes()).hexdigest() == PUBLISHED


def test_the_schema_would_refuse_what_is_wrong() -> None:
    document = json.loads(render_oscal(OAKFIELD_HOUSE))
    document["assessment-results"]["results"][0]["findings"][0]["target"]["status"].pop("state")

    assert not validator().is_valid(document)


@pytest.mark.parametrize("report", [OAKFIELD_HOUSE, demo().report, home(subjects=(OFFICE_PC,)), joined(many_homes(1))])
def test_reports_keep_to_the_schema_of_nist(report: Report) -> None:
    assert written(report)["metadata"]["oscal-version"] == "1.1.3"


@given(REPORTS)
@settings(max_examples=30)
def test_any_report_keeps_to_it_and_is_the_same_each_time(report: Report) -> None:
    written(report)

    assert render_oscal(report) == render_oscal(report)


@pytest.mark.parametrize(
    ("light", "expected"),
    [
        ("red", ("not-satisfied", "fail")),
        ("amber", ("not-satisfied", "fail")),
        ("unknown", ("not-satisfied", "other")),
        ("green", ("satisfied", "pass")),
        ("not_needed", None),
    ],
)
def test_each_light_has_its_state(light: Light, expected: tuple[str, str] | None) -> None:
    assert state(home(seen(light))) == expected


@given(LIGHTS)
@settings(max_examples=40)
def test_satisfied_needs_every_subject_that_the_check_is_for_to_be_ok(lights: list[Light]) -> None:
    report = home(*(seen(light, subject=pc) for light, pc in zip(lights, PCS, strict=True)), subjects=PCS)

    found = state(report)

    assert (found is not None and found[0] == "satisfied") == (
        "green" in lights and set(lights) <= {"green", "not_needed"}
    )


def test_a_check_without_a_finding_is_not_among_the_reviewed_controls() -> None:
    selection = written(OAKFIELD_HOUSE)["results"][0]["reviewed-controls"]["control-selections"][0]
    reviewed = {one["control-id"] for one in selection["include-controls"]}

    assert reviewed == {one.check_id for one in OAKFIELD_HOUSE.results if one.light != "not_needed"}


def test_an_accepted_risk_stays_not_satisfied_and_is_told_as_a_risk() -> None:
    assert state(OAKFIELD_HOUSE, "remote.tools") == ("not-satisfied", "fail")

    (risk,) = written(OAKFIELD_HOUSE)["results"][0]["risks"]
    assert risk["status"] == "deviation-approved"
    assert "Registered manager" in risk["description"]


def test_not_checked_says_why() -> None:
    report = home(not_checked("disk.encrypted", "We could not see it.", "needs_admin"))

    (observation,) = written(report)["results"][0]["observations"]
    assert observation["description"] == "We could not see it. This computer only shows it to an administrator."


def test_every_id_is_there_once_and_every_name_of_one_leads_somewhere() -> None:
    document = written(demo().report)
    named = [one.partition("=") for one in strings(document)]
    ids = [value for name, _, value in named if name == "uuid"]

    assert len(ids) == len(set(ids))
    assert {value for name, _, value in named if name.endswith("-uuid")} <= set(ids)
    assert document["import-ap"]["href"].removeprefix("#") in ids
    assert {value for name, _, value in named if name == "target-id"} <= {
        value for name, _, value in named if name == "id"
    }


def test_times_are_those_of_the_report() -> None:
    result = written(OAKFIELD_HOUSE)["results"][0]

    assert (result["start"], result["end"]) == ("2026-11-22T09:30:00Z", "2026-11-22T09:30:09Z")


@given(st.text(max_size=80))
def test_what_a_reader_of_markup_makes_of_a_text_is_that_text(text: str) -> None:
    shown = MarkdownIt("commonmark").render(as_text(text))

    assert html.unescape(shown.removeprefix("<p>").removesuffix("</p>\n")) == clean(text, 4_000)


def test_each_text_of_a_made_up_report_that_tells_something_says_so() -> None:
    told = ("title=", "description=", "statement=", "remarks=", "prose=")
    ours = ("title=carecheck", "description=The program that looked and judged.")

    texts = [one for one in strings(written(demo().report)) if one.startswith(told) and one not in ours]

    assert texts
    assert [one for one in texts if "=Made up: " not in one] == []
