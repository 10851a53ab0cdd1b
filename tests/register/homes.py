"""Made-up reports of a home with three computers and a supplier, and registers that people of it might keep."""

from datetime import datetime, timedelta
from typing import Any, Final

from carecheck import report
from carecheck.homes.register import Register, read_columns, register_of
from carecheck.report import Report, Result, Subject
from tests.homes.visits import visit
from tests.show.sample_report import STARTED, fact, not_checked, result

Facts = dict[str, report.FactValue]

COLUMNS: Final = read_columns()
MADE: Final = {"make": "Dell Inc.", "model": "OptiPlex 7090"}
OFFICE: Final = Subject("d-4oenbfg7f4", "computer", "OFFICE-PC", "desktop", "windows", **MADE)
NURSE: Final = Subject(
    "d-nurse23456", "computer", "NURSE-1", "laptop", "windows", "LENOVO", "ThinkPad L14 (20X1)", "PF2ABCDE"
)
HIDDEN: Final = Subject("d-hidden2345", "computer", "This computer", None, "linux")
RECORDS: Final = Subject("s-example-records-ltd", "supplier", "Example Records Ltd", what="care records")


def seen(check: str, light: Any, subject: Subject = OFFICE, **facts: report.FactValue) -> Result:
    """A result with that light, and facts whose names have two underscores for the point."""
    if light == "unknown":
        return not_checked(check, "We could not check it.", "timed_out", subject=subject)
    told = tuple(fact(name.replace("__", "."), value) for name, value in facts.items())
    return result(check, light, "We saw it.", subject, facts=told or (fact(f"{check}_state"),))


def of_office(pc: Subject = OFFICE, until: report.FactValue = "2027-10-12", **more: Any) -> tuple[Result, ...]:
    """What is seen on a computer that is well kept."""
    system: Facts = {"system__name": "Windows 11 25H2", "system__maker": "Microsoft", "system__support_ends": until}
    watched: Facts = {"antivirus__on": True, "antivirus__products": ("Microsoft Defender",)}
    return (
        seen("system.supported", "green", pc, **(system | more)),
        seen("system.updated", "green", pc, updates__last_installed="2026-11-16"),
        seen("antivirus.on", "green", pc, **watched),
        seen("disk.encrypted", "green", pc, disks__all_protected=True),
        seen("backup.recent", "green", pc, backup__newest="2026-11-20", backup__methods=("File History",)),
        seen("software.browser", "green", pc, browsers__names=("Chrome", "Edge")),
        seen("software.office", "red", pc, **OFFICE_2016),
    )


OFFICE_2016: Final[Facts] = {
    "office__names": ("Office 2016",),
    "office__first_to_end": "Office 2016",
    "office__support_ends": "2025-10-14",
}


def of_dark(pc: Subject = HIDDEN) -> tuple[Result, ...]:
    """What is seen on a computer that tells nothing."""
    checks = ("system.supported", "system.updated", "antivirus.on", "disk.encrypted", "backup.recent")
    return tuple(seen(check, "unknown", pc) for check in checks)


def report_of(pc: Subject, *results: Result, when: datetime = STARTED, **more: Any) -> Report:
    """A report of one computer and the supplier of the home."""
    about = seen("supplier.listed", "green", RECORDS, supplier__contact_given=True)
    return visit((*results, about), when, subjects=(pc, RECORDS), **more)


REPORTS: Final = (
    report_of(OFFICE, *of_office()),
    report_of(NURSE, *of_office(NURSE), when=STARTED + timedelta(hours=1)),
    report_of(HIDDEN, *of_dark(), when=STARTED + timedelta(hours=2)),
)


def register(*reports: Report, **more: Any) -> Register:
    """The register of these reports, or of all of the home."""
    return register_of(reports or REPORTS, **more)
