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
_NO_FORMULAS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it is called, and how wide it is."""

    name: str
    width: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table; its name has at most 31 letters and none of []:*?/\\."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def workbook(title: str, made: datetime, sheets: Iterable[Sheet]) -> bytes:
    """The file of a workbook; the same sheets always give the same bytes."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    file = BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True, "remove_timezone": True, **_NO_FORMULAS})
    book.set_properties({"created": made.replace(tzinfo=None), "title": title})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
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
        for line, row in enumerate(one.rows, start=1):
            for column, value in enumerate(row):
                in_its_light = one.columns[column].name == LIGHT and isinstance(value, str)
                _write(sheet, (line, column), value, lights[str(value)] if in_its_light else wrap, day)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(one.rows), 1), len(one.columns) - 1)
    book.close()
    return file.getvalue()


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
