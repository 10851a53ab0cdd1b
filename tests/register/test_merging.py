"""A scan put into somebody's register: what is empty is filled, and what a person typed is there as it was."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from carecheck.errors import CannotRun
from carecheck.homes.register.merging import Merged
from tests.register.books import HEADINGS, SAW, TODAY, book_of, into, kept_by_a_person, opened, row, saved
from tests.register.homes import OFFICE, of_office, register, report_of
from tests.show.sample_report import STARTED

ALONE: Final = register(report_of(OFFICE, *of_office()))


def first_told(made: Merged) -> Any:
    return made.told["hardware"]


def office_in(*values: object, headings: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """What becomes of one row, into which the office computer is put."""
    return row(into(book_of(values, headings=headings, **more), ALONE).content, 2)


def test_empty_cells_are_filled_and_typed_ones_stay() -> None:
    made = row(into(kept_by_a_person()).content, 5)

    assert made["Model"] == "OptiPlex 7090"
    assert (made["Make"], made["OS"], made["Encrypted"]) == ("Dell", "Windows 11", "Yes")
    assert made["carecheck number"] == "d-4oenbfg7f4"
    assert made[SAW] is None


def test_what_differs_is_said_in_a_column_of_its_own() -> None:
    made = row(into(kept_by_a_person()).content, 6)

    assert made[SAW] == "carecheck saw: Make: LENOVO; OS: Windows 11 25H2"
    assert (made["Make"], made["OS"]) == ("HP", "Windows 10 22H2")


def test_a_computer_that_is_not_in_the_list_is_added_below_it() -> None:
    made = row(into(kept_by_a_person()).content, 8)

    assert (made["ASSET  no."], made["Kind"]) == ("d-hidden2345", "Not known")
    assert made[SAW] == "carecheck saw: this was not in your list"


def test_what_no_report_tells_of_stays_and_is_told() -> None:
    told = first_told(into(kept_by_a_person()))

    assert told.not_seen == ("Lounge iPad",)


def test_a_second_time_there_is_nothing_to_add() -> None:
    once = into(kept_by_a_person()).content
    assert once is not None

    again = into(once)

    assert (again.content, first_told(again).new, first_told(again).filled) == (None, (), {})


def test_a_later_scan_says_what_it_saw_beside_what_was_said_before() -> None:
    once = into(kept_by_a_person(), ALONE).content
    later = register(report_of(OFFICE, *of_office(system__name="Windows 12"), when=STARTED + timedelta(days=90)))
    assert once is not None

    made = row(into(once, later).content, 5)

    assert made["carecheck saw (20 February 2027)"] == "carecheck saw: OS: Windows 12"


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        (("Asset number", "Model"), ("d-4oenbfg7f4", None)),
        (("Device ID", "Model"), ("D-4OENBFG7F4", None)),
        (("Computer", "Model"), ("Office PC", None)),
        (("Model", "  computer NAME: "), (None, "office_pc")),
    ],
)
def test_a_row_is_known_by_number_or_name(headings: tuple[str, ...], values: tuple[str, ...]) -> None:
    assert office_in(*values, headings=headings)["Model"] == "OptiPlex 7090"


def test_a_row_is_known_by_the_serial_number() -> None:
    told = register(report_of(replace(OFFICE, label="RENAMED", serial="PF2ABCDE"), *of_office()))
    book = book_of(("old name", "pf2abcde", None), headings=("Computer name", "Serial number", "Model"))

    made = row(into(book, told).content, 2)

    assert made["Model"] == "OptiPlex 7090"
    assert made[SAW] == "carecheck saw: Computer name: RENAMED"


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (("Computer name", "Model"), (("OFFICE-PC", None), ("office pc", None))),
        (("Computer name", "Serial"), (("OFFICE-PC", "SN-OTHER"),)),
        (("Computer name", "Disposed on"), (("OFFICE-PC", date(2024, 1, 2)),)),
    ],
)
def test_a_name_that_may_be_that_of_another_matches_nothing(headings: Any, rows: Any) -> None:
    told = register(report_of(replace(OFFICE, serial="SN-1"), *of_office()))

    made = into(book_of(*rows, headings=headings), told)

    assert (first_told(made).new, first_told(made).filled) == (("OFFICE-PC",), {})


def test_a_computer_that_was_disposed_of_and_is_in_use_is_told() -> None:
    made = office_in("d-4oenbfg7f4", date(2026, 1, 2), headings=("Asset number", "Disposed on"))

    assert made[SAW] == "carecheck saw: in use on 22 November 2026"


@pytest.mark.parametrize("theirs", [date(2027, 10, 12), "12/10/2027", "12 October 2027", "12th Oct 2027", "2027-10-12"])
def test_a_day_is_the_same_however_it_is_written(theirs: object) -> None:
    made = office_in("OFFICE-PC", theirs, headings=("Computer name", "Supported until"))

    assert SAW not in made


@pytest.mark.parametrize(
    ("heading", "theirs"),
    [
        ("Make", "Dell"), ("Model", "Dell OptiPlex 7090 SFF"), ("OS", "Windows 11"), ("Encrypted", "Y"),
        ("Encrypted", "BitLocker, since May"), ("Type", "PC"), ("Antivirus", "defender"), ("Backup", "USB disk, Fridays"),
        ("Asset number", "MAR-1"), ("Last seen by carecheck", date(2026, 12, 1)),
    ],
)  # fmt: skip
def test_the_same_in_other_words_is_no_difference(heading: str, theirs: object) -> None:
    made = office_in("OFFICE-PC", theirs, headings=("Computer name", heading))

    assert SAW not in made
    assert made[heading] == theirs


@pytest.mark.parametrize(
    ("heading", "theirs"),
    [
        ("Make", "HP"), ("OS", "Windows 10"), ("Encrypted", "No"), ("Type", "Laptop"), ("Antivirus", "Norton"),
        ("Supported until", "12/10/2028"), ("Last update", 20000), ("Last seen by carecheck", date(2026, 1, 1)),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_told(heading: str, theirs: object) -> None:
    assert f"{heading}: " in office_in("OFFICE-PC", theirs, headings=("Computer name", heading))[SAW]


def test_a_worked_out_cell_is_neither_filled_nor_compared() -> None:
    made = office_in("OFFICE-PC", "=1+1", headings=("Computer name", "Make"))

    assert made["Make"] == "=1+1"
    assert SAW not in made


def test_a_cell_that_a_merged_one_hides_is_not_filled() -> None:
    book = book_of(("OFFICE-PC", "Dell", None), headings=("Computer name", "Make", "Model"))
    book.worksheets[0].merge_cells("B2:C2")

    assert row(into(book, ALONE).content, 2)["Model"] is None


def test_days_that_begin_in_1904_are_read_and_written_so() -> None:
    book = book_of(("OFFICE-PC", None), headings=("Computer name", "Supported until"))
    book.epoch = CALENDAR_MAC_1904

    assert row(into(book, ALONE).content, 2)["Supported until"] == date(2027, 10, 12)


def test_a_day_is_a_day_and_a_name_that_looks_like_one_is_text() -> None:
    sheet = opened(into(kept_by_a_person(), register()).content).worksheets[0]
    made = opened(into(book_of(("OFFICE-PC", None), headings=("PC name", "Last update")), ALONE).content).worksheets[0]

    assert (sheet["A5"].value, sheet["A6"].value, sheet["A6"].data_type) == ("MAR-1", "0123", "s")
    assert (made["B2"].is_date, made["B2"].number_format) == (True, "d-mmm-yy")


@pytest.mark.parametrize("name", ["=1+1", "MAR-1", "<b>&\"'", "0123", " =cmd", "caf\u00e9 \U0001f600"])
def test_what_is_written_is_text_as_it_was_seen(name: str) -> None:
    told = register(report_of(replace(OFFICE, label=name, model=name), *of_office()))
    cell = opened(into(book_of(("d-4oenbfg7f4", None), headings=("Asset number", "Model")), told).content).worksheets[
        0
    ]["B2"]

    assert (cell.data_type, cell.value) == ("s", name)


def test_programs_are_put_into_the_list_of_programs() -> None:
    book = kept_by_a_person()
    sheet: Worksheet = book.create_sheet("Programs")
    sheet.append(["Program", "Maker", "Used for", "Number of computers"])
    sheet.append(["Google Chrome", None, "Email", None])
    sheet.append(["Nourish", "Example Records Ltd", None, None])
    sheet.append(["Our records", None, None, None])

    found = [list(cells) for cells in opened(into(book).content)["Programs"].iter_rows(values_only=True, max_col=4)]

    assert found[1] == ["Google Chrome", None, "Email", 2]
    assert ["Office 2016", "Microsoft", "Office", 2] in found
    assert [cells[0] for cells in found].count("Chrome") == 0


def test_rows_not_looked_over_for_12_months_are_told() -> None:
    told = first_told(into(kept_by_a_person()))

    assert (told.looked_over_long_ago, told.never_looked_over) == (("office-pc",), ("Lounge iPad",))


@pytest.mark.parametrize(("today", "old"), [(date(2026, 3, 1), ()), (date(2026, 3, 2), ("office-pc",))])
def test_twelve_months_are_counted_to_the_day(today: date, old: tuple[str, ...]) -> None:
    assert first_told(into(kept_by_a_person(), today=today)).looked_over_long_ago == old


def test_a_list_without_headings_that_we_know_is_refused_with_what_to_do() -> None:
    with pytest.raises(CannotRun) as error:
        into(book_of(("x", "y"), headings=("Colour", "Smell")))

    assert "We read: 'Colour', 'Smell'" in str(error.value)
    assert "--columns FILE" in str(error.value)


def test_the_same_input_gives_the_same_bytes() -> None:
    raw = saved(kept_by_a_person())

    assert into(raw).content == into(raw).content


CELLS: Final = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["OFFICE-PC", "d-4oenbfg7f4", "=SUM(A1:A2)", " ", "Dell"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"], exclude_characters="\ufffe\uffff"), max_size=20),
)  # fmt: skip


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(CELLS, max_size=len(HEADINGS) + 2), max_size=6),
    above=st.integers(0, 3),
    today=st.dates(date(2025, 1, 1), date(2030, 1, 1)),
)
def test_nothing_that_a_person_typed_is_ever_lost(rows: list[list[Any]], above: int, today: date) -> None:
    raw = saved(book_of(*rows, above=above))

    made = into(raw, today=today).content or raw

    before, after = opened(raw).worksheets[0], opened(made).worksheets[0]
    for cells in before.iter_rows():
        for cell in cells:
            if cell.value is not None:
                same = after[cell.coordinate]
                assert (same.value, same.data_type, same.number_format) == (
                    cell.value,
                    cell.data_type,
                    cell.number_format,
                )


def test_all_other_parts_of_the_file_keep_their_bytes() -> None:
    raw = saved(kept_by_a_person())

    before, after = (ZipFile(BytesIO(one)) for one in (raw, into(raw).content or b""))

    changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert after.namelist() == before.namelist()
    assert changed == ["xl/worksheets/sheet1.xml", "xl/styles.xml"] or changed == [
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ]


def test_notes_hidden_columns_and_other_sheets_stay() -> None:
    book = opened(into(kept_by_a_person()).content)

    note = book.worksheets[0]["J5"].comment
    assert note is not None
    assert (note.text, book.worksheets[0].column_dimensions["J"].hidden) == ("Ask the bank first", True)
    assert (book.sheetnames, book["Keys"]["B2"].value) == (["Devices", "Keys"], "Safe in the office")
    assert str(next(iter(book.worksheets[0].merged_cells.ranges))) == "A1:H1"


def test_a_new_row_takes_the_looks_that_are_waiting_for_it() -> None:
    sheet = opened(into(kept_by_a_person()).content).worksheets[0]

    assert sheet["A8"].border.left.style == "thin"


def test_only_a_list_of_computers_gets_a_new_column_for_our_number() -> None:
    book = book_of(("OFFICE-PC",), headings=("Computer name", "Owner"))

    assert list(row(into(book, ALONE, TODAY).content, 2)) == ["Computer name", "Owner", "carecheck number"]
