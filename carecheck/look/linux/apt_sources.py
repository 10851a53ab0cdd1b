"""Where apt gets its lists from: sources.list and what lies beside it (sources.list(5))."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.linux.apt_lists import file_name
from carecheck.look.machine import Machine

SOURCES: Final = "/etc/apt/sources.list"
FOLDER: Final = "/etc/apt/sources.list.d"

_READ_BY_APT: Final = re.compile(r"[A-Za-z0-9_.-]+\.(list|sources)")
_LINE: Final = re.compile(
    r'(?P<type>deb|deb-src)\s+(?:\[(?P<options>[^\]]*)\]\s*)?(?P<uri>(?:[^\s\[\]"]|\[[^\]]*\]|"[^"]*")+)'
    r"\s+(?P<suite>\S+)(?P<components>(?:\s+\S+)*)"
)
_COMMENT: Final = re.compile(r"#(?![^\[]*\]).*")
_ARCHITECTURES: Final = re.compile(r"(?:^|\s)(arch[+-]?)=(\S*)")
_OFF: Final = ("no", "false", "without", "off", "disable", "0")
_NAMED_SECURITY: Final = re.compile(r"//security\.|//esm\.|debian-security|-security/$")


@dataclass(frozen=True, slots=True)
class Source:
    """One component of one suite of an archive.

    `place` is the address of the suite. `component` is empty where the suite has none. `only` are the architectures
    that are wanted (None: all that the computer has), `without` those that are not.
    """

    place: str
    component: str
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()

    @property
    def begins(self) -> str:
        """How the names of its files begin: the address without the way to it, a login or a password."""
        address = self.place.partition(":")[2]
        if address.startswith("//"):
            host, slash, path = address[2:].partition("/")
            address = host.rpartition("@")[2] + slash + path
        return file_name(address)

    @property
    def is_named_security(self) -> bool:
        """Whether its address is one of security updates."""
        return bool(_NAMED_SECURITY.search(self.place))

    def lists(self, architectures: tuple[str, ...]) -> Iterator[str]:
        """The lists of packages that apt gets from there for some architectures, by their paths in the archive."""
        for architecture in architectures:
            if (self.only is None or architecture in self.only) and architecture not in self.without:
                yield self.list_for(architecture)

    def list_for(self, architecture: str) -> str:
        """The path of a list of packages in the archive."""
        return f"{self.component}/binary-{architecture}/Packages" if self.component else "Packages"


def read_sources(machine: Machine) -> tuple[Source, ...] | Unknown:
    """All sources of packages that are on; a line that apt would refuse is `unreadable`."""
    beside = machine.list_folder(FOLDER)
    if isinstance(beside, Unknown):
        return beside
    names = [entry.name for entry in beside or () if entry.kind != "folder"]
    found: list[Source] = []
    for path in (SOURCES, *(f"{FOLDER}/{name}" for name in names if _READ_BY_APT.fullmatch(name))):
        raw = machine.read_bytes(path)
        if isinstance(raw, Unknown):
            return raw
        text = (raw or b"").decode(errors="replace")
        try:
            found.extend(_in_stanzas(text) if path.endswith(".sources") else _in_lines(text))
        except _NoSource:
            return Unknown("unreadable", f"{path} has something that is no source")
    return tuple(found)


class _NoSource(Exception):
    """Something that apt would not understand, either."""


def _in_lines(text: str) -> Iterator[Source]:
    for line in text.splitlines():
        line = _COMMENT.sub("", line).strip()
        found = _LINE.fullmatch(line)
        if line and not found:
            raise _NoSource
        if found and found["type"] == "deb":
            options = dict(_ARCHITECTURES.findall(found["options"] or ""))
            yield from _sources([found["uri"]], [found["suite"]], found["components"].split(), options)


def _in_stanzas(text: str) -> Iterator[Source]:
    lines = [line.rstrip() for line in text.splitlines() if not line.startswith("#")]
    for stanza in re.split(r"\n\n+", "\n".join(lines).strip("\n")):
        fields = _fields(stanza)
        if fields.get("enabled", "yes").lower() in _OFF or "deb" not in fields.get("types", "deb").split():
            continue
        options = {
            "arch": fields.get("architectures", ""),
            "arch+": fields.get("architectures-add", ""),
            "arch-": fields.get("architectures-remove", ""),
        }
        if fields:
            uris, suites = fields.get("uris", "").split(), fields.get("suites", "").split()
            yield from _sources(uris, suites, fields.get("components", "").split(), options)


def _fields(stanza: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in stanza.splitlines():
        if line[0].isspace() and name:
            fields[name] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise _NoSource
        name = name.strip().lower()
        fields[name] = value.strip()
    return fields


def _sources(uris: list[str], suites: list[str], components: list[str], options: Mapping[str, str]) -> Iterator[Source]:
    if not uris or not suites:
        raise _NoSource
    chosen = {key: frozenset(re.split(r"[\s,]+", value)) - {""} for key, value in options.items()}
    only = chosen["arch"] | chosen.get("arch+", frozenset()) if chosen.get("arch") else None
    for uri in uris:
        for suite in suites:
            archive = uri if uri.endswith("/") else f"{uri}/"
            flat = suite.endswith("/")
            if bool(components) == flat:
                raise _NoSource
            place = archive + suite.removeprefix("/") if flat else f"{archive}dists/{suite}/"
            for component in components or [""]:
                yield Source(place, component, only, chosen.get("arch-", frozenset()))
