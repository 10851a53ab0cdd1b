"""Whether an organisation manages this Windows: a domain, Microsoft Entra, or a service that manages devices."""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from carecheck.facts.management import Management
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import read_key, read_number, read_value
from carecheck.look.windows.told import ask
from carecheck.look.windows_questions import AskApi

ENROLLMENTS: Final = "SOFTWARE\\Microsoft\\Enrollments"
PROVIDER: Final = "MS DM Server"
ENROLLED: Final = 1

UNJOINED, WORKGROUP, DOMAIN = 1, 2, 3  # NETSETUP_JOIN_STATUS
DEVICE, WORK_ACCOUNT = 1, 2  # DSREG_JOIN_TYPE; a work account that somebody added is no join of the computer

_GUID: Final = re.compile(r"\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?", re.IGNORECASE)


class _Domain(msgspec.Struct):
    """NetGetJoinInformation."""

    status: int


class _Cloud(msgspec.Struct):
    """NetGetAadJoinInformation."""

    kind: int | None


@probe(Management, on="windows")
def management(machine: Machine) -> Management:
    """Ask for each way in which an organisation can have taken this computer over."""
    return Management(domain=_domain(machine), cloud=_cloud(machine), enrolled=any_of(_enrolled(machine)))


def _domain(machine: Machine) -> bool | Unknown:
    joined = ask(machine, AskApi("domain_join"), _Domain)
    if isinstance(joined, Unknown):
        return joined
    if joined.status not in (UNJOINED, WORKGROUP, DOMAIN):
        return Unknown("unreadable", f"the state of joining a domain is {joined.status}")
    return joined.status == DOMAIN


def _cloud(machine: Machine) -> bool | Unknown:
    joined = ask(machine, AskApi("cloud_join"), _Cloud)
    if isinstance(joined, Unknown):
        return joined
    if joined.kind not in (None, DEVICE, WORK_ACCOUNT):
        return Unknown("unreadable", f"the kind of joining the cloud is {joined.kind}")
    return joined.kind == DEVICE


def _enrolled(machine: Machine) -> Iterator[bool | Unknown]:
    """Whether each enrolment is one that works; dozens of other keys beside them belong to Windows itself."""
    key = read_key(machine, "HKLM", ENROLLMENTS)
    if isinstance(key, Unknown):
        yield key
    elif key is not None:
        for name in key.keys:
            if _GUID.fullmatch(name):
                yield all_of(_works(machine, f"{ENROLLMENTS}\\{name}"))


def _works(machine: Machine, place: str) -> Iterator[bool | Unknown]:
    provider = read_value(machine, "HKLM", place, "ProviderID")
    yield provider if isinstance(provider, Unknown) else provider is not None and provider.data == PROVIDER
    state = read_number(machine, "HKLM", place, "EnrollmentState")
    yield state if isinstance(state, Unknown) else state == ENROLLED
