"""All probes side by side: late ones, broken ones, and what they saw."""

import threading
from datetime import date
from typing import Annotated

import pytest

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look.computer import look_at_computer
from carecheck.look.machine import About, Answer, Machine, Question, Ran, ReadFile, RunProgram
from carecheck.look.probes import Probe
from carecheck.look.recorded_machine import RecordedMachine

ABOUT = About("linux", date(2026, 11, 22), "/home/bob", login="bob")


class Tea(FactGroup, frozen=True):
    """Whether there is tea."""

    hot: Annotated[bool | Unknown, "Whether it is hot"]
    cups: Annotated[int | Unknown, "How many cups"]


class Cake(FactGroup, frozen=True):
    """Whether there is cake."""

    slices: Annotated[int | Unknown, "How many slices"]


def tea(machine: Machine) -> Tea:
    text = machine.read_live("/tea")
    return Tea(hot=text == "hot", cups=2)


PROBES = {"tea": Probe(Tea, "linux", tea)}
MACHINE = RecordedMachine(ABOUT, {ReadFile("/tea"): b"hot"})


def test_each_probe_fills_its_group() -> None:
    seen = look_at_computer(MACHINE, PROBES)

    assert seen.groups == {"tea": Tea(hot=True, cups=2)}
    assert [evidence.where for evidence in seen.evidence["tea"]] == ["/..."]
    assert seen.answers == {ReadFile("/tea"): b"hot"}


def test_a_late_probe_is_timed_out_and_the_others_are_kept() -> None:
    never = threading.Event()

    def cake(machine: Machine) -> Cake:
        never.wait()
        return Cake(1)

    seen = look_at_computer(MACHINE, PROBES | {"cake": Probe(Cake, "linux", cake)}, deadline_seconds=1)
    never.set()

    assert seen.groups["cake"] == Cake(Unknown("timed_out", "it took more than 1 s"))
    assert seen.groups["tea"] == Tea(hot=True, cups=2)


def test_an_exception_tells_its_class_and_place_and_no_names() -> None:
    def cake(machine: Machine) -> Cake:
        raise KeyError("alice")

    gap = look_at_computer(MACHINE, {"cake": Probe(Cake, "linux", cake)}).groups["cake"]

    assert isinstance(gap, Cake)
    assert isinstance(gap.slices, Unknown)
    assert gap.slices.reason == "our_fault"
    assert gap.slices.detail.startswith("KeyError in machine/test_computer.py:")
    assert "alice" not in gap.slices.detail


def test_a_probe_that_fills_another_group_is_our_fault() -> None:
    seen = look_at_computer(MACHINE, {"cake": Probe(Cake, "linux", tea)})

    assert seen.groups["cake"] == Cake(Unknown("our_fault", "the probe filled Tea"))


class SlowMachine(Machine):
    """Takes as long for a program as it may."""

    def __init__(self) -> None:
        self.about = ABOUT
        self.never = threading.Event()
        self.limits: list[float] = []

    def ask(self, question: Question) -> Answer:
        if isinstance(question, RunProgram):
            self.limits.append(question.seconds)
            self.never.wait(question.seconds)
            return Unknown("timed_out", "late")
        return Ran(0, b"")


def test_a_probe_whose_time_runs_out_hands_in_what_it_knows() -> None:
    def slow_tea(machine: Machine) -> Tea:
        answers = [machine.run("kettle", seconds=60) for _ in range(3)]
        gap = answers[-1]
        return Tea(hot=gap if isinstance(gap, Unknown) else True, cups=2)

    machine = SlowMachine()
    seen = look_at_computer(machine, {"tea": Probe(Tea, "linux", slow_tea)}, deadline_seconds=2)

    assert seen.groups["tea"] == Tea(hot=Unknown("timed_out", "the time for this topic was over"), cups=2)
    assert machine.limits == [pytest.approx(1.5, abs=0.5)]
