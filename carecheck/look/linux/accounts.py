"""The logins of people and the groups on this Linux; names stay inside the probes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

# Logins of people, where /etc/login.defs says nothing else, and those of systemd-homed.
UIDS: Final = (1000, 60000)
HOMED_UIDS: Final = range(60001, 60514)
NO_SHELLS: Final = ("nologin", "false")

# Sources of logins that lie on this computer; any other (sss, ldap, winbind) asks a server.
LOCAL_SOURCES: Final = frozenset({"altfiles", "compat", "db", "extrausers", "files", "mymachines", "systemd"})
SSS_SOCKET: Final = "/var/lib/sss/pipes/nss"


@dataclass(frozen=True, slots=True)
class Account:
    """One login of a person."""

    name: str = field(repr=False)
    uid: int
    gid: int
    full_name: str = field(repr=False)
    shell: str


@dataclass(frozen=True, slots=True)
class Accounts:
    """The logins of people, and the members of groups; `gap` says why there may be more of them than we know.

    `doubles_of_root` counts logins with another name and root's number.
    """

    people: tuple[Account, ...]
    groups: Mapping[str, frozenset[str]] = field(repr=False)
    doubles_of_root: int = 0
    gap: Unknown | None = None

    def members(self, group: str) -> frozenset[str]:
        """The names of a group's members, those whose first group it is included."""
        return self.groups.get(group, frozenset())


def accounts(machine: Machine) -> Accounts | Unknown:
    """Who has a login here. What the system lists must hold all that its own files hold, else it is `unreadable`."""
    logins = _entries(machine, "passwd", fields=7, numbers=2)
    if isinstance(logins, Unknown):
        return logins
    groups = _entries(machine, "group", fields=4, numbers=1)
    if isinstance(groups, Unknown):
        return groups
    uids = _uids(machine)
    if isinstance(uids, Unknown):
        return uids
    everyone = [
        Account(name, int(uid), int(gid), full.split(",")[0], shell) for name, _, uid, gid, full, _, shell in logins
    ]
    people = tuple(
        one
        for one in everyone
        if (one.uid in uids or one.uid in HOMED_UIDS) and one.shell.rsplit("/", 1)[-1] not in NO_SHELLS
    )
    members = {
        name: frozenset(filter(None, names.split(","))) | {one.name for one in everyone if one.gid == int(gid)}
        for name, _, gid, names in groups
    }
    doubles_of_root = sum(one.uid == 0 and one.name != "root" for one in everyone)
    return Accounts(people, members, doubles_of_root, _from_elsewhere(machine))


def _entries(machine: Machine, database: str, *, fields: int, numbers: int) -> list[list[str]] | Unknown:
    """The rows of a database of getent; after name and password come that many numbers."""
    listed = machine.run("getent", database)
    if isinstance(listed, Unknown):
        return listed
    in_file = machine.read(f"/etc/{database}")
    if in_file is None or isinstance(in_file, Unknown):
        return Unknown("unreadable", f"there is no /etc/{database}") if in_file is None else in_file
    rows = [line.split(":") for line in listed.text.splitlines()]
    # Lines with + or - are switches for a server's logins.
    lines = [line for line in in_file.splitlines() if line and not line.startswith(("+", "-", "#"))]
    if listed.exit or not lines or not {_key(line.split(":")) for line in lines} <= {_key(row) for row in rows}:
        return Unknown("unreadable", f"getent left out something of /etc/{database}")
    if not all(len(row) == fields and all(part.isdecimal() for part in row[2 : 2 + numbers]) for row in rows):
        return Unknown("unreadable", f"getent {database} has a row of another form")
    return rows


def _key(row: list[str]) -> tuple[str, ...]:
    # All but the password, which getent may show in another way.
    return (row[0], *row[2:])


def _uids(machine: Machine) -> range | Unknown:
    """The numbers that logins of people have here."""
    text = machine.read("/etc/login.defs")
    if isinstance(text, Unknown):
        return text
    told = dict(re.findall(r"^\s*(UID_MIN|UID_MAX)\s+(\d{1,6})\s*$", text or "", re.MULTILINE))
    return range(int(told.get("UID_MIN", UIDS[0])), int(told.get("UID_MAX", UIDS[1])) + 1)


def _from_elsewhere(machine: Machine) -> Unknown | None:
    """Why there may be logins that nobody lists: they come from a server."""
    text = machine.read("/etc/nsswitch.conf")
    if isinstance(text, Unknown):
        return text
    told = re.search(r"^\s*passwd:(.*)$", text or "", re.MULTILINE)
    sources = frozenset(re.sub(r"\[[^]]*\]", " ", told[1] if told else "").split()) - LOCAL_SOURCES
    # Fedora names sss whether it is in use or not.
    from_server = machine.exists(SSS_SOCKET) if sources == frozenset({"sss"}) else bool(sources)
    if isinstance(from_server, Unknown):
        return from_server
    return Unknown("not_seen", "logins may come from a server, too") if from_server else None
