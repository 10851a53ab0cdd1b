"""Updates on Debian, Ubuntu and what is made from them, by the files that apt and dpkg keep.

Only files are read that every login may read. apt-get is not asked: it takes seconds where it has no fresh cache, and
writes a log and caches when it runs as root.
"""

from datetime import UTC, date
from email.utils import parsedate_to_datetime

from carecheck.facts.model import Unknown
from carecheck.facts.updates import Updates
from carecheck.look.linux.apt_automatic import automatic
from carecheck.look.linux.apt_history import last_installed
from carecheck.look.linux.apt_lists import Archive, read_archives
from carecheck.look.linux.apt_waiting import security_waiting
from carecheck.look.linux.os_release import os_release
from carecheck.look.machine import Machine


def apt_updates(machine: Machine, *, mint: bool) -> Updates:
    """All facts about updates."""
    archives = read_archives(machine)
    return Updates(
        security_waiting=_security_waiting(machine, archives),
        list_fetched=_list_fetched(archives),
        last_installed=last_installed(machine),
        automatic=automatic(machine, mint=mint),
    )


def _security_waiting(machine: Machine, archives: tuple[Archive, ...] | Unknown) -> int | Unknown:
    system = os_release(machine)
    if isinstance(archives, Unknown):
        return archives
    if isinstance(system, Unknown):
        return system
    return security_waiting(machine, archives, {system.codename, system.base_codename} - {""})


def _list_fetched(archives: tuple[Archive, ...] | Unknown) -> date | None | Unknown:
    """The day of the oldest list of security updates that apt has; absent: it has none.

    The time of the file is of no use: it is the server's or the computer's, as it happens. The date inside is that
    on which the list was made, so the list was fetched on that day or later.
    """
    if isinstance(archives, Unknown):
        return archives
    days = [_day(archive.date) for archive in archives if archive.is_security]
    for day in days:
        if isinstance(day, Unknown):
            return day
    return min((day for day in days if isinstance(day, date)), default=None)


def _day(text: str) -> date | Unknown:
    try:
        return parsedate_to_datetime(text).astimezone(UTC).date()
    except (ValueError, OverflowError):
        return Unknown("unreadable", "a list of security updates does not tell its date")
