"""What Microsoft Defender says of itself, and what the registry says of it."""

from typing import Final

import msgspec

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.windows.registry import is_set
from carecheck.look.windows.security_centre import antivirus_products
from carecheck.look.windows.silent_antivirus import Services
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskCom
from carecheck.words import clean

DEFENDER: Final = "SOFTWARE\\Microsoft\\Windows Defender"
RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows Defender"

IN_CHARGE: Final = "Normal"  # AMRunningMode; these names are the same in every language
BESIDE_ANOTHER: Final = ("Passive Mode", "EDR Block Mode", "SxS Passive Mode")


class DefenderState(msgspec.Struct):
    """MSFT_MpComputerStatus; `tamper`: other programs are kept from turning it off."""

    mode: str
    on: bool
    watching: bool
    tamper: bool

    @property
    def is_in_charge(self) -> bool | Unknown:
        """Whether it is on and not only beside another antivirus."""
        if self.mode == IN_CHARGE:
            return self.on
        known = self.mode in (*BESIDE_ANOTHER, "Not running")
        return False if known else Unknown("unreadable", f"Defender runs in the mode {clean(self.mode, 40)}")

    @property
    def watches(self) -> bool | Unknown:
        """Whether it is in charge and looks at all that is opened."""
        return all_of([self.is_in_charge, self.watching])


def defender_state(machine: Machine) -> DefenderState | Unknown:
    """What Defender says of itself; while it is off, Windows gives an error instead."""
    return ask(machine, AskCom("defender"), DefenderState)


def defender_watches(machine: Machine, state: DefenderState | Unknown) -> bool | Unknown:
    """Whether Defender, which is on, looks at all that is opened; where it is silent, its settings say so."""
    if not isinstance(state, Unknown):
        return state.on and state.watching
    turned_off = any_of(
        is_set(machine, "HKLM", f"{key}\\Real-Time Protection", "DisableRealtimeMonitoring")
        for key in (DEFENDER, RULES)
    )
    if turned_off is True:  # protection from tampering may have kept it on all the same
        return Unknown("not_seen", "a setting turns Defender's watch off, and Defender does not tell")
    return turned_off if isinstance(turned_off, Unknown) else True


def defender_in_charge(machine: Machine, state: DefenderState | Unknown) -> bool | Unknown:
    """Whether no other antivirus is on, by the security centre, or by how Defender runs."""
    products = antivirus_products(machine)
    if isinstance(products, Unknown):
        return _by_itself(state, products)
    other = any_of(product.is_on for product in products if not product.is_defender)
    if other is not False:
        return other if isinstance(other, Unknown) else False
    if any_of(product.is_on for product in products if product.is_defender) is True:
        return True
    silent = Services(machine).some_watch
    return silent if isinstance(silent, Unknown) else True


def _by_itself(state: DefenderState | Unknown, gap: Unknown) -> bool | Unknown:
    if isinstance(state, Unknown):
        return gap
    if state.mode in BESIDE_ANOTHER:
        return False
    return True if state.is_in_charge is True else gap
