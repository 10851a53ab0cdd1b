"""Whether Secure Boot was on when this Linux started, as the firmware tells everyone.

Shim, the first part of most Linux systems, has a switch of its own: with it off, the firmware still says that Secure
Boot is on, and any system is started. Linux that was started the old way (BIOS) does not tell if there is another.
"""

from typing import Final

from carecheck.facts.boot import Boot
from carecheck.facts.model import Unknown
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

FIRMWARE: Final = "/sys/firmware"
VARIABLES: Final = "/sys/firmware/efi/efivars"

# Names of variables with the ids of who made them: UEFI's global ones, and shim's.
SECURE_BOOT: Final = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
SETUP_MODE: Final = "SetupMode-8be4df61-93ca-11d2-aa0d-00e098032b8c"
CHECKS_NOTHING: Final = "MokSBStateRT-605dab50-e046-4300-abb6-3dd810dd8b23"

_ATTRIBUTES: Final = 4  # bytes that stand before the value


@probe(Boot, on="linux")
def boot(machine: Machine) -> Boot:
    """Ask the firmware, and shim where it has a say."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Boot.all_unknown(gap)
    firmware = machine.list_folder(FIRMWARE)
    if not isinstance(firmware, tuple):
        return Boot.all_unknown(Unknown("not_seen", "no /sys/firmware") if firmware is None else firmware)
    names = machine.list_folder(VARIABLES)
    if isinstance(names, Unknown):
        return Boot.all_unknown(names)
    if names is None and "efi" not in {entry.name for entry in firmware}:
        can = Unknown("not_seen", "Linux was started the old way, and does not tell if there is another")
        return Boot(secure=False, can_be_secure=can)
    there = {entry.name for entry in names or ()}
    if SECURE_BOOT not in there:
        return Boot.all_unknown(Unknown("not_seen", "the firmware does not tell if Secure Boot is on"))
    return Boot(secure=_is_secure(machine, shim=CHECKS_NOTHING in there), can_be_secure=True)


def _is_secure(machine: Machine, *, shim: bool) -> bool | Unknown:
    wanted = {SECURE_BOOT: True, SETUP_MODE: False} | ({CHECKS_NOTHING: False} if shim else {})
    answers = {name: _yes_or_no(machine, name) for name in wanted}
    if any(answer is not wanted[name] for name, answer in answers.items() if not isinstance(answer, Unknown)):
        return False
    return next((answer for answer in answers.values() if isinstance(answer, Unknown)), True)


def _yes_or_no(machine: Machine, name: str) -> bool | Unknown:
    """A variable of the firmware that holds one byte."""
    raw = machine.read_bytes(f"{VARIABLES}/{name}")
    if isinstance(raw, Unknown):
        return raw
    if raw is None or len(raw) != _ATTRIBUTES + 1 or raw[-1] > 1:
        return Unknown("unreadable", f"the firmware's {name.partition('-')[0]} is neither yes nor no")
    return raw[-1] == 1
