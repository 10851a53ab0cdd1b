"""A report as a table, one row for each result: CSV for programs, and a workbook for people."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

from carecheck.lights import LIGHTS, Light
from carecheck.report import Report, Result
from carecheck.show.cells import Cell, csv_text

COLUMNS: Final = (
    *("report_id", "checked_at", "group", "site", "subject", "check_id", "light", "light_name", "title", "action"),
    *("who", "minutes", "cost", "rule_code", "rule_version", "fact_names", "fact_values", "unknown_reason"),
    *("dspt_item", "dspt_version", "first_seen", "accepted_until", "key"),
)
# For people: what a column is called, and how wide it is.
FOR_PEOPLE: Final[Mapping[str, tuple[str, int]]] = {
    "subject": ("What", 22),
    "light_name": ("Light", 13),
    "title": ("What we saw", 60),
    "action": ("What to do", 34),
    "who": ("Who", 16),
    "minutes": ("Minutes", 9),
    "first_seen": ("On the list since", 16),
    "accepted_until": ("Accepted until", 16),
    "dspt_item": ("DSPT", 12),
    "check_id": ("Check", 24),
    "checked_at": ("Checked", 18),
}
FILLS: Final[Mapping[Light, tuple[str, str]]] = {
    "red": ("#a3101c", "#ffffff"),
    "amber": ("#ffb81c", "#0b0c0c"),
    "unknown": ("#ffffff", "#0b0c0c"),
    "green": ("#d9efe2", "#00401f"),
    "not_needed": ("#f3f4f5", "#454d52"),
}


def results_csv(report: Report, *, raw: bool = False) -> str:
    """One row for each result. `raw` leaves every text as it is, for programs that run no formulas."""
    rows = [COLUMNS, *(tuple(_shown(cell) for cell in row.values()) for row in _rows(report))]
    return csv_text(rows, raw=raw)


def results_workbook(report: Report) -> bytes:
    """The same as a workbook that people read: no cell of it is a formula or a link, and dates are dates."""
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    file = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True, "remove_timezone": True, **never})
    created = report.run.finished_at.replace(tzinfo=None)
    book.set_properties({"created": created, "title": "carecheck results"})
    sheet = book.add_worksheet("Results")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
    lights = {
        LIGHTS[light].name: book.add_format({"bg_color": fill, "font_color": text, "valign": "top", "border": 1})
        for light, (fill, text) in FILLS.items()
    }
    for column, (name, width) in enumerate(FOR_PEOPLE.values()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    rows = list(_rows(report))
    for line, row in enumerate(rows, start=1):
        for column, key in enumerate(FOR_PEOPLE):
            match row[key]:
                case None:
                    sheet.write_blank(line, column, None, wrap)
                case datetime() as moment:
                    sheet.write_datetime(line, column, moment.replace(tzinfo=None), day)
                case date() as found:
                    sheet.write_datetime(line, column, datetime.combine(found, datetime.min.time()), day)
                case int() | float() as number:
                    sheet.write_number(line, column, number, wrap)
                case str() as text:
                    sheet.write_string(line, column, text, lights[text] if key == "light_name" else wrap)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(FOR_PEOPLE) - 1)
    book.close()
    return file.getvalue()


Value = str | int | float | date | datetime | None


def _rows(report: Report) -> Iterator[dict[str, Value]]:
    labels = {subject.id: subject.label for subject in report.subjects}
    for result in report.results:
        values = _values(report, result, labels[result.subject_id])
        yield dict(zip(COLUMNS, values, strict=True))


def _values(report: Report, result: Result, label: str) -> Iterable[Value]:
    rule, dspt = result.rule, [ref for ref in result.refs if ref.scheme == "dspt"]
    return (
        report.report_id,
        report.run.started_at,
        report.group.id if report.group else None,
        report.site.name if report.site else None,
        label,
        result.check_id,
        result.light,
        LIGHTS[result.light].name,
        result.verdict.title,
        result.verdict.action or None,
        result.who,
        result.time.minutes if result.time else None,
        result.cost.band if result.cost else None,
        rule.code if rule else None,
        rule.version if rule else None,
        "; ".join(fact.name for fact in result.facts) or None,
        "; ".join(str(fact.value) for fact in result.facts) or None,
        result.unknown.reason if result.unknown else None,
        ", ".join(ref.item for ref in dspt) or None,
        dspt[0].version if dspt else None,
        result.first_seen,
        result.accepted.until if result.accepted else None,
        result.key,
    )


def _shown(value: Value) -> Cell:
    return value.isoformat() if isinstance(value, date) else value
