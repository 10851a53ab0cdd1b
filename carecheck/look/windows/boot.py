"""Whether Secure Boot was on when this Windows started.

Windows that was started the old way (BIOS) has no Secure Boot then. That alone does not prove that the computer cannot
do better: many were only set up the old way. What proves it is that its maker knows no UEFI.
"""

from typing import Final

import msgspec

from carecheck.facts.boot import Boot
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

STATE: Final = "SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State"


class _Firmware(msgspec.Struct):
    """How Windows was started, and whether the computer could start it through UEFI."""

    type: int
    can_uefi: bool | None


@probe(Boot, on="windows")
def boot(machine: Machine) -> Boot:
    """Hold what started Windows against what Windows wrote down while it started."""
    firmware = ask(machine, AskApi("firmware"), _Firmware)
    state = read_number(machine, "HKLM", STATE, "UEFISecureBootEnabled")
    if isinstance(firmware, Unknown):
        return Boot.all_unknown(firmware)
    if isinstance(state, Unknown):
        return Boot.all_unknown(state)
    match firmware.type, state:
        case (2, 0 | 1):
            return Boot(secure=state == 1, can_be_secure=True)
        case (1, None | 0):
            return Boot(secure=False, can_be_secure=_can(firmware.can_uefi))
        case (2, None):
            return Boot.all_unknown(Unknown("not_seen", "Windows does not tell if Secure Boot is on"))
        case _:
            return Boot.all_unknown(Unknown("unreadable", f"firmware {firmware.type}, Secure Boot {state}"))


def _can(uefi: bool | None) -> bool | Unknown:
    if uefi is None:
        return Unknown("not_seen", "Windows was started the old way, and the maker does not tell if there is another")
    return uefi
