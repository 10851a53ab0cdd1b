"""A report file of each version of its form opens for ever: there is a sample of each, and each is drawn in every format."""

import json
from pathlib import Path
from typing import Any, Final, get_args

import msgspec
import pytest
from jsonschema import Draft202012Validator

from carecheck.cli.options import Format
from carecheck.lights import LIGHTS
from carecheck.report import Report, broken_rules, read_report, report_bytes, report_schema
from tests.cli.running import Person

SAMPLES: Final = sorted((Path(__file__).parent / "samples").glob("report-*.json"))
EACH_SAMPLE: Final = pytest.mark.parametrize("sample", SAMPLES, ids=[path.stem for path in SAMPLES])


def present_version() -> str:
    """The version that reports have today."""
    (version,) = (field.default for field in msgspec.structs.fields(Report) if field.name == "schema_version")
    return str(version)


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def test_the_version_of_today_has_a_sample() -> None:
    """When the version is raised: add a report of that version with something in each new field, and keep the others."""
    assert f"report-{present_version()}.json" in [path.name for path in SAMPLES]


@EACH_SAMPLE
def test_a_sample_is_of_the_version_in_its_name_and_was_not_made_newer(sample: Path) -> None:
    written = json.loads(sample.read_bytes())["schema_version"]

    assert sample.name == f"report-{written}.json"
    assert read_report(sample).schema_version == written


@EACH_SAMPLE
def test_a_sample_opens_and_holds_each_light(sample: Path) -> None:
    report = read_report(sample)

    assert broken_rules(report) == []
    assert {result.light for result in report.results} == set(LIGHTS)


@EACH_SAMPLE
def test_what_stands_in_a_sample_is_kept_when_it_is_written_anew(sample: Path) -> None:
    anew = json.loads(report_bytes(read_report(sample)))

    assert lost(json.loads(sample.read_bytes()), anew) == []


@EACH_SAMPLE
def test_a_sample_keeps_to_the_schema_of_today(sample: Path) -> None:
    Draft202012Validator(report_schema()).validate(json.loads(sample.read_bytes()))


@EACH_SAMPLE
@pytest.mark.parametrize("drawn_as", get_args(Format))
def test_a_sample_is_drawn_in_every_format(person: Person, sample: Path, drawn_as: str) -> None:
    ran = person.types("report", sample, "--format", drawn_as, "--output", "drawn")

    assert (ran.code, ran.out) == (0, "")
    assert (person.home / "drawn").stat().st_size > 300


def lost(old: Any, new: Any, place: str = "") -> list[str]:
    """Where a value of the old file is another in the new one, or is not there."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [gone for name in old for gone in lost(old[name], new.get(name), f"{place}.{name}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [
            gone for n, (was, now) in enumerate(zip(old, new, strict=True)) for gone in lost(was, now, f"{place}[{n}]")
        ]
    return [] if old == new else [place]
