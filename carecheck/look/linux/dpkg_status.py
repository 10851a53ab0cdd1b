"""Which packages dpkg has installed, by its own database, which every login may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.control_file import field, stanzas
from carecheck.look.machine import Machine

STATUS: Final = "/var/lib/dpkg/status"
ARCHITECTURES: Final = "/var/lib/dpkg/arch"
MOST_BYTES: Final = 50_000_000

_NOT_INSTALLED: Final = (b"not-installed", b"config-files")


@dataclass(frozen=True, slots=True)
class Installed:
    """Versions of the installed packages by name and architecture, and the architectures that apt gets lists for."""

    versions: Mapping[bytes, Mapping[bytes, str]]
    architectures: tuple[str, ...]


def installed_packages(machine: Machine) -> Installed | Unknown:
    """Read dpkg's database; one in which dpkg itself is not installed is `unreadable`."""
    raw = machine.read_bytes(STATUS, MOST_BYTES)
    if isinstance(raw, Unknown):
        return raw
    versions: dict[bytes, dict[bytes, str]] = {}
    for stanza in stanzas(raw or b""):
        name, state = field(stanza, b"Package"), field(stanza, b"Status").rpartition(b" ")[2]
        version, architecture = field(stanza, b"Version"), field(stanza, b"Architecture")
        if not name or not state:
            return Unknown("unreadable", f"{STATUS} has a package without a name or a status")
        if state in _NOT_INSTALLED or (state == b"half-installed" and not version):
            continue
        if not version or not architecture:
            return Unknown("unreadable", f"{STATUS} has a package without a version or an architecture")
        versions.setdefault(name, {})[architecture] = version.decode(errors="replace")
    return _with_architectures(machine, versions)


def _with_architectures(machine: Machine, versions: Mapping[bytes, Mapping[bytes, str]]) -> Installed | Unknown:
    # A package of another architecture that was forced in gets no lists, so dpkg must know the architecture, too.
    own = versions.get(b"dpkg", {})
    known = machine.read(ARCHITECTURES)
    if isinstance(known, Unknown):
        return known
    if not own:
        return Unknown("unreadable", f"{STATUS} does not have dpkg itself")
    in_use = {architecture.decode(errors="replace") for found in versions.values() for architecture in found}
    return Installed(
        versions, tuple(sorted(in_use & {*(known or "").split(), *(one.decode(errors="replace") for one in own)}))
    )
