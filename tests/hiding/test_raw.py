"""A raw look at a computer: what is kept when something goes wrong, and how the file is put together."""

import threading
import time
from datetime import date

import pytest

from carecheck.facts.model import FactGroup, Unknown
from carecheck.look import raw
from carecheck.look.faulty_machine import FAULTS, Fault, FaultyMachine
from carecheck.look.machine import About, Answer, LookAt, Machine, Question, Ran, ReadFile, RunProgram
from carecheck.look.probes import Probe, probes_for
from carecheck.look.raw import look_raw
from carecheck.look.recorded_machine import RecordedMachine
from carecheck.look.recording_writing import recording_text
from carecheck.look.windows_questions import AskApi, Told
from tests.windows_facts.pcs import pc

ABOUT = About("linux", date(2026, 11, 24), "/home/bob", login="bob", host_name="bobs-pc")


def text_of(seen: raw.Raw) -> str:
    return recording_text(seen.recording, seen.sections, seen.said, "A remark\n\nand one more\n")


def with_probe(monkeypatch: pytest.MonkeyPatch, look: object) -> None:
    group = probes_for("linux")["restart"].group
    monkeypatch.setattr(raw, "probes_for", lambda _: {"restart": Probe(group, "linux", look)})  # type: ignore[arg-type]


def test_a_file_says_where_it_comes_from_and_groups_its_answers() -> None:
    lines = text_of(look_raw(pc("good_11_pro"), "1.2.3")).splitlines()

    assert lines[:8] == [
        *("# A remark", "#", "# and one more", "kind: carecheck.recording", "seen: on a real PC"),
        *('build: "26200"', "edition: Professional", 'carecheck: "1.2.3"'),
    ]
    titles = [line for line in lines if line.startswith("  # ")]
    assert titles[0] == "  # the computer"
    assert {"  # backup", "  # logins", "  # updates"} <= set(titles)


def test_each_question_stands_in_it_once() -> None:
    seen = look_raw(pc("good_11_pro"), "1")

    rows = [line for line in text_of(seen).splitlines() if line.startswith("  - ")]
    assert len(rows) == len(seen.recording.answers)


def test_a_probe_that_fails_leaves_what_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(machine: Machine) -> FactGroup:
        machine.read_live("/etc/hostname")
        raise ValueError("bob")

    with_probe(monkeypatch, fails)
    text = text_of(look_raw(RecordedMachine(ABOUT, {ReadFile("/etc/hostname"): b"bobs-pc\n"}), "1"))

    assert "/etc/hostname" in text
    assert "bob" not in text


def test_a_probe_that_never_ends_leaves_what_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    waits = [True]

    def hangs(machine: Machine) -> FactGroup:
        machine.read_live("/etc/hostname")
        if waits.pop() if waits else False:
            never.wait()
        return probes_for("linux")["restart"].group.all_unknown(Unknown("not_seen"))

    with_probe(monkeypatch, hangs)
    machine = RecordedMachine(ABOUT, {ReadFile("/etc/hostname"): b"x\n"})
    text = text_of(look_raw(machine, "1", seconds=0.3))
    never.set()

    assert "/etc/hostname" in text


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "wrong_type"])
def test_whatever_a_windows_answers_the_file_can_be_read_back(fault: Fault) -> None:
    seen = look_raw(FaultyMachine(pc("good_11_pro"), None, fault), "1")

    again = RecordedMachine.from_text(text_of(seen))

    # The name of a file that is looked at stands in the question, and nowhere else.
    asked = [question for question in seen.recording.answers if not isinstance(question, LookAt)]
    assert [again.answers.get(question) for question in asked] == [
        seen.recording.answers[question] for question in asked
    ]


def test_an_answer_of_another_form_does_no_harm() -> None:
    assert look_raw(FaultyMachine(pc("good_11_pro"), None, "wrong_type"), "1").recording.answers


def test_with_names_shown_nothing_is_changed() -> None:
    machine = pc("good_11_pro")

    seen = look_raw(machine, "1", show_names=True)

    assert seen.hidden is None
    assert seen.recording.about == machine.about


def test_what_could_not_be_read_back_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "MOST_LETTERS", 1000)

    class Talkative(Machine):
        about = ABOUT

        def ask(self, question: Question) -> Answer:
            match question:
                case ReadFile(path):
                    return b"x" * (5000 if path == "/proc/stat" else 5)
                case RunProgram():
                    return Ran(0, b"none\n")
                case _:
                    return None

    answers = look_raw(Talkative(), "1").recording.answers

    assert answers[ReadFile("/proc/stat")] == Unknown("unreadable", "too large for this file")
    assert answers[ReadFile("/etc/os-release")] == b"x" * 5


def test_a_full_computer_takes_little_time() -> None:
    """A rule of the firewall names the person; there are many, and many programs."""
    rule = (
        "v2.31|Action=Allow|Active=TRUE|Dir=In|App=C:\\Users\\anna\\AppData\\a{}.exe|Name=Anna's a{}|RA4=192.168.{}.7|"
    )
    rules = [{"rule": rule.format(number, number, number % 250)} for number in range(1500)]
    programs = [{"name": f"Program {number} of anna"} for number in range(500)]
    more: dict[Question, Answer] = {
        AskApi("programs"): Told({"count": len(programs), "rows": programs}),
        AskApi("form"): Told({"role": 1, "count": len(rules), "rows": rules}),
    }
    inner = pc("good_11_pro")

    class Full(Machine):
        about = inner.about

        def ask(self, question: Question) -> Answer:
            return more.get(question) or inner.ask(question)

    begun = time.process_time()
    text = text_of(look_raw(Full(), "1"))

    assert "anna" not in text.casefold()
    assert time.process_time() - begun < 10  # generous: other computers are slower
