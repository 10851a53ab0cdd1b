"""The lists of packages that apt got from its archives, as they lie on the disk.

The Release file of an archive tells what the archive is, when that file was made, and size and SHA-256 of each list.
So half a list is never taken for a whole one. apt has checked the signature when it fetched the file.
The form: https://wiki.debian.org/DebianRepository/Format
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from carecheck.facts.model import Unknown
from carecheck.look.linux import control_file
from carecheck.look.linux.unpacking import PACKED, unpacked
from carecheck.look.machine import Machine, Ran, RunProgram

LISTS: Final = "/var/lib/apt/lists"
APT_HELPER: Final = "/usr/lib/apt/apt-helper"  # knows every form of compression that apt may have used
MOST_BYTES: Final = 150_000_000

_ENDINGS: Final = ("", ".lz4", ".xz", ".zst", ".gz", ".bz2", ".lzma")  # in the order in which they are common
_SEALED: Final = re.compile(rb"^ ([0-9a-f]{64}) +([0-9]+) (\S*Packages)$", re.MULTILINE)
_QUOTED: Final = re.compile(r'[^!-~]|[\\|{}\[\]<>"^~_=!@#$%&*]')


class Sealed(NamedTuple):
    """What a list must be when nothing is packed."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Archive:
    """One suite of an archive, by what its Release file says.

    `begins` is how the names of all its files on this disk begin. `lists` holds the lists of packages that there are
    in the archive, by path; `here` those of them that lie on this disk, and as which file.
    """

    begins: str
    suite: str
    codename: str
    origin: str
    label: str
    date: str
    has_list_of_all: bool = False
    lists: Mapping[str, Sealed] = field(default_factory=dict[str, Sealed])
    here: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def is_security(self) -> bool:
        """Whether it holds nothing but security updates; names of suites move, as oldstable-security does."""
        return (
            self.suite.endswith("-security")
            or self.codename.endswith("-security")
            or self.label == "Debian-Security"
            or "UbuntuESM" in self.origin
        )

    def is_security_of(self, codename: str) -> bool:
        """Whether it holds the security updates that the makers of that system give to everybody."""
        own = f"{codename}-security" in (self.suite, self.codename)
        return own or (self.label == "Debian-Security" and self.codename == codename)


def read_archives(machine: Machine) -> tuple[Archive, ...] | Unknown:
    """The archives that apt knows; the lists themselves are read with `read_list`."""
    found = machine.list_folder(LISTS)
    if isinstance(found, Unknown):
        return found
    names = frozenset(entry.name for entry in found or ())
    # An archive has a signed file or one with a signature beside it; apt prefers the former.
    files = {name.removesuffix("Release"): name for name in sorted(names) if name.endswith("_Release")}
    files |= {name.removesuffix("InRelease"): name for name in names if name.endswith("_InRelease")}
    archives: list[Archive] = []
    for begins, name in sorted(files.items()):
        raw = machine.read_bytes(f"{LISTS}/{name}", MOST_BYTES)
        if isinstance(raw, Unknown):
            return raw
        archives.append(_archive(begins, raw or b"", names))
    return tuple(archives)


def read_list(machine: Machine, archive: Archive, path: str) -> bytes | Unknown:
    """A list of packages that lies on this disk, unpacked; one that is not what the archive says is `unreadable`."""
    name = archive.here[path]
    content = _unpacked(machine, f"{LISTS}/{name}", name.removeprefix(archive.begins + file_name(path)))
    if isinstance(content, Unknown):
        return content
    if Sealed(len(content), hashlib.sha256(content).hexdigest()) != archive.lists[path]:
        return Unknown("unreadable", "a list of security updates is not as its archive says")
    return content


def file_name(address: str) -> str:
    """The name under which apt keeps what it gets from an address (without `http:` and the like)."""
    quoted = _QUOTED.sub(lambda found: "".join(f"%{byte:02x}" for byte in found[0].encode()), address)
    return quoted.replace("/", "_")


def _archive(begins: str, raw: bytes, names: frozenset[str]) -> Archive:
    def said(name: bytes) -> str:
        return control_file.field(raw, name).decode(errors="replace")

    sealed = _SEALED.findall(raw.partition(b"\nSHA256:")[2])
    lists = {path.decode(errors="replace"): Sealed(int(size), sha256.decode()) for sha256, size, path in sealed}
    files = {path: [begins + file_name(path) + ending for ending in _ENDINGS] for path in lists}
    return Archive(
        begins=begins,
        suite=said(b"Suite"),
        codename=said(b"Codename"),
        origin=said(b"Origin"),
        label=said(b"Label"),
        date=said(b"Date"),
        has_list_of_all="all" in said(b"Architectures").split()
        and "Packages" not in said(b"No-Support-for-Architecture-all"),
        lists=lists,
        here={path: next(filter(names.__contains__, some)) for path, some in files.items() if names.intersection(some)},
    )


def _unpacked(machine: Machine, path: str, ending: str) -> bytes | Unknown:
    if ending not in ("", *PACKED):
        ran = machine.ask(RunProgram((APT_HELPER, "cat-file", path), "nobody", most_bytes=MOST_BYTES))
        if isinstance(ran, Ran):
            return ran.out
        return ran if isinstance(ran, Unknown) else Unknown("unreadable", "apt-helper gave no answer")
    raw = machine.read_bytes(path, MOST_BYTES)
    if raw is None:
        return Unknown("unreadable", "a list of security updates went away while we looked")
    if isinstance(raw, Unknown) or not ending:
        return raw
    content = unpacked(raw, ending, MOST_BYTES)
    return Unknown("unreadable", "a list of security updates is no whole packed file") if content is None else content
