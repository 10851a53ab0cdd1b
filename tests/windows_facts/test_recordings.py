"""Recordings of Windows computers: written and read back, and what they let others see."""

import re
from typing import cast

import pytest

from carecheck.errors import MistakesInFile
from carecheck.look.computer import look_at_computer
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.identity import describe_computer
from carecheck.look.machine import Answer, Machine, Question
from carecheck.look.probes import probes_for
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.windows_questions import WindowsQuestion
from tests.windows_facts.pcs import NAMES, pc


@pytest.mark.parametrize("name", NAMES)
def test_what_was_asked_and_told_is_written_and_read_back_as_it_was(name: str) -> None:
    machine = pc(name)
    answers = look_at_computer(machine, probes_for("windows")).answers

    written = RecordedMachine(machine.about, answers).to_text()

    read_back = RecordedMachine.from_text(written).answers
    assert {question: read_back.get(question) for question in answers} == answers


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "wrong_type"])  # of another form: no row
def test_a_recording_of_bad_answers_is_read_back_as_it_was(fault: Fault) -> None:
    machine: Machine = FaultyMachine(pc("good_11_pro"), None, fault)
    seen = look_at_computer(machine, probes_for("windows")).answers
    answers = {question: answer for question, answer in seen.items() if isinstance(question, WindowsQuestion)}

    written = RecordedMachine(machine.about, cast(dict[Question, Answer], answers)).to_text()

    read_back = RecordedMachine.from_text(written).answers
    assert {question: read_back.get(question) for question in answers} == answers


@pytest.mark.parametrize("name", NAMES)
def test_evidence_tells_no_login_and_no_id_of_one(name: str) -> None:
    machine = pc(name)
    evidence = look_at_computer(machine, probes_for("windows")).evidence

    shown = "\n".join(one.where for some in evidence.values() for one in some).casefold()

    of_windows = re.sub("administrators|filteradministratortoken", "", shown)
    assert machine.about.login.casefold() not in of_windows
    assert "s-1-5-21-" not in shown
    assert "s-1-12-1-" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_no_fact_tells_a_login_or_an_id_of_one(name: str) -> None:
    machine = pc(name)

    facts = repr(look_at_computer(machine, probes_for("windows")).groups).casefold()

    assert not [word for word in ("anna", "paul", "nightstaff", "reception", "helpdesk", "s-1-") if word in facts]


def test_nobody_reads_the_password_of_automatic_sign_in() -> None:
    asked = look_at_computer(pc("reception"), probes_for("windows")).answers

    assert not [question for question in asked if "DefaultPassword" in repr(question)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{key: 'HKU\\X'}", "begins with HKLM or HKCU"),
        ("{key: 'HKLM\\X', value: {A: 1}}", "Expected `str"),
        ("{key: 'HKLM\\X', vales: {A: 1}}", "vales"),
        ("{value: 'HKLM\\X', name: A, type: REG_LONG, data: 1}", "REG_LONG"),
        ("{value: 'HKLM\\X', name: A, type: REG_BINARY, base64: '?'}", "not base64"),
        ("{service: wuauserv, state: asleep}", "asleep"),
        ("{com: update.everything, told: {}}", "update.everything"),
        ("{api: accounts}", "told"),
    ],
)
def test_a_wrong_row_is_refused_with_what_is_wrong(row: str, told: str) -> None:
    text = f"kind: carecheck.recording\nabout: {{system: windows, today: 2026-11-24, home: C:/}}\nanswers:\n  - {row}\n"

    with pytest.raises(MistakesInFile) as error:
        RecordedMachine.from_text(text)

    assert told in str(error.value)


@pytest.mark.parametrize(("name", "form"), [("good_11_pro", "desktop"), ("home_11", "laptop"), ("all_refused", None)])
def test_a_computer_says_what_form_it_has(name: str, form: str | None) -> None:
    assert describe_computer(pc(name), b"key").form == form
