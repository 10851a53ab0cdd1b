"""Whether this Windows is set to keep its clock right.

Its time service starts when there is need and stops again, so a stopped one is normal; its settings count.
"""

from typing import Final

import msgspec

from carecheck.facts.clock import Clock
from carecheck.facts.model import Unknown, all_of
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.nowhere import is_nowhere
from carecheck.look.windows.registry import read_key, read_number, read_text
from carecheck.look.windows.told import ask
from carecheck.look.windows.version import windows_version
from carecheck.look.windows_questions import AskApi

SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"
SERVICE: Final = f"{SERVICES}\\W32Time"
RULES: Final = "SOFTWARE\\Policies\\Microsoft\\W32Time"
OF_ANOTHER_MAKER: Final = f"{SERVICES}\\NTP"  # the service that common time programs install

AUTOMATIC, WHEN_NEEDED, DISABLED = 2, 3, 4
MEMBER: Final = 3  # NetSetupDomainName


class _Join(msgspec.Struct):
    """What NetGetJoinInformation says."""

    status: int


@probe(Clock, on="windows")
def clock(machine: Machine) -> Clock:
    """The service must start, ask others for the time, and know whom to ask."""
    own = all_of([_starts(machine), _asks(machine), _knows_whom(machine)])
    if own is False:
        other = read_key(machine, "HKLM", OF_ANOTHER_MAKER)
        if isinstance(other, Unknown) or other is not None:
            return Clock(
                Unknown("not_seen", "Windows' own time service is off; another program may keep the clock right")
            )
    return Clock(own)


def _starts(machine: Machine) -> bool | Unknown:
    start = read_number(machine, "HKLM", SERVICE, "Start")
    if isinstance(start, Unknown):
        return start
    if start == WHEN_NEEDED:
        needs = read_key(machine, "HKLM", f"{SERVICE}\\TriggerInfo")
        if isinstance(needs, Unknown):
            return needs
        return True if needs and needs.keys else Unknown("not_seen", "nothing was seen that starts the time service")
    if start in (AUTOMATIC, DISABLED):
        return start == AUTOMATIC
    return Unknown("not_seen", f"the time service starts in an unknown way ({start})")


def _asks(machine: Machine) -> bool | Unknown:
    """Whether the part that asks others for the time is on."""
    client = "TimeProviders\\NtpClient"
    for key in (f"{RULES}\\{client}", f"{SERVICE}\\{client}"):
        enabled = read_number(machine, "HKLM", key, "Enabled")
        if isinstance(enabled, Unknown):
            return enabled
        if enabled is not None:
            return enabled == 1 if enabled in (0, 1) else Unknown("unreadable", f"NtpClient: Enabled is {enabled}")
    return Unknown("not_seen", "the time service does not tell if it asks others")


def _knows_whom(machine: Machine) -> bool | Unknown:
    """Servers by name (NTP), those of the organisation (NT5DS), either (AllSync), or none (NoSync)."""
    way = _setting(machine, "Type")
    match way if isinstance(way, Unknown) else way.casefold():
        case Unknown() as gap:
            return gap
        case "nosync":
            return False
        case "ntp":
            return _has_server(machine)
        case "nt5ds":
            return _has_domain(machine)
        case "allsync":
            server = _has_server(machine)
            return server if server is True else _has_domain(machine)
        case _:
            return Unknown("unreadable", "the time service is set in an unknown way")


def _setting(machine: Machine, name: str) -> str | Unknown:
    """A setting of the time service; a rule of the organisation beats the computer's own."""
    for key in (RULES, SERVICE):
        text = read_text(machine, "HKLM", f"{key}\\Parameters", name)
        if text is not None:
            return text
    return Unknown("not_seen", f"the time service does not tell its {name}")


def _has_server(machine: Machine) -> bool | Unknown:
    """Whether a server is named, as in "time.windows.com,0x9"; this computer's own clock is none."""
    servers = _setting(machine, "NtpServer")
    if isinstance(servers, Unknown):
        return servers
    names = [one.split(",")[0] for one in servers.split()]
    return any(name and not is_nowhere(name) for name in names)


def _has_domain(machine: Machine) -> bool | Unknown:
    """Whether an organisation's servers give the time; the one that gives it has to get it elsewhere."""
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return windows
    if windows.is_domain_controller:
        return Unknown("not_seen", "this server may be the one that gives the time to all others")
    join = ask(machine, AskApi("domain_join"), _Join)
    if isinstance(join, Unknown):
        return join
    return join.status == MEMBER if join.status in (1, 2, 3) else Unknown("unreadable", f"joined: {join.status}")
