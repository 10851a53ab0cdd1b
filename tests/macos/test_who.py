"""Which Mac it is: the number from its maker, and whether it is easily carried away."""

from typing import Any

import pytest

from carecheck.look.hardware_id import hardware_id
from carecheck.look.identity import describe_computer
from tests.macos.macs import mac


class _Library:
    """The part of the system's library that tells the number."""

    def __init__(self, number: bytes, status: int = 0) -> None:
        self._number, self._status = number, status

    def gethostuuid(self, room: Any, wait: object) -> int:
        room[:] = self._number
        return self._status


def test_the_number_is_told_in_the_form_of_the_system() -> None:
    number = bytes.fromhex("4E1D2C3B111152228333A1B2C3D4E5F6")

    assert hardware_id(_Library(number)) == "4E1D2C3B-1111-5222-8333-A1B2C3D4E5F6"


@pytest.mark.parametrize("library", [_Library(b"\0" * 16), _Library(b"x" * 16, status=-1), object()])
def test_a_number_that_is_not_told_is_none(library: object) -> None:
    assert hardware_id(library) == ""


@pytest.mark.parametrize(
    ("name", "form"), [("good_26", "laptop"), ("sonoma_14", "desktop"), ("ventura_13", "laptop"), ("all_refused", None)]
)
def test_a_battery_makes_it_a_laptop(name: str, form: str | None) -> None:
    assert describe_computer(mac(name), b"key").form == form
