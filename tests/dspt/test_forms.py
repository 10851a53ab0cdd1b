"""The evidence as JSON, as a workbook and as a page: each whole, and harmless whatever a report holds."""

import json
from io import BytesIO
from typing import Any, Final

import jsonschema
import msgspec
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.homes.dspt import DsptFile, dspt_schema, evidence_bytes
from carecheck.show.dspt_page import render_dspt
from carecheck.show.dspt_table import dspt_workbook
from tests.dspt.homes import OAKFIELD, SEVERAL, of_homes

HOSTILE: Final = "<script>alert(1)</script>=1+1[b]'\x1b[31m\u202e"
SCHEMA: Final = dspt_schema()
VALIDATOR: Final = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def plain(file: DsptFile) -> Any:
    return json.loads(evidence_bytes(file))


def cells(file: DsptFile) -> dict[str, list[Any]]:
    book = openpyxl.load_workbook(BytesIO(dspt_workbook(file)))
    return {sheet.title: [cell for row in sheet.iter_rows() for cell in row] for sheet in book.worksheets}


@pytest.mark.parametrize("file", [OAKFIELD, SEVERAL, of_homes(1, HOSTILE)])
def test_the_file_fits_its_schema_and_reads_back_as_it_was(file: DsptFile) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert list(VALIDATOR.iter_errors(plain(file))) == []
    assert msgspec.json.decode(evidence_bytes(file), type=DsptFile) == file


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ((), {"score": 7}),
        ((), {"kind": "carecheck.report"}),
        (("parts", 0, "items", 0), {"state": "passed"}),
        (("parts", 0, "items", 0), {"strength": "full"}),
        (("parts", 0, "items", 0), {"review_by": 3}),
    ],
)
def test_the_schema_and_the_types_refuse_the_same(place: tuple[str | int, ...], wrong: dict[str, Any]) -> None:
    whole = plain(OAKFIELD)
    inner = whole
    for step in place:
        inner = inner[step]
    inner.update(wrong)

    assert not VALIDATOR.is_valid(whole)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(whole, DsptFile)


def test_every_field_of_the_file_must_stand_in_it() -> None:
    for name in plain(OAKFIELD):
        assert not VALIDATOR.is_valid({key: value for key, value in plain(OAKFIELD).items() if key != name})


def test_the_same_evidence_gives_the_same_bytes() -> None:
    assert evidence_bytes(of_homes(2)) == evidence_bytes(of_homes(2))
    assert dspt_workbook(of_homes(2)) == dspt_workbook(of_homes(2))


def test_a_workbook_has_a_sheet_for_each_home_with_all_45_items() -> None:
    sheets = openpyxl.load_workbook(BytesIO(dspt_workbook(of_homes(3)))).worksheets

    assert [sheet.title for sheet in sheets] == [
        "Read this first",
        *(f"{n} Home number {n}" for n in (1, 2, 3)),
        "What we saw",
        "What people answered",
    ]
    assert [sheet.max_row for sheet in sheets[1:4]] == [46] * 3


def test_days_in_a_workbook_are_days() -> None:
    days = [cell for cell in cells(of_homes(1))["What people answered"] if cell.is_date]

    assert [cell.value.date().isoformat() for cell in days] == ["2026-11-20", "2027-06-30"]


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=60).filter(lambda text: text.isprintable() and text.strip() != ""))
def test_no_name_of_a_home_breaks_a_workbook_or_becomes_a_formula(name: str) -> None:
    found = cells(of_homes(2, name))

    assert {cell.data_type for sheet in found.values() for cell in sheet} <= {"s", "n", "d"}


def test_hostile_text_stays_text_on_a_page() -> None:
    page = render_dspt(of_homes(2, HOSTILE))

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page
    assert "\u202e" not in page
