"""SMB version 1 on this Linux: what Samba lets in, what its library asks for, and what is opened from elsewhere now."""

import re
from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.smb1 import Smb1
from carecheck.look.linux.dpkg_status import installed_packages
from carecheck.look.linux.samba import samba_is_on, speaks_version_1
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe

CONFIG: Final = "/etc/samba/smb.conf"
MOUNTS: Final = ("/proc/mounts", "/proc/self/mountinfo")
FSTAB: Final = "/etc/fstab"
FIRST_WITHOUT: Final = (4, 11)  # since then, Samba's library asks for version 2 or later, where nothing else is set

_OLD_MOUNT: Final = re.compile(r"^(?!\s*#).*\bcifs\b.*\bvers=1\.0\b", re.MULTILINE)
_ANY_MOUNT: Final = re.compile(r"^\S+ \S+ ", re.MULTILINE)
_MAY_CHANGE_IT: Final = re.compile(r"^\s*(?:client\s+min\s+protocol|include|config\s+backend)\b", re.M | re.I)
_VERSION: Final = re.compile(r"(?:\d+:)?(\d+)\.(\d+)\b")


@probe(Smb1, on="linux")
def smb1(machine: Machine) -> Smb1:
    """Samba's own settings decide; whoever opens a folder of others in the old way needs no setting for it."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Smb1.all_unknown(gap)
    on = samba_is_on(machine)
    lets_in = speaks_version_1(machine, "server min protocol") if on is not False else False
    return Smb1(server_on=all_of([on, lets_in]), client_on=any_of([_opened_now(machine), _library(machine)]))


def _opened_now(machine: Machine) -> bool | Unknown:
    """Whether a folder of another computer is opened in the old way, or will be at the next start."""
    answers: list[bool | Unknown] = []
    for path in MOUNTS:
        text = machine.read_live(path)
        if isinstance(text, str) and _ANY_MOUNT.search(text):
            answers.append(bool(_OLD_MOUNT.search(text)))
        else:
            answers.append(text if isinstance(text, Unknown) else Unknown("unreadable", "what is opened is not told"))
    text = machine.read(FSTAB)
    answers.append(text if isinstance(text, Unknown) else bool(_OLD_MOUNT.search(text or "")))
    return any_of(answers)


def _library(machine: Machine) -> bool | Unknown:
    told = speaks_version_1(machine, "client min protocol")
    if not isinstance(told, Unknown) or told.reason != "tool_missing":
        return told
    packages = installed_packages(machine)
    config = machine.read(CONFIG)
    if isinstance(packages, Unknown) or isinstance(config, Unknown):
        return packages if isinstance(packages, Unknown) else told
    versions = [
        version
        for name, found in packages.versions.items()
        if name.startswith((b"libsmbclient", b"samba-libs"))
        for version in found.values()
    ]
    known = [_VERSION.match(version) for version in versions]
    as_it_came = not _MAY_CHANGE_IT.search(config or "")
    if not versions or (as_it_came and all(one and (int(one[1]), int(one[2])) >= FIRST_WITHOUT for one in known)):
        return False
    return told
