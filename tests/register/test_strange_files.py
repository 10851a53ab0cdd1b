"""Registers from strangers: each is read, or refused with what to do; none takes long or much, and none is half used."""

import re
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.homes.register import parts, read_file
from tests.register.books import book_of, into, kept_by_a_person, opened, row, saved
from tests.register.homes import OFFICE, of_office, register, report_of

ALONE: Final = register(report_of(OFFICE, *of_office()))
MINE: Final = saved(book_of(("OFFICE-PC", None), headings=("Computer name", "Model")))
KEPT: Final = saved(kept_by_a_person())
SHEET: Final = "xl/worksheets/sheet1.xml"
MAIN: Final = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LAUGHS: Final = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def with_part(name: str, content: bytes | str, raw: bytes = MINE) -> bytes:
    """The file with another part in it, or another content of one."""
    file = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return file.getvalue()


def without_part(name: str) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(MINE)) as old, ZipFile(file, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
    return file.getvalue()


def with_sheet(inside: str, head: str = "", prefix: str = "") -> bytes:
    """The file with a sheet of this content."""
    p = f"{prefix}:" if prefix else ""
    name = MAIN.replace("xmlns=", f"xmlns:{prefix}=") if prefix else MAIN
    return with_part(SHEET, f"{head}<{p}worksheet {name}>{inside}</{p}worksheet>")


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def refused(raw: bytes) -> str:
    with pytest.raises(CannotRun) as error:
        into(raw, ALONE)
    return str(error.value)


def encrypted_entry() -> bytes:
    raw = bytearray(MINE)
    at = raw.index(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 1)
    return bytes(raw)


def bomb() -> bytes:
    return with_part("xl/media/bomb.bin", b"\0" * (parts.MOST_OF_PART + 1))


def many_bombs() -> bytes:
    file = BytesIO(MINE)
    with ZipFile(file, "a", ZIP_DEFLATED) as book:
        for number in range(4):
            book.writestr(f"xl/media/{number}.bin", b"\0" * (parts.MOST_OF_PART - 1))
    return file.getvalue()


def lying_bomb() -> bytes:
    """A part that says in its headers that it is small."""
    raw = bytearray(with_part(SHEET, b" " * 1_000_000))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = raw.rindex(sign, 0, raw.rindex(SHEET.encode()) + 1)
        raw[at + place : at + place + 4] = (10).to_bytes(4, "little")
    return bytes(raw)


HEADINGS: Final = f'<row r="1">{text("A1", "Computer name")}{text("B1", "Model")}</row>'

STRANGE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "no zip": (lambda: b"hello", "no workbook that we can read"),
    "cut off": (lambda: MINE[: len(MINE) // 2], "no workbook that we can read"),
    "a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "has a password",
    ),
    "a password on parts": (encrypted_entry, "has a password"),
    "the old form": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of an old form (.xls)"),
    "macros": (lambda: with_part("xl/vbaProject.bin", b"x"), "holds macros"),
    "a bomb": (bomb, "far more than a register does"),
    "many bombs": (many_bombs, "far more than a register does"),
    "a bomb that lies": (lying_bomb, "no workbook that we can read"),
    "no content types": (lambda: without_part("[Content_Types].xml"), "no workbook that we can read"),
    "no main part": (lambda: without_part("_rels/.rels"), "no workbook that we can read"),
    "no sheet": (lambda: without_part(SHEET), "no workbook that we can read"),
    "entities": (lambda: with_sheet("<sheetData/>", LAUGHS), "a document type"),
    "entities in shared texts": (lambda: with_part("xl/workbook.xml", LAUGHS + "<x/>"), "no workbook that we can read"),
    "no XML": (lambda: with_part(SHEET, b"\0\1\2"), "we cannot read the sheet 'Devices'"),
    "other letters": (lambda: with_sheet("", '<?xml version="1.0" encoding="ISO-8859-1"?>'), "the encoding"),
    "a cell twice": (
        lambda: with_sheet(f'<sheetData><row r="1">{text("A1", "x")}{text("A1", "y")}</row></sheetData>'),
        "order",
    ),
    "rows out of order": (lambda: with_sheet('<sheetData><row r="2"/><row r="1"/></sheetData>'), "rows out of order"),
    "a row too many": (lambda: with_sheet('<sheetData><row r="1048577"/></sheetData>'), "rows out of order"),
    "a cell without a place": (
        lambda: with_sheet('<sheetData><row r="1"><c r="!"/></row></sheetData>'),
        "without a place",
    ),
    "a text that is not there": (
        lambda: with_sheet('<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>'),
        "a text that is not there",
    ),
    "no headings": (lambda: with_sheet("<sheetData/>"), "no list of devices that we know"),
    "the last row taken": (
        lambda: with_sheet(f'<sheetData>{HEADINGS}<row r="1048576">{text("A1048576", "OLD")}</row></sheetData>'),
        "something stands in the last row",
    ),
    "the last column taken": (
        lambda: with_sheet(f'<sheetData>{HEADINGS}<row r="2">{text("XFD2", "x")}</row></sheetData>'),
        "something stands in the last column",
    ),
}


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_file_is_refused_with_what_is_wrong(name: str) -> None:
    make, told = STRANGE[name]

    assert told in refused(make())


@pytest.mark.parametrize(
    "raw",
    [
        with_sheet(f"<x:sheetData>{HEADINGS.replace('<', '<x:').replace('<x:/', '</x:')}</x:sheetData>", prefix="x"),
        with_sheet(
            f"<sheetData>{HEADINGS}</sheetData>".replace(' r="1"', "").replace(' r="A1"', "").replace(' r="B1"', "")
        ),
        with_sheet(
            f'<dimension ref="A1:B1"/><cols><col min="1" max="2" width="9"/></cols><sheetData>{HEADINGS}</sheetData>'
        ),
        with_sheet(
            f"<sheetData>{HEADINGS}</sheetData>", "\ufeff<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n"
        ),
        with_sheet(f"<sheetData>{HEADINGS}<row r='2' spans='1:2' ht='30' customHeight='1'/><row r='9'/></sheetData>"),
        with_sheet(f"<cols/><sheetData>{HEADINGS}<row r='3'><c r='B3' s='0'/></row></sheetData>"),
    ],
)
def test_sheets_as_other_programs_write_them_are_filled(raw: bytes) -> None:
    made = row(into(raw, ALONE).content, 2)

    assert (made["Computer name"], made["Model"]) == ("OFFICE-PC", "OptiPlex 7090")


def test_a_million_empty_rows_are_passed_over() -> None:
    empty = "".join(f'<row r="{number}"/>' for number in range(2, 1_048_577))

    made = into(with_sheet(f"<sheetData>{HEADINGS}{empty}</sheetData>"), ALONE)

    assert made.told["hardware"].new == ("OFFICE-PC",)
    assert made.content is not None
    with ZipFile(BytesIO(made.content)) as file:
        assert b">OFFICE-PC<" in file.read(SHEET)[:2000]


def test_a_file_without_looks_gets_days_as_words() -> None:
    raw = without_part("xl/styles.xml")
    headed = f'<row r="1">{text("A1", "Computer name")}{text("B1", "Supported until")}</row>'

    made = into(with_part(SHEET, f"<worksheet {MAIN}><sheetData>{headed}</sheetData></worksheet>", raw), ALONE)

    with ZipFile(BytesIO(made.content or b"")) as file:
        assert b"12 October 2027" in file.read(SHEET)


@pytest.mark.parametrize(
    ("look", "form"),
    [
        ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', 15),
        ('<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"><alignment horizontal="left"/></xf>', 14),
        ("<xf fontId='0' numFmtId='0' applyNumberFormat='0' xfId='0'><protection locked='0'/></xf>", 15),
    ],
)
def test_a_day_gets_the_look_of_its_cell_with_the_form_of_a_day(look: str, form: int) -> None:
    with ZipFile(BytesIO(MINE)) as file:
        styles = re.sub(
            "<cellXfs.*</cellXfs>", f'<cellXfs count="1">{look}</cellXfs>', file.read("xl/styles.xml").decode()
        )
    headed = f'<row r="1">{text("A1", "Computer name")}{text("B1", "Last update")}</row>'
    raw = with_part("xl/styles.xml", styles)
    sheet = f"<worksheet {MAIN}><sheetData>{headed}</sheetData></worksheet>"

    cell = opened(into(with_part(SHEET, sheet, raw), ALONE).content).worksheets[0]["B2"]

    assert (cell.is_date, cell._style.numFmtId) == (True, form)


@settings(max_examples=120)
@given(
    part=st.sampled_from([SHEET, "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]),
    place=st.floats(0, 1),
    new=st.one_of(st.binary(max_size=3), st.sampled_from([b"<", b"/>", b'"', b"</c>", b"<row>", b"999999", b"r="])),
)
def test_a_damaged_part_is_read_or_refused_in_words(part: str, place: float, new: bytes) -> None:
    with ZipFile(BytesIO(KEPT)) as file:
        whole = file.read(part)
    at = int(place * len(whole))
    raw = with_part(part, whole[:at] + new + whole[at + len(new) :], KEPT)

    with suppress(CannotRun):
        content = into(raw, ALONE).content
        assert content is None or ZipFile(BytesIO(content)).testzip() is None


def test_a_file_that_is_too_large_empty_or_not_there_is_told(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "large.xlsx").write_bytes(bytes(parts.MOST_BYTES + 1))
    (folder / "empty.xlsx").touch()

    for name, told in (("large", "larger than 20 MB"), ("empty", "is empty"), ("none", "There is no file")):
        with pytest.raises(CannotRun, match=told):
            read_file(folder / f"{name}.xlsx")
