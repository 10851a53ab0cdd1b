"""Finds what people named on a Mac, in what its programs tell, and hides with whom it is connected."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from carecheck.look.hiding.numbers import Numbers
from carecheck.look.hiding.property_lists import MARK, PACKED, plist_in
from carecheck.look.hiding.pseudonyms import Kind
from carecheck.look.machine import Answer, Question, Ran, ReadFile, RunProgram

STANDARD: Final = "dsAttrTypeStandard:"
IN_PARTS: Final = ("/usr/bin/dscl", "/usr/sbin/netstat", "/usr/sbin/system_profiler")
OF_SYSTEM: Final = frozenset({"root", "daemon", "nobody", "reboot", "shutdown", "wtmp"})
FIRST_PERSON: Final = 500

# Fields of property lists in which a name stands that somebody gave.
FIELDS: Final[Mapping[str, Kind]] = {
    "ComputerName": "computer",
    "LastKnownVolumeName": "label",
    "LocalHostName": "computer",
    "Name": "label",
    "NetBIOSName": "computer",
    "ServerDescription": "computer",
    "VolumeName": "label",
    "autoLoginUser": "person",
    "lastUserName": "person",
}

OF_NETWORKS: Final = ("spairport_current_network_information", "spairport_airport_other_local_wireless_networks")

_SHARE: Final = re.compile(r"^\s*name:\s+(\S.*)$", re.MULTILINE)
_DOMAIN: Final = re.compile(r"^ +(?:search )?domain(?:\[\d+\])? +: (\S+)$", re.MULTILINE)
_NO_DOMAINS: Final = (".arpa", "local")
_SOCKET: Final = re.compile(r"^(tcp\d+ +\d+ +\d+ +)(\S+)(\.\d{1,5} +\S+ +LISTEN\b.*)$")
_ADDRESS: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def named_on_macs(question: Question, answer: Answer) -> Iterator[tuple[Kind, str, str]]:
    """What an answer names: what kind of thing that is, the name, and the field in which it stands."""
    if isinstance(answer, Ran) and isinstance(question, RunProgram):
        yield from _told(question.argv, answer)
    elif isinstance(answer, bytes) and isinstance(question, ReadFile):
        yield from _in_fields(plist_in(answer), "")


def _told(argv: tuple[str, ...], ran: Ran) -> Iterator[tuple[Kind, str, str]]:
    text = ran.out.decode(errors="replace")
    match argv:
        case ("/usr/bin/dscl", *_):
            yield from _logins(plist_in(ran.out))
        case ("/usr/sbin/system_profiler", *_):
            yield from _networks(text)
        case ("/usr/bin/last", *_) | ("/usr/bin/stat", *_):
            for line in text.splitlines():
                name = line.split(" ")[0]
                if name and not _is_of_system(name):
                    yield "person", name, ""
        case ("/usr/sbin/sharing", *_):
            for name in _SHARE.findall(text):
                yield "share", name, ""
        case ("/usr/sbin/scutil", *_):
            for name in _DOMAIN.findall(text):
                if not name.endswith(_NO_DOMAINS):
                    yield "domain", name, ""
        case _:
            yield from _in_fields(plist_in(ran.out), "")


def _is_of_system(name: str) -> bool:
    return name.startswith("_") or name in OF_SYSTEM


def _logins(found: object) -> Iterator[tuple[Kind, str, str]]:
    """The logins of people, by their numbers, and the members of groups."""
    rows = cast(list[object], found) if isinstance(found, list) else [found]
    for row in rows:
        record = cast(dict[str, Any], row) if isinstance(row, dict) else {}
        names, full, uids, members = (
            [one for one in record.get(f"{STANDARD}{key}", []) if isinstance(one, str)]
            for key in ("RecordName", "RealName", "UniqueID", "GroupMembership")
        )
        if any(uid.isdecimal() and int(uid) >= FIRST_PERSON for uid in uids):
            for name in names:
                yield "person", name, ""
            for name in full:
                yield "person", name, "full_name"
        for name in members:
            if not _is_of_system(name):
                yield "person", name.rpartition("\\")[2], ""


def _networks(text: str) -> Iterator[tuple[Kind, str, str]]:
    """The names of Wi-Fi, in use or near by, which macOS showed until it began to hide them itself."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return
    for name in _names_of_networks(found, ""):
        yield "network", name, ""


def _names_of_networks(value: object, inside: str) -> Iterator[str]:
    match value:
        case list():
            for one in cast(list[object], value):
                yield from _names_of_networks(one, inside)
        case dict():
            for key, one in cast(dict[str, object], value).items():
                if key == "_name" and inside in OF_NETWORKS and isinstance(one, str) and one != "<redacted>":
                    yield one
                yield from _names_of_networks(one, key)
        case _:
            return


def _in_fields(value: object, field: str) -> Iterator[tuple[Kind, str, str]]:
    match value:
        case str() if field in FIELDS:
            yield FIELDS[field], value, ""
        case list():
            for one in cast(list[object], value):
                yield from _in_fields(one, field)
        case dict():
            for key, one in cast(dict[object, object], value).items():
                yield from _in_fields(one, str(key))
        case _:
            return


def is_socket_list(question: Question) -> bool:
    """Whether that lists connections."""
    return isinstance(question, RunProgram) and question.argv[0] == "/usr/sbin/netstat"


def hide_socket_list(text: str, numbers: Numbers) -> str | None:
    """The list without the connections that are open, and with made-up addresses; None: it has another form."""
    if not text.startswith("Active Internet connections"):
        return None
    rows = text.splitlines(keepends=True)
    kept = [row for row in rows if "LISTEN" in row or not row.startswith(("tcp", "udp"))]
    return "".join(_SOCKET.sub(lambda row: row[1] + _other(row[2], numbers) + row[3], row) for row in kept)


def _other(address: str, numbers: Numbers) -> str:
    if address == "*":
        return address
    form = "ip4" if _ADDRESS.fullmatch(address) else "ip6"
    bare, percent, interface = address.partition("%")
    return numbers.instead(form, bare) + percent + interface


def is_broken(question: Question, raw: bytes) -> bool:
    """Whether an answer should be a list that can be taken apart, and is none."""
    if not raw.strip():
        return False
    if plist_in(raw) is None and (raw.startswith(PACKED) or MARK in raw):
        return True
    return isinstance(question, RunProgram) and question.argv[0] in IN_PARTS and not _is_json(raw)


def _is_json(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True
