"""Whether this Linux waits for a restart, and since when.

Three signs, for none shows all: the flag that packages set, a kernel that is newer than the one at work, and parts
of the system that everything uses and that were updated after the last start.
"""

import re
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.restart import Restart
from carecheck.look.linux.kernels import kernel_at_work, newer_kernel
from carecheck.look.linux.os_release import os_release
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Entry, Machine
from carecheck.look.probes import probe

FLAGS: Final = ("/run/reboot-required", "/run/reboot-required.pkgs")

# Updates of these ask for a restart. dpkg writes a list of a package's files whenever it unpacks the package.
DPKG_INFO: Final = "/var/lib/dpkg/info"
LIBC: Final = tuple(f"libc6:{architecture}.list" for architecture in ("amd64", "arm64", "armhf", "i386"))
RPM_PARTS: Final = ("glibc", "systemd", "linux-firmware", "dbus-broker")

_BOOTED: Final = re.compile(r"^btime (\d{9,11})$", re.MULTILINE)
_INSTALLED: Final = re.compile(r"^([a-z0-9-]+) (\d{9,11})$", re.MULTILINE)


class Sign(NamedTuple):
    """What one sign says, and since when a restart waits by it."""

    waits: bool | Unknown
    since: date | None | Unknown = None


@probe(Restart, on="linux")
def restart(machine: Machine) -> Restart:
    """Put the signs together: one settles that a restart waits, and only all of them settle that none does."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Restart.all_unknown(gap)
    signs = [_flag(machine), _kernel(machine), _parts(machine)]
    waiting = any_of(sign.waits for sign in signs)
    if isinstance(waiting, Unknown):
        return Restart(waiting, waiting)
    if not waiting:
        return Restart(waiting=False, waiting_since=None)
    # A sign that could not be read could only show that it has waited for longer.
    days = [sign.since for sign in signs if sign.waits is True and isinstance(sign.since, date)]
    return Restart(waiting=True, waiting_since=min(days, default=Unknown("not_seen", "no sign tells since when")))


def _flag(machine: Machine) -> Sign:
    """The flag of Debian and Ubuntu; it lies in memory, and a restart clears it."""
    days: list[date] = []
    for path in FLAGS:
        seen = machine.look_at(path)
        if isinstance(seen, Unknown):
            return Sign(seen)
        if seen is not None:
            days.append(seen.modified.date())
    return Sign(waits=bool(days), since=min(days, default=None))


def _kernel(machine: Machine) -> Sign:
    newer = newer_kernel(machine)
    if isinstance(newer, Unknown):
        return Sign(newer)
    if newer is None:
        return Sign(waits=False)
    made = machine.look_at(f"/lib/modules/{newer}/modules.dep")  # written when the kernel is installed
    return Sign(waits=True, since=made.modified.date() if isinstance(made, Entry) and made.kind == "file" else None)


def _parts(machine: Machine) -> Sign:
    """Whether a part of the system was updated after the last start."""
    text = machine.read_live("/proc/stat")
    booted = _BOOTED.search(text) if isinstance(text, str) else None
    if booted is None:
        return Sign(
            text if isinstance(text, Unknown) else Unknown("unreadable", "/proc/stat does not tell the last start")
        )
    system = os_release(machine)
    if isinstance(system, Unknown):
        return Sign(system)
    if "debian" in system.family or "ubuntu" in system.family:
        updated = _deb_parts(machine)
    elif "fedora" in system.family:
        updated = _rpm_parts(machine)
    else:
        updated = Unknown("not_possible_here", f"we do not know the parts of {system.id}")
    if isinstance(updated, Unknown):
        return Sign(updated)
    started = datetime.fromtimestamp(int(booted[1]), UTC)
    newer = [moment for moment in updated if moment > started]
    return Sign(waits=bool(newer), since=min(newer).date() if newer else None)


def _deb_parts(machine: Machine) -> list[datetime] | Unknown:
    """When libc, the message bus and the kernel at work were last unpacked."""
    release = kernel_at_work(machine)
    if isinstance(release, Unknown):
        return release
    libc: list[datetime] = []
    for name in LIBC:
        moment = _unpacked(machine, name)
        if isinstance(moment, Unknown):
            return moment
        libc.extend([] if moment is None else [moment])
    others: list[datetime] = []
    for name in ("dbus.list", f"linux-image-{release}.list"):
        moment = _unpacked(machine, name)
        if moment is None or isinstance(moment, Unknown):
            return Unknown("not_seen", f"no {name} in {DPKG_INFO}") if moment is None else moment
        others.append(moment)
    return libc + others if libc else Unknown("not_seen", "libc6 was not seen")


def _unpacked(machine: Machine, name: str) -> datetime | None | Unknown:
    seen = machine.look_at(f"{DPKG_INFO}/{name}")
    if seen is None or isinstance(seen, Unknown):
        return seen
    return seen.modified if seen.kind == "file" and seen.size > 0 else Unknown("unreadable", f"{name} is no list")


def _rpm_parts(machine: Machine) -> list[datetime] | Unknown:
    ran = machine.run("rpm", "-q", "--queryformat", "%{NAME} %{INSTALLTIME}\\n", *RPM_PARTS, rights="nobody")
    if isinstance(ran, Unknown):
        return ran
    found = _INSTALLED.findall(ran.text)
    if {name for name, _ in found} != set(RPM_PARTS):
        return Unknown("unreadable", "rpm did not tell about each part of the system")
    return [datetime.fromtimestamp(int(time), UTC) for _, time in found]
