"""Whether a login needs a password, by what the system says of it; no password is ever tried.

An administrator may ask `passwd`, and gets no hashes. Everyone may ask the accounts service of the desktops about
each login, and `passwd` about their own. The accounts service does not tell that a login has expired.
"""

import re
from datetime import date, timedelta
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.linux.accounts import Account
from carecheck.look.machine import Machine

State = Literal["needs_password", "no_password", "off"]

_STATES: Final[dict[str, State]] = {
    "P": "needs_password",
    "PS": "needs_password",
    "NP": "no_password",
    "L": "off",
    "LK": "off",
}
_STATUS: Final = re.compile(r"^(\S+) (P|PS|NP|L|LK) ", re.MULTILINE)
_EXPIRY: Final = re.compile(r"^([^:\n]+):(\d*)$", re.MULTILINE)


def password_states(machine: Machine, people: tuple[Account, ...]) -> dict[int, State | Unknown]:
    """The state of each login, by its uid; locked, expired and never given a password are all `off`."""
    if machine.about.elevated:
        return _as_administrator(machine, people)
    return {
        one.uid: _own(machine, one) if str(one.uid) == machine.about.person else _by_accounts_service(machine, one)
        for one in people
    }


def _as_administrator(machine: Machine, people: tuple[Account, ...]) -> dict[int, State | Unknown]:
    statuses = machine.run("passwd", "--status", "--all")
    expiries = machine.run("cut", "--delimiter=:", "--fields=1,8", "/etc/shadow")  # names and days, no hashes
    for output in (statuses, expiries):
        if isinstance(output, Unknown):
            return dict.fromkeys((one.uid for one in people), output)
    found = dict(_STATUS.findall("" if isinstance(statuses, Unknown) else statuses.text))
    ends = dict(_EXPIRY.findall("" if isinstance(expiries, Unknown) else expiries.text))
    states: dict[int, State | Unknown] = {}
    for one in people:
        if one.name not in found or one.name not in ends:
            states[one.uid] = Unknown("unreadable", "passwd did not tell about each login")
        else:
            states[one.uid] = "off" if _is_over(ends[one.name], machine.about.today) else _STATES[found[one.name]]
    return states


def _is_over(days: str, today: date) -> bool:
    """Whether a login has expired: /etc/shadow counts days from 1970 on (shadow(5))."""
    if not 0 < len(days) < 8:  # it never does, or on a day that no calendar has
        return False
    return date(1970, 1, 1) + timedelta(days=min(int(days), 1_000_000)) <= today


def _own(machine: Machine, one: Account) -> State | Unknown:
    by_service = _by_accounts_service(machine, one)
    if not isinstance(by_service, Unknown):
        return by_service
    status = machine.run("passwd", "--status")
    if isinstance(status, Unknown):
        return status
    told = _STATUS.match(status.text)
    return _STATES[told[2]] if told and told[1] == one.name else by_service


class _Property(msgspec.Struct):
    """One value as busctl shows it."""

    data: object = None


class _Properties(msgspec.Struct):
    """busctl's answer to GetAll."""

    data: list[dict[str, _Property]]


def _by_accounts_service(machine: Machine, one: Account) -> State | Unknown:
    reply = machine.run(
        "busctl",
        "--json=short",
        "--allow-interactive-authorization=no",
        "call",
        "org.freedesktop.Accounts",
        f"/org/freedesktop/Accounts/User{one.uid}",
        "org.freedesktop.DBus.Properties",
        "GetAll",
        "s",
        "org.freedesktop.Accounts.User",
    )
    if isinstance(reply, Unknown) or reply.exit:
        return Unknown("needs_admin", "the accounts service does not answer")
    try:
        told = {name: value.data for name, value in msgspec.json.decode(reply.text, type=_Properties).data[0].items()}
    except (msgspec.DecodeError, RecursionError, IndexError):
        return Unknown("unreadable", "the accounts service gave an answer of another form")
    match told:
        case {"Uid": one.uid, "UserName": one.name, "Locked": bool(locked), "PasswordMode": int(mode)}:
            return "off" if locked else _by_mode(mode)
        case _:
            return Unknown("unreadable", "the accounts service told about something else")


def _by_mode(mode: int) -> State | Unknown:
    match mode:
        case 0:
            return "needs_password"
        case 2:
            return "no_password"
        case _:  # 1: to be set at the next sign-in, and until then there may be one or none
            return Unknown("not_seen", f"the accounts service says password mode {mode}")
