"""What reports tell for a register: what was seen, in plain words where it was not, and never more."""

from datetime import date, timedelta

import pytest

from carecheck.errors import CannotRun
from carecheck.homes.register import Row
from carecheck.report import Site
from tests.register.homes import (
    HIDDEN,
    NURSE,
    OFFICE,
    OFFICE_2016,
    REPORTS,
    Facts,
    of_dark,
    of_office,
    register,
    report_of,
    seen,
)
from tests.show.sample_report import STARTED


def computer(label: str) -> Row:
    return next(row for row in register().computers if row.label == label)


def alone(*results: object) -> Row:
    (row,) = register(report_of(OFFICE, *results)).computers  # type: ignore[arg-type]
    return row


def program(name: str) -> Row:
    return next(row for row in register().software if row.cells["name"] == name)


def test_a_computer_is_told_with_all_that_was_seen() -> None:
    assert computer("OFFICE-PC").cells == {
        "asset_number": "d-4oenbfg7f4",
        "type": "Desktop",
        "name": "OFFICE-PC",
        "make": "Dell Inc.",
        "model": "OptiPlex 7090",
        "system": "Windows 11 25H2",
        "supported_until": date(2027, 10, 12),
        "last_update": date(2026, 11, 16),
        "antivirus": "Microsoft Defender",
        "encrypted": "Yes",
        "backup": "File History, 20 November 2026",
        "last_seen": date(2026, 11, 22),
        "device_id": "d-4oenbfg7f4",
    }


def test_what_was_not_seen_is_said_and_never_taken_for_no() -> None:
    row = computer(HIDDEN.id)

    assert {
        key: row.gaps[key] for key in ("system", "supported_until", "last_update", "encrypted", "antivirus", "backup")
    } == {
        "system": "Not known",
        "supported_until": "Not known",
        "last_update": "Not known",
        "encrypted": "Not checked",
        "antivirus": "Not checked",
        "backup": "Not checked",
    }


def test_a_hidden_name_stays_hidden() -> None:
    assert "name" not in computer(HIDDEN.id).cells


def test_checks_that_nobody_did_are_not_checked() -> None:
    row = alone(seen("screen.locks", "green"))

    assert (row.gaps["encrypted"], row.gaps["antivirus"], row.gaps["backup"]) == ("Not checked",) * 3


@pytest.mark.parametrize(
    ("light", "word"), [("green", "Yes"), ("red", "No"), ("amber", "No"), ("not_needed", "Not needed")]
)
def test_a_disk_is_encrypted_only_where_the_check_says_so(light: str, word: str) -> None:
    assert alone(seen("disk.encrypted", light)).cells["encrypted"] == word


@pytest.mark.parametrize(
    ("light", "facts", "told"),
    [
        ("green", {"antivirus__on": True, "antivirus__products": ("Norton", "Defender")}, "Norton, Defender"),
        ("amber", {"antivirus__on": True, "antivirus__products": ("Norton",)}, "Norton (does not watch)"),
        ("red", {"antivirus__on": False, "antivirus__products": ()}, "None is on"),
        ("amber", {"antivirus__on": False, "antivirus__products": ()}, "None seen"),
    ],
)
def test_an_antivirus_is_told_with_what_is_wrong_with_it(light: str, facts: Facts, told: str) -> None:
    assert alone(seen("antivirus.on", light, OFFICE, **facts)).cells["antivirus"] == told


@pytest.mark.parametrize(
    ("ends", "extended", "until"),
    [
        ("2025-10-14", "2028-10-10", date(2028, 10, 10)),
        ("2027-10-12", None, date(2027, 10, 12)),
        (None, None, "No day named"),
        ("soon", None, "Not known"),
    ],
)
def test_support_ends_with_the_last_updates_that_come(ends: str | None, extended: str | None, until: object) -> None:
    row = alone(seen("system.supported", "green", system__support_ends=ends, system__extended_ends=extended))

    assert {**row.gaps, **row.cells}["supported_until"] == until


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"backup__newest": "2026-11-20"}, "20 November 2026"),
        ({"backup__methods": ("restic",), "backup__newest": None}, "restic, never finished"),
        ({"backup__methods": ("restic",)}, "restic, day not known"),
    ],
)
def test_a_backup_is_told_as_far_as_it_was_seen(facts: Facts, told: str) -> None:
    assert alone(seen("backup.recent", "amber", OFFICE, **facts)).cells["backup"] == told


def test_the_newest_report_of_a_computer_counts_and_tells_when_it_was_last_seen() -> None:
    later = report_of(OFFICE, *of_office(until="2028-01-01"), when=STARTED + timedelta(days=2))

    row = next(one for one in register(later, *REPORTS).computers if one.id == OFFICE.id)

    assert (row.cells["supported_until"], row.cells["last_seen"]) == (date(2028, 1, 1), date(2026, 11, 24))


def test_a_serial_number_is_there_where_somebody_asked_for_it_and_can_be_left_out() -> None:
    shown = {row.label: row.cells.get("serial") for row in register().computers}
    hidden = {row.cells.get("serial") for row in register(with_serials=False).computers}

    assert (shown["NURSE-1"], shown["OFFICE-PC"], hidden) == ("PF2ABCDE", None, {None})


def test_programs_of_our_lists_are_counted_over_computers() -> None:
    told = {row.cells["name"]: row.cells.get("computers") for row in register().software}

    assert told == {
        "Chrome": 2,
        "Edge": 2,
        "File History": 2,
        "Microsoft Defender": 2,
        "Office 2016": 2,
        "Windows 11 25H2": 2,
        "Care records (Example Records Ltd)": None,
    }


def test_a_program_has_its_last_day_where_our_dated_lists_know_it() -> None:
    assert program("Office 2016").cells["supported_until"] == date(2025, 10, 14)
    assert program("Windows 11 25H2").cells["supported_until"] == date(2027, 10, 12)
    assert program("Chrome").gaps == {"supported_until": "Not known"}


def test_a_program_whose_maker_has_given_it_up_is_told_so() -> None:
    ended = seen("software.unsupported", "red", programs__ended=("Adobe Flash",))
    rows = register(report_of(OFFICE, ended)).software

    assert rows[0].cells == {"name": "Adobe Flash", "supported_until": "Ended", "computers": 1}


def test_a_supplier_is_told_with_what_it_does_for_the_home() -> None:
    row = program("Care records (Example Records Ltd)")

    assert row.cells["supplier"] == "Example Records Ltd"


def test_reports_of_two_homes_make_no_register() -> None:
    other = report_of(NURSE, *of_dark(NURSE), site=Site("willows", "The Willows"))

    with pytest.raises(CannotRun, match="2 homes"):
        register(*REPORTS, other)


def test_office_without_an_end_is_told_as_paid_for() -> None:
    paid: Facts = {
        **OFFICE_2016,
        "office__names": ("Microsoft 365",),
        "office__first_to_end": None,
        "office__support_ends": None,
    }
    rows = register(report_of(OFFICE, seen("software.office", "green", OFFICE, **paid))).software

    assert rows[0].cells["supported_until"] == "While it is paid for"
