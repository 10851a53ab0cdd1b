"""Which Linux this is: the file os-release, as freedesktop.org describes it in os-release(5)."""

import shlex
from dataclasses import dataclass

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine
from carecheck.words import clean


@dataclass(frozen=True, slots=True)
class OsRelease:
    """What a Linux says of itself; `family` holds its own id and those of the systems it is made from."""

    id: str
    family: tuple[str, ...]
    version: str
    codename: str
    base_codename: str
    pretty_name: str


def os_release(machine: Machine) -> OsRelease | Unknown:
    """Read os-release; a file without an `ID` is `unreadable`."""
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        text = machine.read(path)
        if isinstance(text, Unknown):
            return text
        if text is not None:
            return _parse(text)
    return Unknown("not_seen", "there is no os-release file")


def _parse(text: str) -> OsRelease | Unknown:
    values: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        try:
            words = shlex.split(value)
        except ValueError:
            return Unknown("unreadable", "os-release has a line with an open quote")
        if equals and not line.startswith("#"):
            values[name.strip()] = clean(" ".join(words))
    if not values.get("ID"):
        return Unknown("unreadable", "os-release does not say ID")
    name = values["ID"]
    return OsRelease(
        id=name,
        family=(name, *values.get("ID_LIKE", "").split()),
        version=values.get("VERSION_ID", ""),
        codename=values.get("VERSION_CODENAME", ""),
        base_codename=values.get("UBUNTU_CODENAME") or values.get("DEBIAN_CODENAME", ""),
        pretty_name=values.get("PRETTY_NAME", ""),
    )
