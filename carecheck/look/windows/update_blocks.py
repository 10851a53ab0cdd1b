"""Signs that somebody has blocked the updates of this Windows; see `automatic_updates` for what that does to them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.updateblocks import UpdateBlocks
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.hosts import read_hosts, sends_updates_elsewhere
from carecheck.look.windows.nowhere import is_nowhere
from carecheck.look.windows.registry import is_set, read_number, read_text
from carecheck.look.windows.times import day_of_text

RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate"
PAUSES: Final = "SOFTWARE\\Microsoft\\WindowsUpdate\\UX\\Settings"
SERVICES: Final = "SYSTEM\\CurrentControlSet\\Services"

DISABLED: Final = 4
NO_PAUSE_IS_LONGER: Final = timedelta(days=366)  # Windows offers weeks; a pause of years is how others turn updates off


@probe(UpdateBlocks, on="windows")
def update_blocks(machine: Machine) -> UpdateBlocks:
    """Look for each sign alone: one that is seen counts, whatever could not be seen."""
    return UpdateBlocks(
        services_off=any_of(is_disabled(machine, service) for service in ("wuauserv", "UsoSvc")),
        paused_for_years=any_of(_ends_in_years(machine)),
        pause_limit_raised=_limit_raised(machine),
        addresses_blocked=addresses_blocked(machine),
        server_nowhere=server_nowhere(machine),
        repair_off=is_disabled(machine, "WaaSMedicSvc"),
    )


def is_disabled(machine: Machine, service: str) -> bool | Unknown:
    """Whether a service may not start; one that is merely stopped may."""
    start = read_number(machine, "HKLM", f"{SERVICES}\\{service}", "Start")
    if start is None:
        return Unknown("not_seen", f"the service {service} was not seen")
    return start if isinstance(start, Unknown) else start == DISABLED


def addresses_blocked(machine: Machine) -> bool | Unknown:
    """Whether the computer's own list of names leads away from Microsoft's updates."""
    hosts = read_hosts(machine)
    return hosts if isinstance(hosts, Unknown) else sends_updates_elsewhere(hosts)


def server_nowhere(machine: Machine) -> bool | Unknown:
    """Whether a rule gets updates from a server that cannot be one."""
    return all_of([is_set(machine, "HKLM", f"{RULES}\\AU", "UseWUServer"), _is_nowhere(machine)])


def _is_nowhere(machine: Machine) -> bool | Unknown:
    address = read_text(machine, "HKLM", RULES, "WUServer")
    if address is None or isinstance(address, Unknown):
        return False if address is None else address
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return Unknown("unreadable", "the address of the server for updates is none")
    return is_nowhere(host) if host else Unknown("unreadable", "the address of the server for updates is none")


def _ends_in_years(machine: Machine) -> Iterator[bool | Unknown]:
    last = machine.about.today + NO_PAUSE_IS_LONGER
    for name in ("PauseUpdatesExpiryTime", "PauseQualityUpdatesEndTime"):
        text = read_text(machine, "HKLM", PAUSES, name)
        end = text if text is None or isinstance(text, Unknown) else day_of_text(text)
        yield end if isinstance(end, Unknown) else end is not None and end > last


def _limit_raised(machine: Machine) -> bool | Unknown:
    days = read_number(machine, "HKLM", PAUSES, "FlightSettingsMaxPauseDays")
    return days if isinstance(days, Unknown) else days is not None and days > NO_PAUSE_IS_LONGER.days
