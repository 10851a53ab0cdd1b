"""What the files of a report are called, so that a person finds the computer and no two of them share a file."""

from pathlib import Path

from carecheck.errors import CannotRun
from carecheck.report import Report, read_head
from carecheck.results import report_name


def file_of(report: Report, day: Path) -> Path:
    """The file of a report in the folder of a day; another computer of the same name has another file."""
    file = day / f"{report_name(_about(report))}.json"
    computer = next((subject.id for subject in report.subjects if subject.kind == "computer"), None)
    if computer is None or not file.exists() or _is_of(computer, file):
        return file
    return file.with_name(f"{file.stem}-{report_name(computer.removeprefix('d-'))}.json")


def _about(report: Report) -> str:
    """What a report's files are named after: the first computer, domain or website, else what it is about."""
    looked_at = [subject.label for subject in report.subjects if subject.kind not in ("home", "supplier")]
    about = "home" if any(subject.kind == "home" for subject in report.subjects) else "suppliers"
    return looked_at[0] if looked_at else about


def _is_of(computer: str, file: Path) -> bool:
    try:
        return any(subject.id == computer for subject in read_head(file).subjects)
    except CannotRun:
        return False
