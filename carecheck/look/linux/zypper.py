"""Updates on openSUSE, by its own files and rpm. Its tool zypper is not asked: it writes when it is.

So which updates wait is not known, but when the list of them was made and when the last one came.
"""

import re
from datetime import UTC, date, datetime
from typing import Final, Literal

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.updates import Updates
from carecheck.look.linux.gnome_software import or_only_downloads
from carecheck.look.linux.rpm_times import last_installed
from carecheck.look.linux.systemd import units
from carecheck.look.machine import Machine

LISTS: Final = "/var/cache/zypp/raw"
BY_YAST: Final = "/etc/cron.daily/opensuse.org-online_update"
TIMERS: Final = ("os-update.timer", "transactional-update.timer")
# Packages that come with the system, and that nobody installs by themselves later: their dates are those of updates.
BASE_PACKAGES: Final = ("filesystem", "glibc", "kernel-default", "libcurl4", "libopenssl3", "systemd")

_OF_UPDATES: Final = re.compile(r"update|sle|tumbleweed|oss", re.IGNORECASE)
_MADE: Final = re.compile(r"<revision>(\d{9,11})</revision>")


def zypper_updates(machine: Machine) -> Updates:
    """All facts about updates."""
    return Updates(
        security_waiting=Unknown("not_possible_here", "openSUSE does not tell without writing which updates wait"),
        list_fetched=_list_fetched(machine),
        last_installed=last_installed(machine, BASE_PACKAGES),
        automatic=_automatic(machine),
    )


def _list_fetched(machine: Machine) -> date | None | Unknown:
    """The day on which the newest list of updates was made; it was fetched then or later. Absent: no list."""
    folders = machine.list_folder(LISTS)
    if isinstance(folders, Unknown):
        return folders
    days: list[date] = []
    for folder in folders or ():
        if _OF_UPDATES.search(folder.name):
            text = machine.read(f"{LISTS}/{folder.name}/repodata/repomd.xml")
            if isinstance(text, Unknown):
                return text
            made = _MADE.search(text or "")
            days += [datetime.fromtimestamp(int(made[1]), UTC).date()] if made else []
    return max(days, default=None)


def _automatic(machine: Machine) -> Literal["on", "download_only", "off"] | Unknown:
    timers = units(machine, *TIMERS)
    if isinstance(timers, Unknown):
        return timers
    by_timer = any_of(timer.is_on for timer in timers.values())
    by_yast = machine.has_file(BY_YAST)
    on = any_of([by_timer, by_yast])
    if isinstance(on, Unknown) or on:
        return on if isinstance(on, Unknown) else "on"
    return or_only_downloads(machine)
