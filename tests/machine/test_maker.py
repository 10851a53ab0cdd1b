"""Who made a computer: what its maker wrote into it, never a filler, and the serial number only on demand."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from carecheck.look.machine import Machine
from carecheck.look.made import Made, useful
from carecheck.look.maker import BIOS_KEY, DMI, maker_of
from carecheck.look.smbios import serial_number
from tests.linux.recorded import computer
from tests.macos.macs import mac
from tests.windows_facts.pcs import changed, pc

SERIAL: Final[dict[str, Any]] = {"api": "serial", "told": {"serial": "PF2ABCDE"}}


def windows(**values: str) -> Machine:
    listed = {name: {"type": "REG_SZ", "data": text} for name, text in values.items()}
    return changed("good_11_pro", {"key": f"HKLM\\{BIOS_KEY}", "values": listed}, SERIAL)


def linux(files: Mapping[str, str]) -> Machine:
    return computer({f"{DMI}/{name}": text for name, text in files.items()})


def test_a_windows_computer_is_told_as_its_maker_names_it() -> None:
    dell = windows(SystemManufacturer="Dell Inc.", SystemProductName="OptiPlex 7090")

    assert maker_of(dell) == Made("Dell Inc.", "OptiPlex 7090")


def test_lenovo_writes_the_name_of_a_model_where_others_write_a_version() -> None:
    lenovo = windows(SystemManufacturer="LENOVO", SystemProductName="20X1S0AB", SystemVersion="ThinkPad L14 Gen 2")

    assert maker_of(lenovo).model == "ThinkPad L14 Gen 2 (20X1S0AB)"


def test_a_linux_computer_is_told_by_what_its_firmware_says() -> None:
    found = maker_of(linux({"sys_vendor": "HP\n", "product_name": "HP ProDesk 600\n", "product_version": " \n"}))

    assert found == Made("HP", "HP ProDesk 600")


@pytest.mark.parametrize(
    "text", ["To be filled by O.E.M.", "Default string", " ", "System Product Name", "None", "N/A", None, 7]
)
def test_a_filler_is_no_name(text: object) -> None:
    assert useful(text) is None


def test_a_name_is_cleaned_and_cut() -> None:
    name = useful("Dell\x1b[31m\u202e" + "x" * 500) or ""

    assert (name[:12], len(name) <= 80) == ("Dell[31mxxxx", True)


def test_the_serial_number_is_read_only_on_demand() -> None:
    machine = windows(SystemManufacturer="LENOVO")

    assert (maker_of(machine).serial, maker_of(machine, with_serial=True).serial) == (None, "PF2ABCDE")


def test_a_serial_number_that_only_an_administrator_may_read_is_none() -> None:
    assert maker_of(linux({"sys_vendor": "HP"}), with_serial=True).serial is None


@pytest.mark.parametrize("machine", [pc("all_refused"), mac("all_refused"), linux({})])
def test_a_computer_that_tells_nothing_has_no_make(machine: Machine) -> None:
    assert maker_of(machine, with_serial=True) == Made()


def structure(kind: int, formatted: bytes, *texts: bytes) -> bytes:
    return bytes([kind, len(formatted) + 4, 0, 0]) + formatted + b"\0".join(texts) + b"\0\0"


SYSTEM: Final = structure(1, bytes([1, 2, 3, 4]) + bytes(19), b"LENOVO", b"20X1", b"ThinkPad", b"PF2ABCDE")


@pytest.mark.parametrize(
    ("table", "number"),
    [
        (structure(0, bytes(20), b"maker") + SYSTEM, "PF2ABCDE"),
        (structure(1, bytes([1, 2, 3, 9]), b"LENOVO"), None),
        (structure(1, bytes([1, 2, 3, 0]), b"LENOVO"), None),
        (structure(1, b"", b"LENOVO"), None),
        (SYSTEM[:-20], None),
        (b"", None),
    ],
)
def test_the_table_of_the_maker_tells_the_number_of_the_computer(table: bytes, number: str | None) -> None:
    assert serial_number(table) == number
