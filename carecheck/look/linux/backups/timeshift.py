"""Timeshift: it keeps the system as it was, and documents only where somebody told it to."""

import re
from datetime import UTC, date, datetime
from typing import Final

import msgspec

from carecheck.facts.model import Unknown
from carecheck.look.backup_ways import Seen, newest_of
from carecheck.look.machine import Machine

SETTINGS: Final = "/etc/timeshift/timeshift.json"
_WHOLE_HOME: Final = re.compile(r"\+ /home/[^/]+/\*\*")


class _Settings(msgspec.Struct):
    """The part of Timeshift's settings that we read; it writes everything as text."""

    backup_device_uuid: str
    do_first_run: str
    exclude: list[str]


class _Info(msgspec.Struct):
    """The part of a snapshot's info.json that we read: when it was made, in seconds since 1970."""

    created: str


def timeshift(machine: Machine) -> Seen | None | Unknown:
    """Timeshift, if it was set up; a backup of files only if it takes a whole home folder along."""
    text = machine.read(SETTINGS)
    if text is None or isinstance(text, Unknown):
        return text
    try:
        settings = msgspec.json.decode(text, type=_Settings)
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", "the settings of Timeshift cannot be read")
    if settings.do_first_run == "true" or not settings.backup_device_uuid:
        return None
    of_files = any(_WHOLE_HOME.fullmatch(line) for line in settings.exclude)
    newest = _newest(machine, settings.backup_device_uuid) if of_files else Unknown("not_seen")
    return Seen("Timeshift", newest, of_files=of_files)


def _newest(machine: Machine, disk: str) -> date | Unknown:
    """The day of the newest snapshot, if its disk is connected now; Timeshift's log tells of tries only."""
    not_here = Unknown("not_seen", "the disk of Timeshift is not connected, or cannot be told from others")
    link = machine.read_link(f"/dev/disk/by-uuid/{disk}")
    mounts = machine.read_live("/proc/mounts")
    if not isinstance(link, str) or not isinstance(mounts, str):
        return not_here
    device = "/dev/" + link.rsplit("/", 1)[-1]
    places = [line.split(" ")[1] for line in mounts.splitlines() if line.startswith(device + " ")]
    if not places:
        return not_here
    folder = places[0].rstrip("/") + "/timeshift/snapshots"
    snapshots = machine.list_folder(folder)
    if not isinstance(snapshots, tuple):
        return not_here if snapshots is None else snapshots
    return newest_of(_day(machine.read(f"{folder}/{snapshot.name}/info.json")) for snapshot in snapshots)


def _day(text: str | None | Unknown) -> date | None:
    """The day of one snapshot; one without a readable info.json was not finished."""
    try:
        return datetime.fromtimestamp(int(msgspec.json.decode(str(text), type=_Info).created), UTC).date()
    except (msgspec.DecodeError, ValueError, OverflowError, RecursionError):
        return None
