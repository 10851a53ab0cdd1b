"""What a computer knows of people stays there: no output of a report holds a login, a person or the id of one."""

import re
from io import BytesIO
from typing import Final, get_args
from zipfile import ZipFile

import pytest

from carecheck.cli.options import Format
from carecheck.report import Report, report_bytes
from carecheck.show.junit import render_junit
from carecheck.show.oscal import render_oscal
from carecheck.show.page import render_page
from carecheck.show.results_table import results_csv, results_workbook
from carecheck.show.terminal import TerminalOptions, render_terminal
from carecheck.words_now import with_words_of_today
from tests.machine.lights import report_of
from tests.windows_facts.pcs import NAMES, load_pc, pc

# The ids of people, and the names of the made-up ones. "Reception" is a word of our own as well.
OF_PEOPLE: Final = re.compile(
    r"S-1-5-21-|S-1-12-1-|\b(anna|paul|zara|nightstaff|helpdesk|smith|jones|khan)\b", re.IGNORECASE
)


def outputs(report: Report) -> dict[str, str]:
    """The report as each kind of file, as text."""
    with ZipFile(BytesIO(results_workbook(report))) as book:
        table = "".join(book.read(name).decode() for name in book.namelist())
    return {
        "json": report_bytes(report).decode(),
        "html": render_page(report),
        "csv": results_csv(report),
        "xlsx": table,
        "junit": render_junit(report),
        "oscal": render_oscal(report),
        "text": render_terminal(report, TerminalOptions(columns=500, everything=True)),
    }


def test_the_names_that_are_looked_for_stand_in_what_the_computer_told() -> None:
    assert {name.lower() for name in OF_PEOPLE.findall(repr(load_pc("old_staff").answers))} >= {"anna", "paul", "zara"}


@pytest.mark.parametrize("name", NAMES)
def test_no_output_tells_who_works_on_a_computer(name: str) -> None:
    report = report_of(pc(name))

    shown = outputs(report)

    assert shown.keys() == set(get_args(Format))
    assert {form: found for form, text in shown.items() if (found := OF_PEOPLE.findall(text))} == {}


def test_the_words_of_today_tell_no_more() -> None:
    shown = outputs(with_words_of_today(report_of(pc("old_staff"))))

    assert {form: found for form, text in shown.items() if (found := OF_PEOPLE.findall(text))} == {}
