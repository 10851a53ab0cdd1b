"""Updates on Fedora, asked of dnf5 and rpm without network and without writing.

dnf5 would fill a cache in the home folder of whoever asks, and write a log. So it is shown the system's own cache,
runs with nobody's rights, and is given a folder for its log in which it may not write. Tried with dnf5 5.4.
"""

import re
from datetime import UTC, date, datetime
from typing import Final, Literal

import msgspec

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.updates import Updates
from carecheck.look.linux.gnome_software import or_only_downloads
from carecheck.look.linux.keyfile import is_true, read_keyfile
from carecheck.look.linux.rpm_times import last_installed
from carecheck.look.linux.systemd import units
from carecheck.look.machine import PACKAGE_MANAGER_SECONDS, Machine

CACHE: Final = "/var/cache/libdnf5"
_SECURITY_ADVISORIES: Final = (
    "dnf5",
    "--quiet",
    "--cacheonly",
    f"--setopt=cachedir={CACHE}",
    "--setopt=logdir=/dev",
    *("advisory", "list", "--security", "--json"),
)
# Packages that come with the system, and that nobody installs by themselves later: their dates are those of updates.
_BASE_PACKAGES: Final = ("filesystem", "glibc", "kernel-core", "libcurl", "nss", "openssl-libs", "python3", "systemd")
_SETTINGS: Final = ("/etc/dnf/automatic.conf", "/usr/share/dnf5/dnf5-plugins/automatic.conf")

_UPDATES_REPO: Final = re.compile(r"updates-[0-9a-f]{16}")
_MADE: Final = re.compile(r'<data type="updateinfo">.*?<timestamp>(\d{9,11})</timestamp>', re.DOTALL)


def dnf_updates(machine: Machine) -> Updates:
    """All facts about updates."""
    image = machine.exists("/run/ostree-booted")
    if isinstance(image, Unknown):
        return Updates.all_unknown(image)
    if image:
        return Updates.all_unknown(Unknown("not_possible_here", "this system is updated as one image"))
    fetched = _list_fetched(machine)
    return Updates(
        security_waiting=_security_waiting(machine, fetched),
        list_fetched=fetched,
        last_installed=last_installed(machine, _BASE_PACKAGES),
        automatic=_automatic(machine),
    )


class _Advisory(msgspec.Struct):
    """One line of dnf5's answer."""

    type: str
    nevra: str


def _security_waiting(machine: Machine, fetched: date | None | Unknown) -> int | Unknown:
    """Packages for which a security update waits."""
    ran = machine.run(*_SECURITY_ADVISORIES, rights="nobody", seconds=PACKAGE_MANAGER_SECONDS)
    if isinstance(ran, Unknown):
        return ran
    try:
        waiting = msgspec.json.decode(ran.text, type=list[_Advisory])
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", f"dnf5 ended with {ran.exit}, without a list")
    if ran.exit:
        return Unknown("unreadable", f"dnf5 ended with {ran.exit}")
    if not waiting and not isinstance(fetched, date):
        # Without any cache, dnf5 says that nothing waits.
        return Unknown("not_seen", "dnf5 has no list of updates")
    return len({advisory.nevra for advisory in waiting})


def _list_fetched(machine: Machine) -> date | None | Unknown:
    """The day on which the newest list of Fedora's updates was made; it was fetched then or later. Absent: no list."""
    folders = machine.list_folder(CACHE)
    if isinstance(folders, Unknown):
        return folders
    days: list[date] = []
    for folder in folders or ():
        if _UPDATES_REPO.fullmatch(folder.name):
            text = machine.read(f"{CACHE}/{folder.name}/repodata/repomd.xml")
            if isinstance(text, Unknown):
                return text
            made = _MADE.search(text or "")
            if made is None:
                return Unknown("unreadable", "the list of updates holds no security updates")
            days.append(datetime.fromtimestamp(int(made[1]), UTC).date())
    return max(days, default=None)


def _automatic(machine: Machine) -> Literal["on", "download_only", "off"] | Unknown:
    timers = units(
        machine,
        "dnf5-automatic.timer",
        "dnf-automatic.timer",
        "dnf-automatic-install.timer",
        "dnf-automatic-download.timer",
    )
    if isinstance(timers, Unknown):
        return timers
    by_setting = any_of([timers["dnf5-automatic.timer"].is_on, timers["dnf-automatic.timer"].is_on])
    installs = any_of(
        [timers["dnf-automatic-install.timer"].is_on, all_of([by_setting, _setting(machine, "apply_updates")])]
    )
    if isinstance(installs, Unknown) or installs:
        return installs if isinstance(installs, Unknown) else "on"
    downloads = any_of(
        [timers["dnf-automatic-download.timer"].is_on, all_of([by_setting, _setting(machine, "download_updates")])]
    )
    if isinstance(downloads, Unknown) or downloads:
        return downloads if isinstance(downloads, Unknown) else "download_only"
    return or_only_downloads(machine)


def _setting(machine: Machine, name: str) -> bool | Unknown:
    """A setting of dnf's automatic updates; the administrator's file goes before the one that comes with it."""
    for path in _SETTINGS:
        settings = read_keyfile(machine, path)
        if isinstance(settings, Unknown):
            return settings
        if settings is not None and name in settings.get("commands", {}):
            return is_true(settings["commands"][name])
    return name == "download_updates"  # what dnf does where nothing is set
