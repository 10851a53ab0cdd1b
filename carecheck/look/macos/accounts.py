"""The logins of people on this Mac; names stay inside the probes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist, parse_rows
from carecheck.look.macos.preferences import run_bytes, run_plist
from carecheck.look.macos.told import unclear

DSCL: Final = "/usr/bin/dscl"
ATTRIBUTES: Final = ("RecordName", "UniqueID", "PrimaryGroupID", "RealName", "UserShell", "AuthenticationAuthority")
GROUP_ATTRIBUTES: Final = ("GroupMembership", "NestedGroups")
STANDARD: Final = "dsAttrTypeStandard:"

FIRST_PERSON: Final = 501
ADMIN_GID: Final = 80
NO_SHELLS: Final = ("false", "nologin")
OFF: Final = ";DisabledUser;"

# Where logins come from on a Mac that asks nobody else.
LOCAL: Final = "/Local/"


@dataclass(frozen=True, slots=True)
class Account:
    """One login."""

    names: tuple[str, ...] = field(repr=False)
    uid: int
    gid: int
    full_name: str = field(repr=False)
    shell: str
    authority: tuple[str, ...] = field(repr=False)

    @property
    def is_person(self) -> bool:
        """Whether a person can use it: macOS gives people numbers from 501 on, hidden ones smaller numbers."""
        if self.uid <= 0 or any(name.startswith("_") for name in self.names):
            return False
        return self.uid >= FIRST_PERSON or self.shell.rpartition("/")[2] not in NO_SHELLS

    @property
    def on(self) -> bool:
        """Whether it is switched on."""
        return not any(OFF in entry for entry in self.authority)


@dataclass(frozen=True, slots=True)
class Accounts:
    """The logins of people; `gap` says why there may be more of them than we know."""

    people: tuple[Account, ...]
    root_on: bool
    gap: Unknown | None = None

    def by_uid(self, uid: str | None) -> Account | None:
        """The login with that number."""
        return next((one for one in self.people if str(one.uid) == uid), None)


@dataclass(frozen=True, slots=True)
class Group:
    """The members of a group; it may hold other groups, whose members are not looked up."""

    members: frozenset[str] = field(repr=False)
    nested: tuple[str, ...] = ()


def accounts(machine: Machine) -> Accounts | Unknown:
    """Who has a login here."""
    raw = run_bytes(machine, DSCL, "-plist", ".", "-readall", "/Users", *ATTRIBUTES)
    if isinstance(raw, Unknown):
        return raw
    rows = parse_rows(raw, DSCL)
    if isinstance(rows, Unknown):
        return rows
    everyone = list(_accounts(rows))
    root = next((one for one in everyone if isinstance(one, Account) and one.uid == 0), None)
    for one in everyone:
        if isinstance(one, Unknown):
            return one
    if root is None:
        return unclear(DSCL)  # each Mac has one, on or off
    people = tuple(one for one in everyone if isinstance(one, Account) and one.is_person)
    return Accounts(people, bool(root.authority) and root.on, _from_elsewhere(machine))


def _accounts(rows: Iterable[Plist]) -> Iterable[Account | Unknown]:
    for row in rows:
        names, uids, gids, full, shells, authority = (row.texts(f"{STANDARD}{name}") for name in ATTRIBUTES)
        match names, uids, gids, full, shells, authority:
            case (
                (_, *_) as names,
                (uid,),
                (gid, *_),
                tuple() | None as full,
                tuple() | None as shells,
                tuple() | None as authority,
            ) if _is_number(uid) and _is_number(gid):
                yield Account(
                    names, int(uid), int(gid), (full or ("",))[0], (shells or ("",))[0], tuple(authority or ())
                )
            case _:
                yield Unknown("unreadable", "a login has another form")


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 12


def group(machine: Machine, name: str) -> Group | Unknown:
    """A group by its name."""
    found = run_plist(machine, DSCL, "-plist", ".", "-read", f"/Groups/{name}", *GROUP_ATTRIBUTES)
    if isinstance(found, Unknown):
        return found
    members, nested = (found.texts(f"{STANDARD}{attribute}") for attribute in GROUP_ATTRIBUTES)
    if isinstance(members, Unknown):
        return members
    return nested if isinstance(nested, Unknown) else Group(frozenset(members or ()), nested or ())


def _from_elsewhere(machine: Machine) -> Unknown | None:
    """Why there may be logins that nobody lists: they come from a server."""
    from_server = asks_a_server(machine)
    if isinstance(from_server, Unknown):
        return from_server
    return Unknown("not_seen", "logins may come from a server, too") if from_server else None


def asks_a_server(machine: Machine) -> bool | Unknown:
    """Whether this Mac also lets in people whom a server knows, as one in a domain does."""
    found = run_plist(machine, DSCL, "-plist", "/Search", "-read", "/", "CSPSearchPath")
    if isinstance(found, Unknown):
        return found
    paths = found.texts(f"{STANDARD}CSPSearchPath")
    if not isinstance(paths, tuple) or not any(path.startswith(LOCAL) for path in paths):
        return unclear(DSCL)
    return any(not path.startswith(LOCAL) for path in paths)
