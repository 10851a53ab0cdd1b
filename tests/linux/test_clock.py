"""Whether something keeps the clock of Linux right."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.look.linux.clock import OTHER_NAMES, SERVICES, clock
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer
from tests.linux.units import systemctl


def said(fact: object) -> object:
    return fact.reason if isinstance(fact, Unknown) else fact


def pc(told: str, states: Mapping[str, str]) -> RecordedMachine:
    programs = {"timedatectl show": f"Timezone=Europe/London\n{told}TimeUSec=Sun 2026-11-22 13:14:31 GMT\n"}
    programs |= systemctl(SERVICES, states)
    for name in OTHER_NAMES:
        programs |= systemctl([name], states)
    return computer(folders=["/run/systemd/system"], programs=programs)


@pytest.mark.parametrize(
    ("recording", "kept_right"), [("clock-off", False), ("clock-on", True), ("clock-ntpsec", True)]
)
def test_recorded_computers(recordings: Path, recording: str, kept_right: bool) -> None:
    assert clock(RecordedMachine.from_file(recordings / f"{recording}.yaml")).kept_right is kept_right


@pytest.mark.parametrize(
    ("told", "states", "kept_right"),
    [
        ("CanNTP=yes\nNTP=yes\nNTPSynchronized=no\n", {}, True),
        ("CanNTP=yes\nNTP=no\nNTPSynchronized=yes\n", {}, False),
        ("CanNTP=no\nNTP=no\nNTPSynchronized=no\n", {}, False),
        ("NTPSynchronized=yes\n", {}, "unreadable"),
        ("NTP=no\n", {"ntpsec": "on"}, True),
        ("NTP=no\n", {"ntp": "on"}, True),
        ("NTP=no\n", {"openntpd": "off"}, False),
        ("NTP=no\n", {"chronyd": "failed"}, "not_seen"),
    ],
)
def test_a_program_that_runs_keeps_it_right(told: str, states: Mapping[str, str], kept_right: object) -> None:
    assert said(clock(pc(told, states)).kept_right) == kept_right


def test_a_service_that_has_another_name_settles_nothing_against_it() -> None:
    machine = pc("NTP=no\n", {})
    [(question, answer)] = systemctl(["chrony.service"], {"chrony": "failed"}).items()
    asked = question.replace("chrony.service", "chronyd.service").split(" ")
    machine.answers[RunProgram(tuple(asked))] = Ran(0, answer.encode())

    assert said(clock(machine).kept_right) == "unreadable"


def test_without_systemd_it_is_not_known() -> None:
    assert said(clock(computer()).kept_right) == "not_possible_here"
