"""A machine on which things go wrong, as they do."""

from datetime import UTC, date, datetime

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine, MachineFault
from carecheck.look.machine import (
    About,
    Answer,
    Entry,
    ListFolder,
    LookAt,
    Question,
    Ran,
    ReadFile,
    ReadLink,
    RunProgram,
)
from carecheck.look.recorded_machine import RecordedMachine

ENTRIES = tuple(Entry(name, "file", datetime(2026, 11, 1, tzinfo=UTC), 4) for name in ("a", "b"))
ANSWERS: dict[Question, Answer] = {
    RunProgram(("list",)): Ran(0, b"one\ntwo\nthree\n"),
    ReadFile("/f"): b"one\ntwo\n",
    ListFolder("/d"): ENTRIES,
    LookAt("/f"): ENTRIES[0],
    ReadLink("/l"): "/target",
}
ABOUT = About("linux", date(2026, 11, 22), "/home/bob")


def faulty(fault: Fault, nth: int | None = 1) -> FaultyMachine:
    return FaultyMachine(RecordedMachine(ABOUT, ANSWERS), nth, fault)


def test_only_the_chosen_question_goes_wrong() -> None:
    machine = faulty("refused", nth=2)

    answers = [machine.ask(ReadFile("/f")) for _ in range(3)]

    assert answers == [b"one\ntwo\n", Unknown("needs_admin", "refused, to see what happens"), b"one\ntwo\n"]
    assert machine.asked == [ReadFile("/f")] * 3


@pytest.mark.parametrize(
    ("fault", "reasons"),
    [("refused", {"needs_admin"}), ("timed_out", {"timed_out"}), ("huge", {"unreadable"})],
)
def test_some_faults_are_answered_with_a_reason(fault: Fault, reasons: set[str]) -> None:
    answers = [faulty(fault).ask(question) for question in ANSWERS]

    assert {answer.reason if isinstance(answer, Unknown) else "" for answer in answers} == reasons


def test_half_an_answer_is_cut_at_the_end_of_a_line() -> None:
    half = [faulty("half").ask(question) for question in ANSWERS]

    assert half[:3] == [Ran(0, b"one\n"), b"one\n", ENTRIES[:1]]


def test_another_language_changes_words_and_no_names() -> None:
    changed = [faulty("another_language").ask(question) for question in ANSWERS]

    assert changed[0] == Ran(0, "ονε\nτχο\nτηρεε\n".encode())
    assert changed[2:] == list(ANSWERS.values())[2:]


def test_missing_means_none_or_no_such_tool() -> None:
    answers = [faulty("missing").ask(question) for question in ANSWERS]

    assert answers == [Unknown("tool_missing", "missing"), None, None, None, None]


@pytest.mark.parametrize("question", ANSWERS, ids=lambda question: type(question).__name__)
def test_no_text_survives_bytes_that_are_not_utf8(question: Question) -> None:
    machine = faulty("not_utf8", nth=None)

    seen = [machine.read("/f"), machine.list_folder("/d"), machine.run("list")]

    assert all(isinstance(answer, Unknown) for answer in seen)
    assert machine.ask(question) != ANSWERS[question]


def test_a_machine_with_a_fault_raises() -> None:
    with pytest.raises(MachineFault):
        faulty("raises").ask(ReadFile("/f"))


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "raises"])
@pytest.mark.parametrize("question", ANSWERS, ids=lambda question: type(question).__name__)
def test_the_typed_questions_take_every_answer(question: Question, fault: Fault) -> None:
    machine = faulty(fault, nth=None)
    machine.ask(question)

    seen = [machine.read("/f"), machine.list_folder("/d"), machine.run("list"), machine.has_file("/f")]

    assert all(answer is None or isinstance(answer, (Unknown, str, tuple, bool)) or answer for answer in seen)
