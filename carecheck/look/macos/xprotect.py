"""XProtect, the antivirus of macOS: whether it looks at what is opened, and how new its list is.

Apple sends a new list every week or two, and no day on which it runs out. So its age alone says little: it is old after
two months, as long as nobody has forbidden macOS to fetch it.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import read_plist
from carecheck.look.macos.preferences import computer_settings
from carecheck.look.macos.safeguards import gatekeeper_is_on
from carecheck.look.macos.told import unclear, words_of
from carecheck.look.macos.updates import DOMAIN
from carecheck.look.macos.version import version

NAME: Final = "XProtect"
TOOL: Final = "/usr/bin/xprotect"
TELLS_FROM: Final = 15  # the first macOS with that tool
BUNDLES: Final = (
    "/Library/Apple/System/Library/CoreServices/XProtect.bundle",
    "/var/protected/xprotect/XProtect.bundle",
)
FETCHES: Final = "ConfigDataInstall"
OLD_AFTER: Final = timedelta(days=60)

UNGUARDED: Final = Unknown("not_seen", "Gatekeeper is off; if XProtect still looks does not show")

_SWITCH: Final = re.compile(r"^XProtect (launch|background) scans: (enabled|disabled)$", re.MULTILINE)
_INSTALLED: Final = re.compile(r"\bVersion: \d+ Installed: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000)")


def is_here(machine: Machine) -> bool | Unknown:
    """Whether macOS has its list, in one of two places."""
    return any_of(_has_version(machine, bundle) for bundle in BUNDLES)


def watches(machine: Machine) -> bool | Unknown:
    """Whether it looks at what is opened. Before macOS 15 it does where Gatekeeper is on, and nothing tells it else."""
    here = version(machine)
    if isinstance(here, Unknown):
        return here
    if here.major < TELLS_FROM:
        guarded = gatekeeper_is_on(machine)
        return UNGUARDED if guarded is False else guarded
    told = words_of(machine, TOOL, "status")
    if isinstance(told, Unknown):
        return told
    switches = dict(_SWITCH.findall(told.text))
    if "disabled" in switches.values():
        return False
    return True if switches.keys() == {"launch", "background"} else unclear(TOOL)


def is_old(machine: Machine) -> bool | Unknown:
    """Whether its list is older than two months."""
    made = _list_made(machine)
    if isinstance(made, Unknown):
        return made
    now = datetime.combine(machine.about.today, datetime.max.time(), UTC)
    if made > now + timedelta(days=1):
        return Unknown("unreadable", "the list of XProtect is of a day to come")
    return now - made > OLD_AFTER


def is_current(machine: Machine) -> bool | Unknown:
    """Whether its list is not old, and nobody has forbidden macOS to fetch it."""
    fetches = computer_settings(machine, DOMAIN).flag(FETCHES)
    return all_of([_not(is_old(machine)), True if fetches is None else fetches])


def _not(answer: bool | Unknown) -> bool | Unknown:
    return answer if isinstance(answer, Unknown) else not answer


def _has_version(machine: Machine, bundle: str) -> bool | Unknown:
    told = read_plist(machine, f"{bundle}/Contents/Info.plist")
    if told is None or isinstance(told, Unknown):
        return False if told is None else told
    return isinstance(told.text("CFBundleShortVersionString"), str)


def _list_made(machine: Machine) -> datetime | Unknown:
    """When the newest of its lists came: as the tool tells it, or by the files."""
    here = version(machine)
    if isinstance(here, Unknown):
        return here
    if here.major >= TELLS_FROM:
        told = words_of(machine, TOOL, "version")
        found = None if isinstance(told, Unknown) else _INSTALLED.search(told.text)
        if found:
            return _moment(found[1])
    entries = [machine.list_folder(f"{bundle}/Contents/Resources") for bundle in BUNDLES]
    times = [entry.modified for files in entries if isinstance(files, tuple) for entry in files]
    return max(times) if times else Unknown("not_seen", "XProtect does not tell the day of its list")


def _moment(text: str) -> datetime | Unknown:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
    except ValueError:  # a day or an hour that there is not
        return unclear(TOOL)
