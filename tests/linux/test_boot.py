"""Whether Secure Boot was on, by what the firmware and shim tell."""

from pathlib import Path

import pytest

from carecheck.facts.boot import Boot
from carecheck.facts.model import Unknown
from carecheck.look.linux.boot import CHECKS_NOTHING, SECURE_BOOT, SETUP_MODE, VARIABLES, boot
from carecheck.look.machine import ReadFile
from carecheck.look.recorded_machine import RecordedMachine
from tests.linux.recorded import computer

FOLDERS = ("/sys/firmware", "/sys/firmware/efi", VARIABLES)


def firmware(secure: int | None, setup: int | None = 0, shim: int | None = None) -> RecordedMachine:
    values = {SECURE_BOOT: secure, SETUP_MODE: setup, CHECKS_NOTHING: shim}
    files = {f"{VARIABLES}/{name}": bytes([6, 0, 0, 0, value]) for name, value in values.items() if value is not None}
    return computer(files, folders=FOLDERS)


@pytest.mark.parametrize(
    ("machine", "secure"),
    [
        (firmware(1), True),
        (firmware(1, shim=0), True),
        (firmware(0), False),
        (firmware(0, setup=1), False),
        (firmware(1, setup=1), False),
        (firmware(1, shim=1), False),  # shim starts anything, whatever the firmware says
        (firmware(0, setup=None), False),
    ],
)
def test_secure_boot_is_on_only_if_nothing_takes_it_back(machine: RecordedMachine, secure: bool) -> None:
    assert boot(machine) == Boot(secure=secure, can_be_secure=True)


def test_linux_that_was_started_the_old_way_is_not_secure_and_may_have_another() -> None:
    seen = boot(computer(folders=["/sys/firmware", "/sys/firmware/acpi"]))

    assert seen.secure is False
    assert isinstance(seen.can_be_secure, Unknown)


@pytest.mark.parametrize(
    ("machine", "because"),
    [
        (firmware(None), "not_seen"),
        (firmware(1, setup=None), "unreadable"),
        (firmware(2), "unreadable"),
        (computer(folders=["/sys/firmware", "/sys/firmware/efi"]), "not_seen"),  # the variables are not mounted
        (computer(), "not_seen"),  # no /sys
        (computer(environment={"SNAP": "/snap/carecheck"}), "not_possible_here"),
    ],
)
def test_what_the_firmware_does_not_tell_is_unknown(machine: RecordedMachine, because: str) -> None:
    seen = boot(machine)

    assert isinstance(seen.secure, Unknown)
    assert seen.secure.reason == because


def test_a_switch_of_shim_that_cannot_be_read_leaves_it_open() -> None:
    machine = firmware(1, shim=0)
    machine.answers[ReadFile(f"{VARIABLES}/{CHECKS_NOTHING}")] = Unknown("blocked")

    assert boot(machine).secure == Unknown("blocked")


@pytest.mark.parametrize("recording", ["boot-off", "boot-shim-off", "boot-no-keys"])
def test_recorded_computers_are_not_secure(recordings: Path, recording: str) -> None:
    assert boot(RecordedMachine.from_file(recordings / f"{recording}.yaml")) == Boot(secure=False, can_be_secure=True)
