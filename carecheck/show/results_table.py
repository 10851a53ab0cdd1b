"""A report as a table, one row for each result: CSV for programs, and a workbook for people."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from carecheck import words
from carecheck.lights import LIGHTS
from carecheck.report import Report, Result
from carecheck.show.cells import Cell, csv_text
from carecheck.show.sentences import mark_of
from carecheck.show.workbook import Column, Sheet, Value, workbook

COLUMNS: Final = (
    *("report_id", "checked_at", "group", "site", "subject", "check_id", "light", "light_name", "title", "action"),
    *("who", "minutes", "cost", "rule_code", "rule_version", "fact_names", "fact_values", "unknown_reason"),
    *("dspt_item", "dspt_version", "first_seen", "accepted_until", "key"),
)
CHANGED_FILE: Final = "The file was changed: "
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


def results_csv(report: Report, *, raw: bool = False) -> str:
    """One row for each result. `raw` leaves every text as it is, for programs that run no formulas."""
    rows = [COLUMNS, *(tuple(_shown(cell) for cell in row.values()) for row in _rows(report))]
    return csv_text(rows, raw=raw)


def results_workbook(report: Report) -> bytes:
    """The same as a workbook that people read: no cell of it is a formula or a link, and dates are dates."""
    columns = [Column(name, width) for name, width in FOR_PEOPLE.values()]
    in_words: dict[Value, Value] = dict(words.WHO.items())
    rows = [
        [in_words.get(row[key], row[key]) if key == "who" else row[key] for key in FOR_PEOPLE] for row in _rows(report)
    ]
    return workbook("carecheck results", report.run.finished_at, [Sheet("Results", columns, rows)])


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
        f"{CHANGED_FILE if report.altered else ''}{mark_of(report)}{result.verdict.title}",
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
