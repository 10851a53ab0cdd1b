"""Each question goes to the computer once, and nobody is worse off for it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.faulty_machine import FaultyMachine, MachineFault
from carecheck.look.machine import About, Answer, ListFolder, Machine, Question, Ran, ReadFile, RunProgram
from carecheck.look.once_machine import OnceMachine
from carecheck.look.watched_machine import WatchedMachine
from carecheck.look.windows_questions import AskApi, AskCom, ListKey, ReadValue, Told

ABOUT = About("windows", date(2026, 11, 24), "C:/Users/anna")
LATE = Unknown("timed_out", "it took too long")


@dataclass
class Counting(Machine):
    """Notes what it is asked, and answers as it is told."""

    answer: Callable[[Question], Answer]
    about: About = ABOUT
    asked: list[Question] = field(default_factory=list[Question])

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return self.answer(question)


@pytest.mark.parametrize(
    "question",
    [
        RunProgram(("uptime",)),
        ReadFile("/etc/hosts"),
        ListFolder("/boot"),
        ReadValue("HKLM", "SOFTWARE", "It"),
        ListKey("HKLM", "SOFTWARE"),
        AskCom("update.waiting"),
        AskApi("accounts"),
    ],
)
@pytest.mark.parametrize("answer", [b"told", None, Unknown("needs_admin", "refused")])
def test_the_same_question_is_asked_once(question: Question, answer: Answer) -> None:
    machine = Counting(lambda _: answer)
    once = OnceMachine(machine)

    assert [once.ask(question) for _ in range(3)] == [answer] * 3
    assert machine.asked == [question]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ReadFile("/a"), ReadFile("/a", most_bytes=5)),
        (ListFolder("/a"), ListFolder("/a", most_entries=5)),
        (RunProgram(("a",)), RunProgram(("a",), most_bytes=5)),
        (RunProgram(("a",)), RunProgram(("a",), rights="person")),
        (ListKey("HKLM", "A"), ListKey("HKLM", "A", 32)),
        (ListKey("HKLM", "A"), ListKey("HKCU", "A")),
    ],
)
def test_another_question_is_asked_for_itself(one: Question, other: Question) -> None:
    once = OnceMachine(Counting(repr))

    assert (once.ask(one), once.ask(other)) == (repr(one), repr(other))


def test_those_who_ask_meanwhile_wait_for_the_same_answer() -> None:
    go = threading.Event()
    machine = Counting(lambda _: b"told" if go.wait(10) else None)
    once = OnceMachine(machine)
    told: list[Answer] = []
    threads = [threading.Thread(target=lambda: told.append(once.ask(ReadFile("/a")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()

    assert (told, machine.asked) == ([b"told"] * 8, [ReadFile("/a")])


def test_who_waits_for_another_waits_no_longer_than_the_question_allows() -> None:
    go, begun = threading.Event(), threading.Event()

    def slow(_: Question) -> Answer:
        begun.set()
        go.wait(10)
        return Told({"required": False})

    once = OnceMachine(Counting(slow))
    first = threading.Thread(target=once.ask, args=(AskCom("update.restart", seconds=10),))
    first.start()
    begun.wait()

    impatient = once.ask(AskCom("update.restart", seconds=0.02))
    go.set()
    first.join()

    assert isinstance(impatient, Unknown)
    assert impatient.reason == "timed_out"
    assert once.ask(AskCom("update.restart", seconds=0.02)) == Told({"required": False})


def test_who_has_more_patience_asks_again() -> None:
    def answer(question: Question) -> Answer:
        assert isinstance(question, RunProgram)
        return Ran(0, b"told") if question.seconds > 5 else LATE

    machine = Counting(answer)
    once = OnceMachine(machine)

    told = [once.ask(RunProgram(("apt",), seconds=seconds)) for seconds in (2, 1, 15, 2)]

    assert told == [LATE, LATE, Ran(0, b"told"), Ran(0, b"told")]
    assert len(machine.asked) == 2


@pytest.mark.parametrize("patience_of_another", [1, 9.999])
def test_a_patient_one_who_waited_asks_with_the_time_that_is_left(patience_of_another: float) -> None:
    begun, go = threading.Event(), threading.Event()
    left: list[float] = []

    def answer(question: Question) -> Answer:
        assert isinstance(question, AskCom)
        if not begun.is_set():
            begun.set()
            go.wait(10)
            return LATE
        left.append(question.seconds)
        return Told({})

    once = OnceMachine(Counting(answer))
    first = threading.Thread(target=once.ask, args=(AskCom("update.waiting", patience_of_another),))
    first.start()
    begun.wait()
    threading.Timer(0.05, go.set).start()

    assert once.ask(AskCom("update.waiting", seconds=10)) == Told({})
    assert 0 < left[0] < 10


def test_a_fault_of_the_machine_meets_each_who_asks() -> None:
    once = OnceMachine(FaultyMachine(Counting(lambda _: b"told"), 1, "raises"))

    with pytest.raises(MachineFault):
        once.ask(ReadFile("/a"))
    assert once.ask(ReadFile("/a")) == b"told"


def test_everyone_who_asked_has_the_evidence() -> None:
    once = OnceMachine(Counting(lambda _: Told({"role": 1})))
    watched = [WatchedMachine(once), WatchedMachine(once)]

    for machine in watched:
        machine.ask(AskApi("form"))

    assert [[one.where for one in machine.evidence()] for machine in watched] == [["form"], ["form"]]
