"""Whether updates install by themselves on Debian, Ubuntu and Linux Mint."""

import re
import shlex
from typing import Final, Literal

from carecheck.facts.model import Unknown, all_of
from carecheck.look.linux.gnome_software import or_only_downloads
from carecheck.look.linux.systemd import units
from carecheck.look.machine import Machine

Automatic = Literal["on", "download_only", "off"]

# The last one is always set: it shows that apt-config has come to the end of what we asked.
_SETTINGS: Final = {
    "enabled": "APT::Periodic::Enable",
    "lists": "APT::Periodic::Update-Package-Lists",
    "downloads": "APT::Periodic::Download-Upgradeable-Packages",
    "upgrades": "APT::Periodic::Unattended-Upgrade",
    "end": "APT::Architecture",
}
_OFF: Final = re.compile(r"0*[smhd]?")
_ON: Final = re.compile(r"0*[1-9][0-9]*[smhd]?|always")
_ORIGIN: Final = re.compile(r'^Unattended-Upgrade::(?:Origins-Pattern|Allowed-Origins):: "([^"]*)";$', re.MULTILINE)

MINT_SWITCH: Final = "/var/lib/linuxmint/mintupdate-automatic-upgrades-enabled"
MINT_TIMER: Final = "/etc/systemd/system/timers.target.wants/mintupdate-automation-upgrade.timer"


def automatic(machine: Machine, *, mint: bool) -> Automatic | Unknown:
    """Whether updates install by themselves, by apt's own timer or by Linux Mint's."""
    by_apt = _by_apt(machine)
    by_mint = all_of([machine.exists(MINT_SWITCH), machine.exists(MINT_TIMER)]) if mint else False
    if by_apt == "on" or by_mint is False:
        return by_apt
    return by_mint if isinstance(by_mint, Unknown) else "on"


def _by_apt(machine: Machine) -> Automatic | Unknown:
    settings = _settings(machine)
    if isinstance(settings, Unknown):
        return settings
    runs = all_of(
        [
            _is_on(settings.get("enabled", "1")),
            _is_on(settings.get("lists", "0")),
            _both_timers_run(machine),
        ]
    )
    installs = all_of(
        [
            runs,
            _is_on(settings.get("upgrades", "0")),
            machine.has_file("/usr/bin/unattended-upgrade"),
            _takes_security_updates(machine),
        ]
    )
    if isinstance(installs, Unknown) or installs:
        return installs if isinstance(installs, Unknown) else "on"
    downloads = all_of([runs, _is_on(settings.get("downloads", "0"))])
    if isinstance(downloads, Unknown) or downloads:
        return downloads if isinstance(downloads, Unknown) else "download_only"
    return or_only_downloads(machine)


def _settings(machine: Machine) -> dict[str, str] | Unknown:
    words = [word for pair in _SETTINGS.items() for word in pair]
    ran = machine.run("apt-config", "shell", *words)
    if isinstance(ran, Unknown):
        return ran
    settings: dict[str, str] = {}
    for line in ran.text.splitlines():
        name, equals, value = line.partition("=")
        try:
            settings[name] = "".join(shlex.split(value))
        except ValueError:
            equals = ""
        if not equals or name not in _SETTINGS:
            return Unknown("unreadable", "apt-config said something that we did not ask")
    if ran.exit or "end" not in settings:
        return Unknown("unreadable", "apt-config did not come to the end")
    return settings


def _is_on(value: str) -> bool | Unknown:
    if _ON.fullmatch(value):
        return True
    return False if _OFF.fullmatch(value) else Unknown("unreadable", "a setting of apt is neither on nor off")


def _both_timers_run(machine: Machine) -> bool | Unknown:
    found = units(machine, "apt-daily.timer", "apt-daily-upgrade.timer")
    return found if isinstance(found, Unknown) else all_of(unit.is_on for unit in found.values())


def _takes_security_updates(machine: Machine) -> bool | Unknown:
    """Whether unattended-upgrades may install from a security archive; a pattern without that word may be one, too."""
    ran = machine.run("apt-config", "dump", "Unattended-Upgrade")
    if isinstance(ran, Unknown):
        return ran
    if any("security" in origin.lower() for origin in _ORIGIN.findall(ran.text)):
        return True
    return Unknown("not_seen", "unattended-upgrades names no security archive")
