"""When logins of this Linux were last used, by the signs that signing in leaves.

`wtmp` holds each sign-in on a screen or console, and each start of the computer. `lastlog` and its younger brother
`lastlog2` tell the last sign-in of each login; which ways of signing in they hear of differs. A folder in /run/user is
there while somebody is signed in.
"""

import re
import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.linux.accounts import Account
from carecheck.look.machine import Entry, Machine

WTMP: Final = ("/var/log/wtmp.1", "/var/log/wtmp")
MOST_BYTES: Final = 20_000_000
SHELL_FROM_AFAR: Final = ("/usr/sbin/sshd", "/usr/sbin/dropbear")
TOOLS: Final[Mapping[str, str]] = {"lastlog": "/var/log/lastlog", "lastlog2": "/var/lib/lastlog/lastlog2.db"}

# struct utmp of glibc where times have 32 bits, as on all PCs: type, process, line, id, user, host, exit, session,
# seconds, microseconds, address, and room for more.
RECORD: Final = struct.Struct("<h2xi32s4s32s256shhiii16s20x")
STARTED, SIGNED_IN = 2, 7
LAST_TYPE: Final = 9
ONE_DAY: Final = timedelta(days=1)

_NAME: Final = re.compile(rb"[^\x00-\x1f\x7f]{0,32}")
_ROW: Final = re.compile(
    r"^(\S+)\b.* [A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) \d\d:\d\d:\d\d [+-]\d{4} (\d{4})\s*$", re.MULTILINE
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Record(NamedTuple):
    """One line of wtmp: what happened, whose login it was, and when."""

    type: int
    user: str
    day: date


class SignIns(NamedTuple):
    """The last day on which each login was seen to be used, by name; `gap` says why it may have been used later."""

    last: Mapping[str, date]
    gap: Unknown | None


def sign_ins(machine: Machine, people: tuple[Account, ...]) -> SignIns:
    """All signs together; the newest counts. A day that lies ahead is no sign."""
    records, gap = _all_records(machine)
    gaps = [gap, _other_ways_in(machine)]
    signs = [(record.user, record.day) for record in records if record.type == SIGNED_IN]
    for tool, kept in TOOLS.items():
        rows = _by_tool(machine, tool, kept, frozenset(one.name for one in people))
        if isinstance(rows, Unknown):
            gaps.append(rows)
        else:
            signs += rows
    for one in people:
        seen = machine.look_at(f"/run/user/{one.uid}")
        signs += [(one.name, machine.about.today)] if isinstance(seen, Entry) and seen.kind == "folder" else []
    last: dict[str, date] = {}
    for name, day in signs:
        if day <= machine.about.today + ONE_DAY:
            last[name] = max(day, last.get(name, day))
    return SignIns(last, next((one for one in gaps if one is not None), None))


def records_in(raw: bytes) -> list[Record] | Unknown:
    """What stands in the bytes of wtmp; bytes of another form are `unreadable`."""
    if len(raw) % RECORD.size:
        return Unknown("unreadable", "the list of sign-ins has another form")
    found: list[Record] = []
    for type_, _, _, _, user, *_, seconds, _, _ in RECORD.iter_unpack(raw):
        name = user.partition(b"\0")[0]
        if not 0 <= type_ <= LAST_TYPE or not _NAME.fullmatch(name) or seconds < 0:
            return Unknown("unreadable", "the list of sign-ins has another form")
        found.append(Record(type_, name.decode(errors="replace"), datetime.fromtimestamp(seconds, UTC).date()))
    return found


def _all_records(machine: Machine) -> tuple[list[Record], Unknown | None]:
    """The records, and why they may not be all; a wtmp that does not know of the last start is kept no more."""
    found: list[Record] = []
    for path in WTMP:
        raw = machine.read_bytes(path, MOST_BYTES)
        records = records_in(raw) if isinstance(raw, bytes) else raw
        if isinstance(records, Unknown):
            return found, records
        found += records or []
    started = _started(machine)
    if isinstance(started, Unknown):
        return found, started
    if not any(record.type == STARTED and record.day >= started - ONE_DAY for record in found):
        return found, Unknown("not_seen", "this computer keeps no list of sign-ins any more")
    return found, None


def _started(machine: Machine) -> date | Unknown:
    """The day on which the computer was started."""
    text = machine.read_live("/proc/uptime")
    if text is None or isinstance(text, Unknown):
        return Unknown("not_seen", "the kernel does not tell when it started") if text is None else text
    told = re.fullmatch(r"(\d{1,9})\.\d+ \d+\.\d+\n", text)
    if told is None:
        return Unknown("unreadable", "the kernel does not tell when it started")
    return machine.about.today - timedelta(days=int(told[1]) // 86_400)


def _by_tool(machine: Machine, tool: str, kept: str, people: frozenset[str]) -> list[tuple[str, date]] | Unknown:
    """What lastlog or lastlog2 tells; it has a row for each login, also for one that was never used."""
    told = machine.run(tool)
    if isinstance(told, Unknown):
        has_list = machine.exists(kept) if told.reason == "tool_missing" else True
        return [] if has_list is False else told
    heads = {line.partition(" ")[0] for line in told.text.splitlines()}
    if told.exit or (tool == "lastlog" and not people <= heads):
        return Unknown("unreadable", f"{tool} did not tell about each login")
    found: list[tuple[str, date]] = []
    for name, month, day, year in _ROW.findall(told.text):
        try:
            found.append((name, date(int(year), _MONTHS.index(month) + 1, int(day))))
        except ValueError:
            return Unknown("unreadable", f"{tool} tells days of another form")
    return found


def _other_ways_in(machine: Machine) -> Unknown | None:
    """Signing in from afar may leave no sign."""
    for path in SHELL_FROM_AFAR:
        there = machine.exists(path)
        if isinstance(there, Unknown) or there:
            return there if isinstance(there, Unknown) else Unknown("not_seen", "logins may be used from afar, too")
    return None
