"""Settings of Microsoft Defender: its protection from being turned off, and its guard over folders."""

from typing import Final

from carecheck.facts.defender import Defender
from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.defender_state import (
    DEFENDER,
    RULES,
    DefenderState,
    defender_in_charge,
    defender_state,
)
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.version import obeys_rules

FOLDERS: Final = "Windows Defender Exploit Guard\\Controlled Folder Access"
FROM_MANAGEMENT: Final = f"{RULES}\\Policy Manager"
GUARD: Final = "EnableControlledFolderAccess"
TAMPER: Final = {0: False, 1: False, 4: False, 5: True}  # not documented; what Defender itself says comes first
GUARDS: Final = {0: False, 1: True, 2: False, 3: False, 4: False}  # 2 and 4 only note, 3 minds only the disk itself


@probe(Defender, on="windows")
def defender(machine: Machine) -> Defender:
    """Ask the security centre, Defender and the registry."""
    state = defender_state(machine)
    # The guard over folders works only while Defender watches.
    return Defender(
        in_charge=defender_in_charge(machine, state),
        tamper_protected=_tamper_protected(machine, state),
        guards_folders=all_of([_guard_is_set(machine), state if isinstance(state, Unknown) else state.watches]),
    )


def _tamper_protected(machine: Machine, state: DefenderState | Unknown) -> bool | Unknown:
    """What Defender and a number in the registry say. The worse counts, and the number alone never reassures."""
    number = read_number(machine, "HKLM", f"{DEFENDER}\\Features", "TamperProtection")
    setting: bool | Unknown = Unknown("not_seen", "Defender does not tell of its protection from tampering")
    if isinstance(number, Unknown):
        setting = number
    elif number is not None:
        setting = TAMPER.get(number, Unknown("unreadable", f"TamperProtection is {number}"))
    if isinstance(state, Unknown):
        return state if setting is True else setting
    return state.on and state.tamper and setting is not False


def _guard_is_set(machine: Machine) -> bool | Unknown:
    """Whether the guard over folders is on: by the first rule that is set, else by the setting; else off."""
    by_setting = _guard_in(machine, f"{DEFENDER}\\{FOLDERS}")
    for key in (f"{RULES}\\{FOLDERS}", FROM_MANAGEMENT):
        by_rule = _guard_in(machine, key)
        if by_rule is not None:
            if by_rule is True and by_setting is not True and not obeys_rules(machine):
                return Unknown("not_seen", "a rule guards folders, and this edition of Windows may ignore it")
            return by_rule
    return False if by_setting is None else by_setting


def _guard_in(machine: Machine, key: str) -> bool | None | Unknown:
    """What one place says of the guard over folders; None: nothing."""
    number = read_number(machine, "HKLM", key, GUARD)
    if number is None or isinstance(number, Unknown):
        return number
    return GUARDS.get(number, Unknown("unreadable", f"{GUARD} is {number}"))
