"""Workbooks that people read: no cell is a formula or a link, dates are dates, and a light is a word on its colour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from carecheck.lights import LIGHTS, Light

FILLS: Final[Mapping[Light, tuple[str, str]]] = {
    "red": ("#a3101c", "#ffffff"),
    "amber": ("#ffb81c", "#0b0c0c"),
    "unknown": ("#ffffff", "#0b0c0c"),
    "green": ("#d9efe2", "#00401f"),
    "not_needed": ("#f3f4f5", "#454d52"),
}
LIGHT: Final = "Light"  # the column whose words stand on their colour
MOST_LETTERS: Final = 32_000  # a cell holds hardly more, and a longer text would be left out of it without a word
LINE_HEIGHT: Final = 15.5
HIGHEST: Final = 409.0  # a row can be no higher
LETTERS_TO_WIDTH: Final = 1.15  # a width counts digits, and most letters are narrower
A4: Final = 9  # as spreadsheets number sizes of paper
MOST_ROWS_TO_CHOOSE: Final = 1_000
_NO_FORMULAS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, how wide it is, and the words that may be chosen in it, if it is such a one."""

    name: str
    width: int
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table; its name has at most 31 letters and none of []:*?/\\.

    On paper it is so many pages wide, and the first columns stand on each of them.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    pages_wide: int = 1
    first_columns: int = 0


def workbook(title: str, made: datetime, sheets: Iterable[Sheet]) -> bytes:
    """The file of a workbook; the same sheets always give the same bytes."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    file = BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True, "remove_timezone": True, **_NO_FORMULAS})
    book.set_properties({"created": made.replace(tzinfo=None), "title": title})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    amount = book.add_format({"valign": "top", "align": "left"})
    day = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
    lights = {
        LIGHTS[light].name: book.add_format({"bg_color": fill, "font_color": text, "valign": "top", "border": 1})
        for light, (fill, text) in FILLS.items()
    }
    for one in sheets:
        sheet = book.add_worksheet(one.name)
        for column, heading in enumerate(one.columns):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(0, column, heading.name, head)
        letters = [int(column.width * LETTERS_TO_WIDTH) for column in one.columns]
        for line, row in enumerate(one.rows, start=1):
            for column, value in enumerate(row):
                in_its_light = one.columns[column].name == LIGHT and isinstance(value, str)
                form = lights[str(value)] if in_its_light else amount if isinstance(value, (int, float)) else wrap
                _write(sheet, (line, column), value, form, day)
            _make_room(sheet, line, row, letters)
        _arrange(sheet, one)
    book.close()
    return file.getvalue()


def _arrange(sheet: Any, one: Sheet) -> None:
    """What stays in sight, what can be chosen, and how it comes out on A4 paper."""
    sheet.set_row(0, LINE_HEIGHT * max(map(_lines_of_heading, one.columns), default=1))
    sheet.freeze_panes(1, one.first_columns)
    sheet.autofilter(0, 0, max(len(one.rows), 1), len(one.columns) - 1)
    for column, heading in enumerate(one.columns):
        if heading.choices:
            list_of = {"validate": "list", "source": list(heading.choices), "error_type": "information"}
            sheet.data_validation(1, column, MOST_ROWS_TO_CHOOSE, column, list_of)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(one.pages_wide, 0)
    sheet.repeat_rows(0)
    if one.first_columns:
        sheet.repeat_columns(0, one.first_columns - 1)
    sheet.set_footer("&LKeep this safe: it lists weak points.&RPage &P of &N")


def _make_room(sheet: Any, line: int, row: Sequence[Value], letters: Sequence[int]) -> None:
    """Make a row high enough for its longest text: not every spreadsheet does so by itself."""
    most = 1
    for value, room in zip(row, letters, strict=True):
        if isinstance(value, str) and len(value) > room:
            most = max(most, _lines(value, room))
    if most > 1:
        sheet.set_row(line, min(LINE_HEIGHT * most, HIGHEST))


def _lines_of_heading(column: Column) -> int:
    return _lines(column.name, column.width - 2)  # bold letters, and the button of the filter


def _lines(text: str, letters: int) -> int:
    """About how many lines a text takes, at so many letters a line."""
    from textwrap import wrap

    return len(wrap(text, max(letters, 1))) or 1


def _write(sheet: Any, place: tuple[int, int], value: Value, form: Any, day: Any) -> None:
    match value:
        case None:
            sheet.write_blank(*place, None, form)
        case datetime() as moment:
            sheet.write_datetime(*place, moment.replace(tzinfo=None), day)
        case date() as found:
            sheet.write_datetime(*place, datetime.combine(found, datetime.min.time()), day)
        case int() | float() as number:
            sheet.write_number(*place, number, form)
        case str() as text:
            whole = len(text) <= MOST_LETTERS
            sheet.write_string(*place, text if whole else f"{text[:MOST_LETTERS]} ... (cut off)", form)
