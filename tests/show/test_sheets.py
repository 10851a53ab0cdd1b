"""The sheets to hand out: what only an IT person can fix or find out, and habits for the wall that tell nothing."""

from typing import Final

import pytest

from carecheck.demo import demo
from carecheck.judge.checkfiles import load_checks
from carecheck.lights import Light
from carecheck.report import Report
from carecheck.shipped import shipped
from carecheck.show import it_sheet as it
from carecheck.show import wall_sheet as wall
from carecheck.show.it_sheet import ItSheet, it_sheet
from carecheck.show.view import view_of
from carecheck.show.wall_sheet import wall_sheet
from carecheck.tables import Habit, habits
from tests.pages.homes import computers, with_findings
from tests.show.sample_report import DOMAIN, OAKFIELD_HOUSE, home, not_checked, result
from tests.words.gate import problems_with_sentence

HABITS: Final = habits()
LIGHTS_TO_FIX: Final[tuple[Light, ...]] = ("red", "amber")
FOUND: Final[tuple[Light, ...]] = (*LIGHTS_TO_FIX, "green")


def sheet_of(report: Report) -> ItSheet:
    """The IT person's sheet of a report that has one."""
    sheet = it_sheet(view_of(report))
    assert sheet
    return sheet


def test_the_sheet_for_it_holds_what_only_they_can_fix_with_the_technical_line() -> None:
    asked = result("logins.shared", "red", "Staff share one login.", who="it", for_it="shared=1")
    own = result("screen.locks", "amber", "This screen locks late.", who="you")

    sheet = sheet_of(home(asked, own))

    assert [(job.number, job.title, job.technical) for job in sheet.jobs] == [
        (1, "Staff share one login.", "logins.shared/found | shared=1")
    ]


def test_it_holds_what_an_administrators_run_would_add_and_the_line_to_run() -> None:
    sheet = sheet_of(home(not_checked("boot.secure", "We could not check the start.", "needs_admin")))

    assert [job.title for job in sheet.adds] == ["We could not check the start."]
    assert sheet.run
    assert sheet.run.command == "carecheck scan"


def test_where_an_it_person_has_nothing_to_do_there_is_no_sheet() -> None:
    assert it_sheet(view_of(home(result("screen.locks", "amber", "This screen locks late.", who="you")))) is None


@pytest.mark.parametrize("amount", [6, 60])
def test_nothing_is_left_out_of_it_in_silence(amount: int) -> None:
    sheet = sheet_of(with_findings(amount, computers(3)))

    left = amount - len(sheet.jobs)
    assert sheet.more == (f"And {left} more. You find all of them in the report." if left else "")


def test_the_wall_always_shows_5_habits_in_the_same_order() -> None:
    for report in (OAKFIELD_HOUSE, demo().report, home(result("firewall.on", "green", "The firewall is on."))):
        sheet = wall_sheet(report)

        assert sheet
        assert len(sheet.habits) == 5
        assert list(sheet.habits) == [one for one in HABITS if one in sheet.habits]


@pytest.mark.parametrize("light", LIGHTS_TO_FIX)
def test_a_habit_that_matters_here_is_on_the_wall(light: Light) -> None:
    about = result("people.messaging_apps", light, "Staff send notes by an app.")

    sheet = wall_sheet(home(about))

    assert sheet
    assert "Send photos and notes only with the home's own apps." in {one.habit for one in sheet.habits}


def test_the_wall_tells_the_same_of_what_is_fixed_as_of_what_is_not() -> None:
    """Alone, so that the choice is the same: the light behind a habit does not change one word of the sheet."""
    sheets = {wall_sheet(home(result("screen.locks", light, "The screen."))) for light in FOUND}

    assert len(sheets) == 1


def test_a_report_of_domains_alone_has_nothing_for_the_wall() -> None:
    assert wall_sheet(home(result("email.spf", "amber", "Others can send.", DOMAIN))) is None


def test_every_habit_is_about_checks_that_there_are() -> None:
    checks = load_checks(shipped("checks"))
    topics = {f"{check.partition('.')[0]}.*" for check in checks}

    assert [about for one in HABITS for about in one.about if about not in {*checks, *topics, "*"}] == []


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.habit)
def test_every_habit_passes_the_gate(habit: Habit) -> None:
    assert problems_with_sentence(habit.habit) == []
    assert problems_with_sentence(habit.how) == []


@pytest.mark.parametrize("sentence", [it.TITLE, it.INTRO, it.ADDS, wall.TITLE, wall.HEADLINE, wall.THANKS])
def test_the_fixed_sentences_of_the_sheets_pass_the_gate(sentence: str) -> None:
    assert problems_with_sentence(sentence) == []
