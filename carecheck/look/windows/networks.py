"""How Windows classes its networks. Their names are only looked at, and never told."""

from collections.abc import Iterator
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.networks import Networks
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.public_networks import looks_public
from carecheck.look.windows.registry import read_key, read_number, read_text
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi, AskCom

REMEMBERED: Final = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\NetworkList\\Profiles"
PUBLIC, PRIVATE, OF_DOMAIN = 0, 1, 2
STAYS: Final = (1, 3, 4, 5)  # POWER_PLATFORM_ROLE: desktop, workstation, servers
IS_CARRIED: Final = (2, 8)  # mobile, slate


class _Form(msgspec.Struct):
    """What form the computer has."""

    role: int


class _Row(msgspec.Struct):
    """A network that is connected now."""

    category: int
    internet: bool


class _Rows(msgspec.Struct):
    """All networks that are connected now."""

    count: int
    rows: list[_Row]


@probe(Networks, on="windows")
def networks(machine: Machine) -> Networks:
    """Look at the networks that Windows remembers, and at the one that a computer in its place uses now."""
    return Networks(
        public_one_trusted=any_of(_trusted_and_public(machine)), office_not_trusted=_office_not_trusted(machine)
    )


def _trusted_and_public(machine: Machine) -> Iterator[bool | Unknown]:
    """For each network that is marked as private, whether its name looks public."""
    listed = read_key(machine, "HKLM", REMEMBERED)
    if listed is None or isinstance(listed, Unknown):
        yield Unknown("not_seen", "Windows remembers no network") if listed is None else listed
        return
    if not listed.keys:
        yield Unknown("not_seen", "Windows remembers no network")
    for name in listed.keys:
        key = f"{REMEMBERED}\\{name}"
        category = read_number(machine, "HKLM", key, "Category")
        if category in (PUBLIC, OF_DOMAIN):
            yield False
        elif category == PRIVATE:
            yield any_of(_names_look_public(machine, key))
        else:
            yield category if isinstance(category, Unknown) else Unknown("unreadable", f"a network is {category}")


def _names_look_public(machine: Machine, key: str) -> Iterator[bool | Unknown]:
    """Whether the name that a network has here looks public, or the one with which it came."""
    for value in ("ProfileName", "Description"):
        name = read_text(machine, "HKLM", key, value)
        if name is None:
            name = Unknown("not_seen", f"a network has no {value}")
        yield name if isinstance(name, Unknown) else looks_public(name, machine.about.today)


def _office_not_trusted(machine: Machine) -> bool | Unknown:
    """A laptop may be elsewhere, where it is right to trust nobody; what stays in its place is in the office."""
    form = ask(machine, AskApi("form"), _Form)
    if isinstance(form, Unknown) or form.role in IS_CARRIED:
        return form if isinstance(form, Unknown) else False
    if form.role not in STAYS:
        return Unknown("not_seen", "Windows does not tell the form of this computer")
    found = ask(machine, AskCom("networks"), _Rows)
    if isinstance(found, Unknown):
        return found
    used = [row.category for row in found.rows if row.internet]
    if not used or not set(used) <= {PUBLIC, PRIVATE, OF_DOMAIN}:
        return Unknown("not_seen", "no network with the internet is connected" if not used else "an unknown network")
    return PUBLIC in used
