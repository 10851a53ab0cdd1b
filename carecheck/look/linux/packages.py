"""Which programs a Linux has: packages of its own maker's kind (deb or rpm), and those from the shops snap and Flatpak.

The databases are only read. rpm runs with nobody's rights, so that it cannot lock or write anything.
"""

import re
from collections.abc import Mapping
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.dpkg_status import installed_packages
from carecheck.look.linux.os_release import os_release
from carecheck.look.machine import PACKAGE_MANAGER_SECONDS, Machine

RPM: Final = ("rpm", "--query", "--all", "--queryformat")
IN_EVERY_RPM_SYSTEM: Final = frozenset({"filesystem", "glibc", "rpm", "systemd"})
RPM_FAMILIES: Final = frozenset({"fedora", "rhel", "suse", "opensuse"})

SNAPS: Final = "/snap"
FLATPAKS: Final = ("/var/lib/flatpak/app", "~/.local/share/flatpak/app")

_VERSION_OF_SNAP: Final = re.compile(r"^version:[ \t]*['\"]?([^'\"\s]{1,60})['\"]?[ \t]*$", re.MULTILINE)
_RELEASE_OF_FLATPAK: Final = re.compile(r"<release\b[^>]*\bversion=\"([^\"<>]{1,60})\"")


def package_versions(machine: Machine) -> Mapping[str, str] | Unknown:
    """Each installed package and its version, without the number with which deb counts epochs."""
    system = os_release(machine)
    if isinstance(system, Unknown):
        return system
    if {"debian", "ubuntu"} & set(system.family):
        found = installed_packages(machine)
        if isinstance(found, Unknown):
            return found
        # Of several architectures, the oldest version counts, as a text: they are nearly always the same.
        return {name.decode(errors="replace"): _plain(min(each.values())) for name, each in found.versions.items()}
    if RPM_FAMILIES & set(system.family):
        return _by_rpm(machine)
    return Unknown("not_possible_here", f"we do not know the packages of {system.id}")


def snap_version(machine: Machine, name: str) -> str | None | Unknown:
    """The version of a program from the shop snap; None: it is not here."""
    here = machine.exists(f"{SNAPS}/{name}/current")
    if isinstance(here, Unknown) or not here:
        return here if isinstance(here, Unknown) else None
    text = machine.read(f"{SNAPS}/{name}/current/meta/snap.yaml")
    if isinstance(text, Unknown):
        return text
    told = _VERSION_OF_SNAP.search(text or "")
    return told[1] if told else Unknown("unreadable", f"the snap {name} does not tell its version")


def flatpak_version(machine: Machine, name: str) -> str | None | Unknown:
    """The version of a program from Flatpak, by what it tells the shop of itself; None: it is not here."""
    for folder in FLATPAKS:
        here = machine.exists(f"{folder}/{name}/current")
        if isinstance(here, Unknown):
            return here
        if here:
            return _of_flatpak(machine, f"{folder}/{name}/current/active/files/share", name)
    return None


def _of_flatpak(machine: Machine, share: str, name: str) -> str | Unknown:
    for path in (f"{share}/metainfo/{name}.metainfo.xml", f"{share}/appdata/{name}.appdata.xml"):
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        told = _RELEASE_OF_FLATPAK.search(text or "")  # the newest release stands first
        if told:
            return told[1]
    return Unknown("not_seen", f"the Flatpak {name} does not tell its version")


def _by_rpm(machine: Machine) -> Mapping[str, str] | Unknown:
    """Asked twice, each time in another form: half an answer is never taken for a whole one."""
    told = [
        machine.run(*RPM, form, rights="nobody", seconds=PACKAGE_MANAGER_SECONDS)
        for form in ("%{NAME} %{VERSION}\\n", "%{NAME}\\n")
    ]
    texts: list[str] = []
    for answer in told:
        if isinstance(answer, Unknown):
            return answer
        if answer.exit:
            return Unknown("unreadable", "rpm did not tell about each package")
        texts.append(answer.text)
    rows = [line.split(" ") for line in texts[0].splitlines()]
    names = sorted(texts[1].split())
    if (
        sorted(row[0] for row in rows) != names
        or not set(names) >= IN_EVERY_RPM_SYSTEM
        or any(len(r) != 2 for r in rows)
    ):
        return Unknown("unreadable", "rpm did not tell about each package")
    return {row[0]: row[1] for row in rows}


def _plain(version: str) -> str:
    return version.partition(":")[2] or version
