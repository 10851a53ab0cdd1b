"""Which security updates wait, by apt's own lists and dpkg's own database: no program has to work it out.

An update waits when a list of security updates has a newer version of an installed package. That counts updates that
apt-get does not show as such, too: those of a package that is held back, and those that a newer ordinary update has
overtaken. Archives of others than the system's makers do not count.
"""

from collections.abc import Iterator

from carecheck.facts.model import Unknown
from carecheck.look.linux.apt_lists import Archive, read_list
from carecheck.look.linux.apt_sources import Source, read_sources
from carecheck.look.linux.control_file import field, stanzas
from carecheck.look.linux.debian_version import is_newer
from carecheck.look.linux.dpkg_status import Installed, installed_packages
from carecheck.look.machine import Machine

Package = tuple[bytes, bytes]  # name and architecture


def security_waiting(machine: Machine, archives: tuple[Archive, ...], codenames: set[str]) -> int | Unknown:
    """Installed packages for which a security update waits; at least so many where a list cannot be read."""
    installed = installed_packages(machine)
    if isinstance(installed, Unknown):
        return installed
    sources = read_sources(machine)
    gap = sources if isinstance(sources, Unknown) else _missing(sources, archives, installed, codenames)
    waiting: set[Package] = set()
    for archive in archives:
        for path in archive.here if archive.is_security else ():
            content = read_list(machine, archive, path)
            if isinstance(content, Unknown):
                gap = content if gap is None else gap
            else:
                waiting.update(_waiting(content, installed))
    # Those that are certain wait whatever the rest is.
    return len(waiting) or (0 if gap is None else gap)


def _missing(
    sources: tuple[Source, ...], archives: tuple[Archive, ...], installed: Installed, codenames: set[str]
) -> Unknown | None:
    """What must be known before nothing waits: each list of security updates that the sources ask for."""
    known = {archive.begins: archive for archive in archives}
    own = False
    for source in sources:
        archive = known.get(source.begins)
        if archive is None and source.is_named_security:
            return Unknown("too_old", "apt has not searched since a source of security updates was added")
        if archive is None or not archive.is_security:
            continue
        for path in _asked_for(source, archive, installed):
            own = own or any(archive.is_security_of(codename) for codename in codenames)
            if path not in archive.lists:
                return Unknown("not_seen", "a source asks for security updates that its archive does not have")
            if path not in archive.here and archive.lists[path].size:  # apt keeps no empty list
                return Unknown("too_old", "apt has not searched since its sources changed")
    return None if own else Unknown("not_seen", "apt has no source of this system's security updates")


def _asked_for(source: Source, archive: Archive, installed: Installed) -> Iterator[str]:
    lists = tuple(source.lists(installed.architectures))
    yield from lists
    if lists and archive.has_list_of_all:
        yield source.list_for("all")


def _waiting(content: bytes, installed: Installed) -> Iterator[Package]:
    for stanza in stanzas(content):
        name = field(stanza, b"Package")
        here = installed.versions.get(name)
        if here is None:
            continue
        version = field(stanza, b"Version").decode(errors="replace")
        architecture = field(stanza, b"Architecture")
        for its_architecture, its_version in here.items():
            # A package may change from one for all architectures to one for each, and back.
            fits = architecture == its_architecture or b"all" in (architecture, its_architecture)
            if fits and is_newer(version, than=its_version):
                yield name, its_architecture
