"""The Linux on this computer, and until when it gets security updates."""

from datetime import date
from typing import Final

import msgspec

from carecheck.facts.model import Unknown, any_of
from carecheck.facts.system import System
from carecheck.look.linux.os_release import OsRelease, os_release
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.support_dates import Release, SupportDates, SystemLine, support_dates

# The packages that stand for a whole Ubuntu. The flavours are cared for by their own makers, for three years.
UBUNTU_ITSELF: Final = ("ubuntu-desktop", "ubuntu-desktop-minimal", "ubuntu-server", "ubuntu-server-minimal")
FLAVOURS: Final = (
    "edubuntu-desktop",
    "kubuntu-desktop",
    "lubuntu-desktop",
    "ubuntu-budgie-desktop",
    "ubuntu-mate-desktop",
    "ubuntu-unity-desktop",
    "ubuntucinnamon-desktop",
    "ubuntukylin-desktop",
    "ubuntustudio-desktop",
    "xubuntu-desktop",
)


@probe(System, on="linux")
def system(machine: Machine) -> System:
    """Name the system, and look up its dates in our table."""
    gap = not_this_computer(machine)
    if gap is not None:
        return System.all_unknown(gap)
    seen = os_release(machine)
    if isinstance(seen, Unknown):
        return System.all_unknown(seen)
    table = support_dates()
    line = table.systems.get("lmde" if seen.id == "linuxmint" and "ubuntu" not in seen.family else seen.id)
    if line is None:
        return _made_from_another(seen, table, machine.about.today)
    name = f"{line.name} {seen.version}".strip()
    release = line.releases.get(seen.version)
    if release is None:
        gap = Unknown("not_listed", f"our list of dates has no {name}")
        return System(name, line.maker, gap, gap, gap)
    return _dated(machine, name, line, release, table)


def _dated(machine: Machine, name: str, line: SystemLine, release: Release, table: SupportDates) -> System:
    today = machine.about.today
    ends = release.ends
    if ends is None:
        gap = Unknown("not_listed", f"no last day of {name} has been named yet")
        return System(name, line.maker, gap, gap, gap)
    firm = line.firm
    flavour = _is_flavour(machine) if release.flavours_end else False
    if isinstance(flavour, Unknown):
        return System(name, line.maker, flavour, flavour, flavour)
    if flavour and release.flavours_end:
        ends, firm = release.flavours_end, False
    extended = _extended(machine, line, release)
    return System(
        name=name,
        maker=line.maker,
        support_ends=table.believed(ends, today),
        support_end_is_firm=firm,
        extended_ends=table.believed(extended, today) if isinstance(extended, date) else extended,
    )


def _made_from_another(seen: OsRelease, table: SupportDates, today: date) -> System:
    """A system that our list does not have. It can outlive its base by name only, for it uses its base's updates."""
    unlisted = Unknown("not_listed", f"our list of dates has no {seen.pretty_name or seen.id}")
    bases = tuple(name for name in ("ubuntu", "debian") if name in seen.family)
    found = table.by_codename(seen.base_codename or seen.codename, bases)
    name = seen.pretty_name or f"{seen.id} {seen.version}".strip()
    if found is None:
        return System(name, unlisted, unlisted, unlisted, unlisted)
    base, version, release = found
    over = release.ends is not None and release.ends < min(today, table.as_at)
    all_over = over and (release.extended is None or release.extended < min(today, table.as_at))
    return System(
        name=f"{name} (based on {base.name} {version})",
        maker=unlisted,
        support_ends=release.ends if over and release.ends else unlisted,
        support_end_is_firm=base.firm if over else unlisted,
        extended_ends=release.extended if all_over else unlisted,
    )


def _is_flavour(machine: Machine) -> bool | Unknown:
    """Whether this is Kubuntu, Xubuntu or the like, and not also Ubuntu itself."""
    ubuntu = any_of(_installed(machine, package) for package in UBUNTU_ITSELF)
    if isinstance(ubuntu, Unknown) or ubuntu:
        return ubuntu if isinstance(ubuntu, Unknown) else False
    flavour = any_of(_installed(machine, package) for package in FLAVOURS)
    if isinstance(flavour, Unknown) or flavour:
        return flavour
    return Unknown("not_seen", "no package tells which edition of Ubuntu this is")


def _installed(machine: Machine, package: str) -> bool | Unknown:
    return machine.has_file(f"/var/lib/dpkg/info/{package}.list")


def _extended(machine: Machine, line: SystemLine, release: Release) -> date | None | Unknown:
    """The last day of extended updates, where this computer gets them."""
    if release.extended is None or line.extended_reaches == "everyone":
        return release.extended
    subscribed = _has_ubuntu_pro(machine)
    if isinstance(subscribed, Unknown):
        return subscribed
    return release.extended if subscribed else None


def _has_ubuntu_pro(machine: Machine) -> bool | Unknown:
    """Whether Ubuntu Pro's extended updates come here: its package source is set up, and its status says so."""
    sources = machine.list_folder("/etc/apt/sources.list.d")
    if isinstance(sources, Unknown):
        return sources
    if not any(source.name.startswith("ubuntu-esm-infra.") for source in sources or ()):
        return False
    text = machine.read("/var/lib/ubuntu-advantage/status.json")
    if isinstance(text, Unknown):
        return text
    try:
        status = msgspec.json.decode(text or "", type=_ProStatus)
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", "Ubuntu Pro is set up, and its status cannot be read")
    enabled = [service.status == "enabled" for service in status.services if service.name == "esm-infra"]
    if status.attached and not enabled:
        return Unknown("unreadable", "the status of Ubuntu Pro does not name esm-infra")
    return status.attached and all(enabled)


class _ProService(msgspec.Struct):
    """One service of Ubuntu Pro."""

    name: str
    status: str = ""


class _ProStatus(msgspec.Struct):
    """The part of Ubuntu Pro's status.json that we read."""

    attached: bool
    services: list[_ProService] = []
