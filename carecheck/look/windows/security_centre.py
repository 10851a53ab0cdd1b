"""The antivirus programs and firewalls that are registered in the security centre of Windows.

Rows of programs that were removed stay there, so a row counts only while its program is there. How `productState` is
coded is not documented: what does not fit the known coding is unreadable.
"""

from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine
from carecheck.look.windows.program_files import program_is_there
from carecheck.look.windows.services import is_running
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskCom
from carecheck.words import clean

SERVICE: Final = "wscsvc"
DEFENDER: Final = "Microsoft Defender"
OF_WINDOWS: Final = "windowsdefender:"  # how the path of Microsoft Defender's own row begins

State = Literal["off", "on", "snoozed", "expired"]
_STATES: Final[dict[int, State]] = {0x0000: "off", 0x1000: "on", 0x2000: "snoozed", 0x3000: "expired"}
_LISTS: Final = {0x00: False, 0x10: True}


@dataclass(frozen=True, slots=True)
class Product:
    """An antivirus or firewall that is registered; `there` is whether its program still is."""

    name: str
    is_defender: bool
    there: bool | Unknown
    state: State | Unknown
    list_is_old: bool | Unknown

    @property
    def is_on(self) -> bool | Unknown:
        """Whether it is on, one whose watch is paused included."""
        return self.is_in("on", "snoozed")

    def is_in(self, *states: State) -> bool | Unknown:
        """Whether it is there and in one of those states."""
        return all_of([self.there, self.state if isinstance(self.state, Unknown) else self.state in states])


class _Row(msgspec.Struct):
    """A row of the security centre."""

    name: str
    state: int
    path: str


class _Rows(msgspec.Struct):
    """All rows of one kind."""

    count: int
    rows: list[_Row]


def antivirus_products(machine: Machine) -> tuple[Product, ...] | Unknown:
    """Every antivirus that is registered. Windows lists at least its own, so an empty list is no answer."""
    running = is_running(machine, SERVICE)
    if isinstance(running, Unknown):
        return running
    if not running:
        return Unknown("not_seen", "the security centre of Windows does not run")
    products = _products(machine, AskCom("security.antivirus"))
    if products == ():
        return Unknown("not_seen", "the security centre of Windows lists no antivirus")
    return products


def firewall_products(machine: Machine) -> tuple[Product, ...] | Unknown:
    """Every firewall that is registered besides that of Windows; that there is none counts where antivirus is told."""
    working = antivirus_products(machine)
    return working if isinstance(working, Unknown) else _products(machine, AskCom("security.firewall"))


def state_of(code: int) -> State | Unknown:
    """What a `productState` says of the program."""
    return _STATES.get(code & 0xF000) or Unknown("unreadable", f"a state of {code:#x} is not known")


def list_is_old(code: int) -> bool | Unknown:
    """What a `productState` says of the list of viruses."""
    old = _LISTS.get(code & 0x00F0)
    return Unknown("unreadable", f"a state of {code:#x} is not known") if old is None else old


def _products(machine: Machine, question: AskCom) -> tuple[Product, ...] | Unknown:
    found = ask(machine, question, _Rows)
    return found if isinstance(found, Unknown) else tuple(_product(machine, row) for row in found.rows)


def _product(machine: Machine, row: _Row) -> Product:
    is_defender = row.path.casefold().startswith(OF_WINDOWS)
    return Product(
        name=DEFENDER if is_defender else clean(row.name, 60) or "an unnamed one",
        is_defender=is_defender,
        there=is_defender or program_is_there(machine, row.path),
        state=state_of(row.state),
        list_is_old=list_is_old(row.state),
    )
