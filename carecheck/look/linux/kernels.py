"""The kernel at work, and whether a newer one lies ready for the next start."""

import re
from typing import Final

from carecheck.facts.model import Unknown
from carecheck.look.machine import Machine

# 6.1.0-50-amd64, 6.8.0-45-generic, 6.14.3-300.fc42.x86_64: a version, and the kind of kernel.
_RELEASE: Final = re.compile(r"(\d[\w.+~-]*?)[-.]([a-z]\w*(?:-[a-z]\w*)*)")
_PARTS: Final = re.compile(r"~|[a-z]+|\d+")

Key = list[tuple[float, int, str]]


def kernel_at_work(machine: Machine) -> str | Unknown:
    """The release of the kernel that runs, as uname -r says it."""
    text = machine.read_live("/proc/sys/kernel/osrelease")
    release = text.strip() if isinstance(text, str) else ""
    if _RELEASE.fullmatch(release):
        return release
    return text if isinstance(text, Unknown) else Unknown("unreadable", "the kernel does not tell its release")


def newer_kernel(machine: Machine) -> str | None | Unknown:
    """The newest kernel of the same kind as the one at work, if it is newer; absent: the newest is at work.

    Two folders must agree. The link /vmlinuz is of no use: it may point to an older kernel.
    """
    at_work = kernel_at_work(machine)
    if isinstance(at_work, Unknown):
        return at_work
    boot = machine.list_folder("/boot")
    if isinstance(boot, Unknown):
        return boot
    in_boot = {entry.name.removeprefix("vmlinuz-") for entry in boot or () if entry.name.startswith("vmlinuz-")}
    with_modules = _with_modules(machine)
    if isinstance(with_modules, Unknown):
        return with_modules
    if at_work not in in_boot:
        return Unknown("not_seen", "the kernel at work does not lie in /boot")
    newer = max(_newer(in_boot, at_work), key=_key, default=None)
    if newer is None and (at_work not in with_modules or _newer(with_modules, at_work)):
        return Unknown("unreadable", "/boot and /lib/modules do not hold the same kernels")
    return newer


def _with_modules(machine: Machine) -> set[str] | Unknown:
    """Kernels that are installed; of one that was removed, a folder without `kernel` may be left."""
    folders = machine.list_folder("/lib/modules")
    if isinstance(folders, Unknown):
        return folders
    found: set[str] = set()
    for folder in folders or ():
        there = machine.exists(f"/lib/modules/{folder.name}/kernel")
        if isinstance(there, Unknown):
            return there
        if there:
            found.add(folder.name)
    return found


def _newer(releases: set[str], than: str) -> list[str]:
    kind = _kind(than)
    return [release for release in releases if _kind(release) == kind and _key(release) > _key(than)]


def _kind(release: str) -> str:
    match = _RELEASE.fullmatch(release)
    return match[2] if match else ""


def _key(release: str) -> Key:
    """A key for sorting versions: numbers by value, above words, above the end, above what follows a tilde."""
    match = _RELEASE.fullmatch(release)
    key: Key = []
    for part in _PARTS.findall(match[1] if match else ""):
        key.append((2, int(part), "") if part.isdecimal() else (-1, 0, "") if part == "~" else (1, 0, part))
    return [*key, (0, 0, "")]
