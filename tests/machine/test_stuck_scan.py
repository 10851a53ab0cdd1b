"""A scan ends, and leaves nothing running, whatever a probe or a program does."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.machine.test_local_machine import assert_ends

pytestmark = pytest.mark.linux


class Scan:
    """A scan that goes on elsewhere."""

    def __init__(self, folder: Path, way: str) -> None:
        self.note = folder / "note"
        command = ("scan", "--offline", "--plain", "--deadline", "4", "--only", "system.supported", "--format", "json")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.machine.stuck_scan", *command, "--results", str(folder / "results")],
            env={**os.environ, "NOTE": str(self.note), "WAY": way},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def number(self) -> int:
        """The number of the program that the probe has started."""
        for _ in range(1500):
            if self.note.exists() and self.note.read_text().strip():
                return int(self.note.read_text())
            time.sleep(0.02)
        raise AssertionError(self.process.communicate(timeout=60))

    def ended(self) -> tuple[int, str, str]:
        """Its exit code and what it said, once it has ended."""
        out, said = self.process.communicate(timeout=60)
        return self.process.returncode, out, said


def test_a_call_that_never_comes_back_is_late_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "note")

    code, out, said = Scan(tmp_path, "reads_a_pipe").ended()

    (result,) = json.loads(out)["results"]
    assert (code, result["light"], result["unknown"]["reason"]) == (0, "unknown", "timed_out"), said
    assert list((tmp_path / "results").glob("*/*/*.json")), "the result was not kept"


def test_a_program_that_heeds_no_signal_ends_with_the_scan(tmp_path: Path) -> None:
    scan = Scan(tmp_path, "runs_long")
    number = scan.number()

    code, out, said = scan.ended()

    assert (code, json.loads(out)["results"][0]["unknown"]["reason"]) == (0, "not_seen"), said
    assert_ends(number)


def test_a_daemon_that_a_program_left_behind_ends_with_the_scan(tmp_path: Path) -> None:
    scan = Scan(tmp_path, "leaves_a_daemon")
    number = scan.number()

    code, _, said = scan.ended()

    assert code == 0, said
    assert_ends(number)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_who_stops_a_scan_stops_its_programs(tmp_path: Path, stop: signal.Signals) -> None:
    scan = Scan(tmp_path, "runs_long")
    number = scan.number()

    scan.process.send_signal(stop)

    assert scan.ended() == (130, "", "Stopped. Nothing was changed.\n")
    assert_ends(number)
