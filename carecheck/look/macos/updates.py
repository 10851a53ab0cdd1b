"""What macOS says of its own updates: what its last search found, and how they are set to come.

The days of its searches are days on which it looked, never on which something was installed.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.machine import Machine
from carecheck.look.macos.automatic_updates import automatic
from carecheck.look.macos.plists import Plist, read_rows
from carecheck.look.macos.preferences import computer_settings
from carecheck.look.macos.system import newest_known
from carecheck.look.macos.version import Version, version, version_numbers
from carecheck.look.probes import probe

DOMAIN: Final = "com.apple.SoftwareUpdate"
HISTORY: Final = "/Library/Receipts/InstallHistory.plist"
SEARCHES: Final = ("LastSuccessfulDate", "LastFullSuccessfulDate", "LastBackgroundSuccessfulDate")

# What installs the system's own updates, and how their names begin. Lists of malware have other names.
INSTALLERS: Final = ("softwareupdated", "macOS Installer", "OS Installer")
OF_SYSTEM: Final = ("macOS ", "Security Update", "Rapid Security Response", "Background Security Improvement")


@probe(Updates, on="macos")
def updates(machine: Machine) -> Updates:
    """Ask the settings of the program that gets updates, and its history."""
    settings = computer_settings(machine, DOMAIN)
    here = version(machine)
    return Updates(
        security_waiting=_waiting(settings.own, here),
        list_fetched=last_search(settings.own),
        last_installed=_last_installed(machine),
        automatic=automatic(settings, here),
    )


def last_search(own: Plist | Unknown) -> date | Unknown:
    """Day of the newest search that ended well."""
    if isinstance(own, Unknown):
        return own
    told = [own.moment(key) for key in SEARCHES]
    days = [moment.date() for moment in told if isinstance(moment, datetime)]
    return max(days) if days else Unknown("not_seen", "macOS does not tell when it last looked for updates")


def _waiting(own: Plist | Unknown, here: Version | Unknown) -> int | Unknown:
    """How many wait. A version that our list knows to be old shows that one does, whatever the last search found."""
    if isinstance(here, Unknown):
        return here
    found = _found(own, here)
    newest = newest_known(here)
    if newest is not None and here.numbers < newest:
        return 1 if isinstance(found, Unknown) else max(found, 1)
    return found


def _found(own: Plist | Unknown, here: Version) -> int | Unknown:
    if isinstance(own, Unknown):
        return own
    rows = own.rows("RecommendedUpdates")
    if rows is None or isinstance(rows, Unknown):
        return Unknown("not_seen", "macOS does not tell which updates wait") if rows is None else rows
    return sum(not _is_next_release(row, here) for row in rows)


def _is_next_release(row: Plist, here: Version) -> bool:
    """Whether a whole new macOS is offered, which is no security update of this one."""
    name, number = row.text("Display Name"), version_numbers(row.text("Display Version"))
    return isinstance(name, str) and name.startswith("macOS") and number is not None and number[0] != here.major


def _last_installed(machine: Machine) -> date | Unknown:
    rows = read_rows(machine, HISTORY)
    if rows is None or isinstance(rows, Unknown):
        return Unknown("not_seen", "there is no history of what was installed") if rows is None else rows
    days = list(_days_of_system(rows))
    return max(days) if days else Unknown("not_seen", "the history has no update of the system")


def _days_of_system(rows: Iterable[Plist]) -> Iterable[date]:
    for row in rows:
        installer, name, moment = row.text("processName"), row.text("displayName"), row.moment("date")
        is_list = row.text("contentType") == "config-data"
        if isinstance(name, str) and name.startswith(OF_SYSTEM) and installer in INSTALLERS and not is_list:
            yield from [moment.date()] if isinstance(moment, datetime) else []
