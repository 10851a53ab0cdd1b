"""Who a computer is: an id that is stable and tells nothing, the name on its label, and its form."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import About, Machine
from carecheck.look.windows_questions import AskApi, Told
from carecheck.look.within import within
from carecheck.words import clean

ID_LETTERS: Final = 10
NO_NAME: Final = "This computer"  # the label of one whose name is hidden
FORM_SECONDS: Final = 5.0

# Chassis types of the SMBIOS specification (DSP0134, section 7.4.1) that say what a computer looks like.
FORM_OF_CHASSIS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("3", "4", "5", "6", "7", "13", "15", "16", "24", "35", "36"), "desktop"),
    **dict.fromkeys(("8", "9", "10", "14", "31", "32"), "laptop"),
    **dict.fromkeys(("11", "30"), "tablet"),
    **dict.fromkeys(("17", "23", "28"), "server"),
}

# What the maker told Windows of the computer (POWER_PLATFORM_ROLE).
FORM_OF_ROLE: Final[Mapping[int, str]] = {
    1: "desktop",
    2: "laptop",
    3: "desktop",
    4: "server",
    5: "server",
    8: "tablet",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """One computer among others."""

    id: str
    label: str
    form: str | None


def describe_computer(machine: Machine, key: bytes, *, hide_name: bool = False) -> Identity:
    """The identity of a computer; its id is keyed, so that only the keeper of the key can match it with a machine."""
    about = machine.about
    digest = hmac.new(key, (about.machine_id or about.host_name).encode(), sha256).digest()
    form = within(FORM_SECONDS, lambda: _form(machine), None)
    letters = base64.b32encode(digest).decode().lower()[:ID_LETTERS]
    return Identity(f"d-{letters}", label_of(about, hide_name=hide_name), form)


def label_of(about: About, *, hide_name: bool = False) -> str:
    """What people call a computer."""
    return ("" if hide_name else clean(about.host_name, 60)) or NO_NAME


def _form(machine: Machine) -> str | None:
    match machine.about.system:
        case "linux":
            chassis = machine.read_live("/sys/class/dmi/id/chassis_type")
            return FORM_OF_CHASSIS.get(chassis.strip()) if isinstance(chassis, str) else None
        case "windows":
            told = machine.ask(AskApi("form"))
            role = told.entries.get("role") if isinstance(told, Told) else None
            return FORM_OF_ROLE.get(role) if isinstance(role, int) else None
        case "macos":
            from carecheck.look.macos.battery import has_battery

            portable = has_battery(machine)
            return None if isinstance(portable, Unknown) else "laptop" if portable else "desktop"
