"""Who made a computer, which model it is, and its serial number where somebody asked for it."""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.made import Made, useful
from carecheck.look.windows_questions import AskApi, Told

BIOS_KEY: Final = r"HARDWARE\DESCRIPTION\System\BIOS"
DMI: Final = "/sys/class/dmi/id"
SYSCTL: Final = "/usr/sbin/sysctl"
IOREG: Final = "/usr/sbin/ioreg"

# These makers put a number where the name of the model belongs, and the name where others put a version.
_NAME_IN_VERSION: Final = ("lenovo",)


def maker_of(machine: Machine, *, with_serial: bool = False) -> Made:
    """The make and the model, and the serial number only on demand; what cannot be read is None."""
    match machine.about.system:
        case "windows":
            named = [_from_registry(machine, f"System{name}") for name in ("Manufacturer", "ProductName", "Version")]
            serial = _told_serial(machine) if with_serial else None
        case "linux":
            named = [_from_dmi(machine, name) for name in ("sys_vendor", "product_name", "product_version")]
            serial = _from_dmi(machine, "product_serial") if with_serial else None
        case _:
            model = _of_mac(machine)
            named = ["Apple" if model else None, model, None]
            serial = _serial_of_mac(machine) if with_serial else None
    make, model, version = named
    return Made(make, _named(make, model, version), _unless_filler(serial))


_SERIAL: Final = re.compile(r'"IOPlatformSerialNumber"\s*=\s*"([^"]+)"')


def _from_registry(machine: Machine, name: str) -> str | None:
    from carecheck.look.windows.registry import read_text

    return useful(read_text(machine, "HKLM", BIOS_KEY, name))


def _from_dmi(machine: Machine, name: str) -> str | None:
    return useful(machine.read_live(f"{DMI}/{name}"))


def _of_mac(machine: Machine) -> str | None:
    told = machine.run(SYSCTL, "-n", "hw.model")
    return None if isinstance(told, Unknown) or told.exit != 0 else useful(told.text)


def _serial_of_mac(machine: Machine) -> str | None:
    told = machine.run(IOREG, "-rd1", "-c", "IOPlatformExpertDevice")
    found = None if isinstance(told, Unknown) else _SERIAL.search(told.text)
    return useful(found[1]) if found else None


def _told_serial(machine: Machine) -> str | None:
    told = machine.ask(AskApi("serial"))
    entries: Mapping[str, object] = told.entries if isinstance(told, Told) else {}
    return useful(entries.get("serial"))


def _named(make: str | None, model: str | None, version: str | None) -> str | None:
    if make and version and make.casefold().startswith(_NAME_IN_VERSION):
        return f"{version} ({model})" if model else version
    return model


def _unless_filler(serial: str | None) -> str | None:
    """A serial number; None where one sign stands again and again, as in 00000000."""
    return serial if serial and len(set(serial)) > 1 else None
