"""Whether this Windows is activated, and who pays for its extended updates."""

import re
from typing import Final, Literal

import msgspec

from carecheck.facts.licence import Licence
from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_number
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskCom

LICENSED: Final = 1
HIGHEST_STATUS: Final = 6

# The extended updates of Windows 10 for organisations: first, second and third year.
EXTENDED: Final = frozenset(
    {
        "f520e45e-7413-4a34-a497-d2765967d094",
        "1043add5-23b1-4afb-9a0f-64343c8f3f8d",
        "83d49986-add3-41d7-ba33-87c7bfb5c0fb",
    }
)
FOR_PEOPLE: Final = "Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows\\ConsumerESU"
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ENROLLED: Final = (3, 5)  # the device, or a person's Microsoft account


class _Row(msgspec.Struct):
    """One licence; `addon` is what comes on top of a Windows, such as extended updates."""

    id: str
    status: int
    addon: bool


class _Licences(msgspec.Struct):
    """The licences of Windows for which a key is installed."""

    count: int
    rows: list[_Row]


@probe(Licence, on="windows")
def licence(machine: Machine) -> Licence:
    """What the licences with a key say; extended updates are licences, too, and do not activate a Windows."""
    found = ask(machine, AskCom("licences"), _Licences)
    if isinstance(found, Unknown):
        return Licence(found, found)
    if not all(0 <= row.status <= HIGHEST_STATUS and _ID.fullmatch(row.id.lower()) for row in found.rows):
        gap = Unknown("unreadable", "a licence has no id, or is in an unknown state")
        return Licence(gap, gap)
    return Licence(_activated(found.rows), _extended(machine, found.rows))


def _activated(rows: list[_Row]) -> bool | Unknown:
    licensed = {row.status == LICENSED for row in rows if not row.addon and row.id.lower() not in EXTENDED}
    if not licensed:  # a Windows without any key, or a broken list
        return Unknown("not_seen", "no licence of this Windows was seen")
    return licensed.pop() if len(licensed) == 1 else Unknown("unreadable", "licences of this Windows disagree")


def _extended(machine: Machine, rows: list[_Row]) -> Literal["organisation", "person", "none_seen"] | Unknown:
    if any(row.id.lower() in EXTENDED and row.status == LICENSED for row in rows):
        return "organisation"
    state = read_number(machine, "HKCU", FOR_PEOPLE, "ESUEligibility")
    if isinstance(state, Unknown):
        return state
    return "person" if state in ENROLLED else "none_seen"
