"""How full the disk is, by what df tells, and by the disk of this computer."""

import os
from pathlib import Path

import pytest

from carecheck.facts.model import Unknown
from carecheck.facts.space import Space
from carecheck.look.linux.space import GB, PLACES, rooms_of_system, space
from carecheck.look.local_machine import LocalMachine
from carecheck.look.machine import Ran, RunProgram
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

DF = ("df", "--block-size=1", "--output=fstype,size,avail,target", *PLACES)


def told(*rows: str, status: int = 0) -> RecordedMachine:
    machine = computer()
    out = "\n".join(["Type 1B-blocks Avail Mounted on", *rows, ""])
    machine.answers[RunProgram(DF)] = Ran(status, out.encode())
    return machine


def row(fstype: str, total: float, free: float, target: str = "/") -> str:
    return f"{fstype} {int(total * GB)} {int(free * GB)} {target}"


@pytest.mark.parametrize(
    ("rows", "gb", "percent"),
    [
        ([row("ext4", 100, 40)] * 4, 40, 40),
        ([row("ext4", 100, 9.99)] * 4, 9, 9),
        ([row("ext4", 100, 0)] * 4, 0, 0),
        ([*[row("ext4", 100, 40)] * 3, row("xfs", 900, 3, "/home")], 3, 0),  # the files of people have no room left
        ([*[row("ext4", 100, 40)] * 2, row("ext4", 10, 9, "/var"), row("ext4", 100, 40)], 9, 40),
        ([*[row("overlay", 0, 0)] * 2, *[row("btrfs", 200, 50, "/var")] * 2], 50, 25),
    ],
)
def test_the_fullest_place_decides_and_is_rounded_down(rows: list[str], gb: int, percent: int) -> None:
    assert space(told(*rows)) == Space(free_gb=gb, free_percent=percent)


@pytest.mark.parametrize(
    ("machine", "because"),
    [
        (told(*[row("ext4", 100, 40)] * 3), "unreadable"),
        (told(*[row("ext4", 100, 40)] * 4, status=1), "unreadable"),
        (told(*[row("ext4", 100, 101)] * 4), "unreadable"),
        (told(*[row("ext4", 0.5, 0.4)] * 4), "unreadable"),
        (told(*["autofs - - /home"] * 4), "unreadable"),
        (told(*[row("overlay", 4, 3)] * 4), "not_possible_here"),  # a live session, in memory
        (computer(), "tool_missing"),
        (computer(environment={"container": "lxc"}), "not_possible_here"),
    ],
)
def test_what_df_does_not_tell_for_sure_is_unknown(machine: RecordedMachine, because: str) -> None:
    seen = space(machine)

    assert isinstance(seen.free_gb, Unknown)
    assert (seen.free_gb.reason, seen.free_percent) == (because, seen.free_gb)


@pytest.mark.parametrize(
    ("recording", "gb", "percent"),
    [("space-full", 1, 5), ("space-silverblue", 8, 3)],
)
def test_recorded_computers(recordings: Path, recording: str, gb: int, percent: int) -> None:
    seen = space(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert seen == Space(free_gb=gb, free_percent=percent)


def test_the_disk_of_this_computer_is_as_full_as_its_system_says() -> None:
    rooms = rooms_of_system(LocalMachine())
    there = os.statvfs("/")

    if isinstance(rooms, Unknown):  # in a container, all lies on an image
        assert rooms.reason == "not_possible_here"
    else:
        assert rooms[0].total == there.f_blocks * there.f_frsize
        assert abs(rooms[0].free - there.f_bavail * there.f_frsize) < GB
