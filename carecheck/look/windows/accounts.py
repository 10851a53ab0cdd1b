"""The logins of people on this Windows; names stay inside the probes, and ids (SIDs) count, never names of groups."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.machine import Entry, Machine
from carecheck.look.windows.registry import read_key, read_number, read_text
from carecheck.look.windows.times import day_of_filetime
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import CURRENT, windows_version
from carecheck.look.windows_questions import AskApi

PROFILES: Final = f"{CURRENT}\\ProfileList"
IN_USE_FOR: Final = timedelta(days=90)  # a login of the organisation that signed in here since then is in use here

DISABLED, PASSWORD_NOT_REQUIRED = 0x2, 0x20  # UF_ACCOUNTDISABLE, UF_PASSWD_NOTREQD
PASSWORD_STAYS: Final = 0x10000  # UF_DONT_EXPIRE_PASSWD
ADMINISTRATOR, GUEST, DEFAULT_ACCOUNT, DEFENDER = 500, 501, 503, 504

_SID: Final = re.compile(r"S-1-\d+(?:-\d+)+")
_OF_SETUP: Final = re.compile(r"defaultuser\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Login:
    """One login; `on` is whether it is in use here, `cloud` whether a Microsoft or Entra account stands behind it.

    `marked`: it needs no password, by its mark. `password_stays`: it need never change it.
    """

    sid: str = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    on: bool | Unknown
    is_person: bool = True
    local: bool = True
    cloud: bool | None = False  # None: not told
    marked: bool = False
    password_stays: bool = False


@dataclass(frozen=True, slots=True)
class Accounts:
    """All logins of this computer, and those of an organisation that have signed in here.

    `profiles` names the key of each login that has a profile, by its id.
    """

    logins: tuple[Login, ...]
    machine_sid: str = field(repr=False)
    profiles: Mapping[str, str] = field(repr=False)

    @property
    def people(self) -> tuple[Login, ...]:
        """The logins of people: not those of Windows itself."""
        return tuple(login for login in self.logins if login.is_person)

    @property
    def administrator(self) -> Login:
        """Windows' own administrator, whatever it is called."""
        return next(login for login in self.logins if login.sid == f"{self.machine_sid}-{ADMINISTRATOR}")

    @property
    def guest(self) -> Login | None:
        """Windows' own guest."""
        return self.by_sid(f"{self.machine_sid}-{GUEST}")

    def by_sid(self, sid: str | None) -> Login | None:
        """The login with that id."""
        return next((login for login in self.logins if login.sid == sid), None)


class _Account(msgspec.Struct):
    """A row of NetUserEnum, with what NetUserGetInfo says of a Microsoft account behind it."""

    sid: str
    name: str
    full_name: str
    flags: int
    microsoft: bool | None


class _Accounts(msgspec.Struct):
    """All local accounts."""

    count: int
    rows: list[_Account]


def accounts(machine: Machine) -> Accounts | Unknown:
    """Who has a login here. Windows always has its own Administrator, so a list without it is `unreadable`."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return windows
    if windows.is_domain_controller:
        return Unknown("not_possible_here", "the logins of this server are those of the whole organisation")
    return _accounts(machine)


def _accounts(machine: Machine) -> Accounts | Unknown:
    told = ask(machine, AskApi("accounts"), _Accounts)
    if isinstance(told, Unknown):
        return told
    own = [row.sid for row in told.rows if _rid(row.sid) == ADMINISTRATOR]
    if len(own) != 1 or not all(is_sid(row.sid) and "\ufffd" not in row.name + row.full_name for row in told.rows):
        return Unknown("unreadable", "the list of logins is not whole")
    machine_sid = own[0].rpartition("-")[0]
    person = machine.about.person
    profiles = read_key(machine, "HKLM", PROFILES)
    if profiles is None or isinstance(profiles, Unknown):
        return Unknown("not_seen", "no profile of a login was seen") if profiles is None else profiles
    sids = {name.removesuffix(".bak"): name for name in sorted(profiles.keys, reverse=True)}  # the one in use wins
    if person is not None and person not in sids:
        return Unknown("unreadable", "the profile of the login that works here is not listed")
    logins = [_local(row, person) for row in told.rows]
    for sid in sids:
        if _of_an_organisation(sid, machine_sid):
            login = _from_profile(machine, sid)
            if isinstance(login, Unknown):
                return login
            logins.append(login)
    return Accounts(tuple(logins), machine_sid, sids)


def is_sid(text: str) -> bool:
    """Whether a text is the id of a login or group."""
    return _SID.fullmatch(text) is not None


def is_of_entra(sid: str) -> bool:
    """Whether an id was given out by Microsoft Entra."""
    return sid.startswith("S-1-12-1-")


def _rid(sid: str) -> int:
    last = sid.rpartition("-")[2]
    return int(last) if last.isdecimal() else -1


def _local(row: _Account, person: str | None) -> Login:
    rid = _rid(row.sid)
    works_here = row.sid == person
    own = rid in (ADMINISTRATOR, GUEST, DEFAULT_ACCOUNT, DEFENDER) or _OF_SETUP.fullmatch(row.name) is not None
    return Login(
        sid=row.sid,
        names=(row.name, row.full_name),
        on=works_here or not row.flags & DISABLED,
        is_person=works_here or not own,
        cloud=row.microsoft,
        marked=bool(row.flags & PASSWORD_NOT_REQUIRED),
        password_stays=bool(row.flags & PASSWORD_STAYS),
    )


def _of_an_organisation(sid: str, machine_sid: str) -> bool:
    return is_sid(sid) and (is_of_entra(sid) or sid.startswith("S-1-5-21-")) and not sid.startswith(machine_sid + "-")


def _from_profile(machine: Machine, sid: str) -> Login | Unknown:
    """A login of an organisation: Windows keeps no list of those, but a folder for each that has signed in here."""
    folder = read_text(machine, "HKLM", f"{PROFILES}\\{sid}", "ProfileImagePath")
    if folder is None or isinstance(folder, Unknown):
        return Unknown("not_seen", "a profile has no folder") if folder is None else folder
    there = machine.look_at(folder.replace("\\", "/"))
    if not isinstance(there, Entry) or there.kind != "folder":
        return there if isinstance(there, Unknown) else Unknown("not_seen", "the folder of a profile is not there")
    name = folder.replace("/", "\\").rpartition("\\")[2].split(".")[0]  # .HOME is added where a name is taken
    on = True if sid == machine.about.person else _signed_in_lately(machine, sid)
    return Login(sid, (name,), on, local=False, cloud=is_of_entra(sid))


def _signed_in_lately(machine: Machine, sid: str) -> bool | Unknown:
    halves = list(_load_time(machine, sid))
    for half in halves:
        if isinstance(half, Unknown):
            return half
    high, low = (half for half in halves if isinstance(half, int))
    day: date | Unknown = day_of_filetime((high << 32) + low)
    return day if isinstance(day, Unknown) else machine.about.today - day <= IN_USE_FOR


def _load_time(machine: Machine, sid: str) -> Iterator[int | Unknown]:
    for half in ("High", "Low"):
        number = read_number(machine, "HKLM", f"{PROFILES}\\{sid}", f"LocalProfileLoadTime{half}")
        yield Unknown("not_seen", "a profile does not tell when it was last in use") if number is None else number
