"""JUnit XML, read back by a real reader of it: nothing but OK is a test that passed."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from carecheck.demo import demo
from carecheck.lights import Light
from carecheck.report import Report, Subject
from carecheck.show.junit import render_junit
from tests.homes.visits import KITCHEN, seen
from tests.report.test_files import REPORTS
from tests.show.sample_report import BACKUP, OAKFIELD_HOUSE, OFFICE_PC, home, not_checked, result

KINDS: Final[dict[Light, list[type]]] = {
    "red": [Failure],
    "amber": [Failure],
    "unknown": [Skipped],
    "not_needed": [Skipped],
    "green": [],
}


def suites(report: Report) -> list[TestSuite]:
    """The suites in the XML."""
    return list(JUnitXml.fromstring(render_junit(report).encode()))


def cases(report: Report) -> dict[str, TestCase]:
    """The tests of all suites by the names of their checks."""
    return {str(case.name): case for suite in suites(report) for case in suite}


@pytest.mark.parametrize("light", KINDS)
def test_only_ok_is_a_test_that_passed(light: Light) -> None:
    (case,) = cases(home(seen(light))).values()

    assert [type(one) for one in case.result] == KINDS[light]
    assert case.is_passed == (light == "green")


def test_a_failure_tells_the_light_what_was_seen_and_what_to_do() -> None:
    (failure,) = cases(home(BACKUP))["backup.recent"].result

    assert failure.type == "red"
    assert failure.message == "Fix now: Your last backup was 41 days ago, on 12 October 2026."
    assert "Run a backup today." in failure.text.splitlines()


def test_what_was_not_checked_is_skipped_with_its_reason() -> None:
    (skipped,) = cases(home(not_checked("disk.encrypted", "We could not see it.", "needs_admin"))).popitem()[1].result

    assert skipped.message == "Not checked: We could not see it. This computer only shows it to an administrator."


def test_a_fault_of_carecheck_is_an_error() -> None:
    (case,) = cases(home(not_checked("disk.encrypted", "We could not see it.", "our_fault"))).values()

    assert [type(one) for one in case.result] == [Error]


def test_an_accepted_risk_stays_a_failure_and_says_who_accepted_it() -> None:
    (failure,) = cases(OAKFIELD_HOUSE)["remote.tools"].result

    assert failure.type == "red"
    assert "Accepted until 31 January 2027 by: Registered manager." in failure.text


def test_the_counts_are_those_of_the_tests() -> None:
    for suite in suites(OAKFIELD_HOUSE):
        kinds = [type(one) for case in suite for one in case.result]

        assert suite.tests == len(list(suite))
        assert (suite.failures, suite.errors, suite.skipped) == tuple(map(kinds.count, (Failure, Error, Skipped)))


def test_each_subject_is_a_suite_and_two_of_one_name_are_told_apart() -> None:
    twin = Subject("d-twin", "computer", OFFICE_PC.label)
    report = home(
        seen("red"), seen("green", subject=twin), seen("red", "email.spf", KITCHEN), subjects=(OFFICE_PC, twin, KITCHEN)
    )

    assert [suite.name for suite in suites(report)] == ["OFFICE-PC (d-4oenbfg7f4)", "OFFICE-PC (d-twin)", "KITCHEN"]


def test_the_time_is_that_of_the_report() -> None:
    assert {suite.timestamp for suite in suites(OAKFIELD_HOUSE)} == {"2026-11-22T09:30:00+00:00"}


@given(st.text(max_size=80))
def test_a_hostile_name_is_text_and_nothing_else(text: str) -> None:
    title = f"Seen: {text}]]><failure/>\x00\ufffe"
    (case,) = cases(
        home(
            result(
                "firewall.on",
                "green",
                title,
                Subject("d-1", "computer", f"PC {text}"),
            ),
            subjects=(Subject("d-1", "computer", f"PC {text}"),),
        )
    ).values()

    assert case.is_passed
    assert "<failure/>" in str(case.system_out)


@given(REPORTS)
def test_any_report_can_be_read_and_is_the_same_each_time(report: Report) -> None:
    assert len(cases(report)) == len(report.results)
    assert render_junit(report) == render_junit(report)


def test_each_name_and_line_of_a_made_up_report_says_so() -> None:
    report = demo().report

    for suite in suites(report):
        assert str(suite.name).startswith("Made up: ")
        for case in suite:
            lines = [case.name, case.classname, *str(case.system_out or "Made up: ").splitlines()]
            lines += [text for one in case.result for text in (one.message, *one.text.splitlines())]
            assert [line for line in lines if not line.startswith("Made up: ")] == []
