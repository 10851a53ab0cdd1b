"""Small safeguards of this Windows: SmartScreen, AutoRun and User Account Control. Rules beat settings."""

from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.safeguards import Autorun, Uac, Warnings
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.browsers import edge_is_here
from carecheck.look.windows.registry import is_set, read_number, read_text, read_value
from carecheck.look.windows_questions import Hive

EXPLORER: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Explorer"
FILE_RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\System"
MANAGED: Final = "SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\SmartScreen"
EDGE_RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Edge"
EDGE_OWN: Final = "SOFTWARE\\Microsoft\\Edge\\SmartScreenEnabled"
POLICIES: Final = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies"
CHOICES: Final = f"{EXPLORER}\\AutoplayHandlers"
HIVES: Final[tuple[Hive, Hive]] = ("HKLM", "HKCU")

WARNS: Final = {"off": False, "on": True, "warn": True, "prompt": True, "requireadmin": True, "block": True}
USUAL_MASK, WHOLE_MASK = 0x91, 0xFF  # kinds of drives on which AutoRun is off: as Windows comes, and all
RUNS_BY_ITSELF: Final = 2
CHOSEN: Final = {"msautorun": True, "msopenfolder": False, "msprompteachtime": False, "mstakenoaction": False}
BUILT_IN_ADMINISTRATOR: Final = "-500"


@probe(Warnings, on="windows")
def warnings(machine: Machine) -> Warnings:
    """SmartScreen, for files and in Edge."""
    return Warnings(_for_files(machine), _for_websites(machine))


def _for_files(machine: Machine) -> bool | Unknown:
    for key, name in ((FILE_RULES, "EnableSmartScreen"), (MANAGED, "EnableSmartScreenInShell")):
        rule = _yes_or_no(machine, "HKLM", key, name)
        if rule is not None:
            return rule
    own = read_text(machine, "HKLM", EXPLORER, "SmartScreenEnabled")
    if own is None or isinstance(own, Unknown):
        return True if own is None else own
    return WARNS.get(own.casefold(), Unknown("unreadable", "SmartScreen is neither on nor off"))


def _for_websites(machine: Machine) -> bool | Unknown:
    here = edge_is_here(machine)
    if isinstance(here, Unknown) or not here:
        return here if isinstance(here, Unknown) else Unknown("not_seen", "Edge was not seen here")
    for hive in HIVES:
        rule = _yes_or_no(machine, hive, EDGE_RULES, "SmartScreenEnabled")
        if rule is not None:
            return rule
    own = _yes_or_no(machine, "HKCU", EDGE_OWN, "")
    return True if own is None else own


@probe(Autorun, on="windows")
def autorun(machine: Machine) -> Autorun:
    """As Windows comes, it asks. Two rules and a person's own choice can let programs run, where AutoPlay is on."""
    mask = _mask(machine)
    rules = [read_number(machine, hive, f"{POLICIES}\\Explorer", "NoAutorun") for hive in HIVES]
    off = any_of(
        [
            mask if isinstance(mask, Unknown) else mask & WHOLE_MASK == WHOLE_MASK,
            is_set(machine, "HKCU", CHOICES, "DisableAutoplay"),
            rules[0] if isinstance(rules[0], Unknown) else rules[0] == 1,
        ]
    )
    lets = any_of(
        [
            mask if isinstance(mask, Unknown) else mask & USUAL_MASK != USUAL_MASK,
            *(rule if isinstance(rule, Unknown) else rule == RUNS_BY_ITSELF for rule in rules),
            _chosen_to_run(machine),
        ]
    )
    return Autorun(all_of([off if isinstance(off, Unknown) else not off, lets]))


def _mask(machine: Machine) -> int | Unknown:
    """The kinds of drives on which AutoRun is off: the computer's rule, else the person's, else as Windows comes."""
    for hive in HIVES:
        value = read_value(machine, hive, f"{POLICIES}\\Explorer", "NoDriveTypeAutoRun")
        if isinstance(value, Unknown):
            return value
        if value is not None:
            match value.data:
                case int() as number if value.type == "REG_DWORD":
                    return number
                case bytes() as raw if value.type == "REG_BINARY" and len(raw) == 4:
                    return int.from_bytes(raw, "little")
                case _:
                    return Unknown("unreadable", "NoDriveTypeAutoRun is of an unexpected form")
    return USUAL_MASK


def _chosen_to_run(machine: Machine) -> bool | Unknown:
    """Whether the person has chosen that programs on discs run."""
    choice = read_text(machine, "HKCU", f"{CHOICES}\\UserChosenExecuteHandlers\\AutorunINFLegacyArrival", "")
    if choice is None or isinstance(choice, Unknown):
        return False if choice is None else choice
    return CHOSEN.get(choice.casefold(), Unknown("unreadable", "the choice for programs on discs is none we know"))


@probe(Uac, on="windows")
def uac(machine: Machine) -> Uac:
    """User Account Control; Windows always has a value for whether it is on."""
    on = read_number(machine, "HKLM", f"{POLICIES}\\System", "EnableLUA")
    if on is None or on not in (0, 1):
        on = on if isinstance(on, Unknown) else Unknown("not_seen", "Windows does not say if it asks")
    return Uac(on if isinstance(on, Unknown) else on == 1, _asks_administrators(machine))


def _asks_administrators(machine: Machine) -> bool | Unknown:
    """How it asks administrators. Windows' own Administrator is never asked, unless a rule says so."""
    how = read_number(machine, "HKLM", f"{POLICIES}\\System", "ConsentPromptBehaviorAdmin")
    if isinstance(how, Unknown):
        return how
    asks = True if how is None else how != 0 if how in range(6) else Unknown("unreadable", f"UAC is set to {how}")
    if asks is not True or not (machine.about.person or "").endswith(BUILT_IN_ADMINISTRATOR):
        return asks
    return is_set(machine, "HKLM", f"{POLICIES}\\System", "FilterAdministratorToken")


def _yes_or_no(machine: Machine, hive: Hive, key: str, name: str) -> bool | None | Unknown:
    """A switch that is 1 or 0; None: it is not set."""
    number = read_number(machine, hive, key, name)
    if number is None or isinstance(number, Unknown):
        return number
    return bool(number) if number in (0, 1) else Unknown("unreadable", f"{hive}\\{key}: {name} is {number}")
