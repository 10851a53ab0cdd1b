"""What lies on the disks inside a Mac besides the volume from which it starts, and whether FileVault covers it.

FileVault speaks for the Mac's own volumes only. A volume that somebody added, on the same disk or on a second one, says
itself whether it is encrypted. A part with another system is open.
"""

from collections.abc import Iterator
from typing import Final

from carecheck.facts.model import Unknown, any_of
from carecheck.look.machine import Machine
from carecheck.look.macos.plists import Plist
from carecheck.look.macos.preferences import run_plist
from carecheck.look.macos.told import unclear

DISKUTIL: Final = "/usr/sbin/diskutil"
CONTAINER: Final = "Apple_APFS"
FILE_VAULT: Final = "FileVault"

# What starts the Mac, or holds nothing of anybody. Whatever else lies on a disk inside, FileVault does not encrypt.
OF_SYSTEM: Final = frozenset({"EFI", "Apple_APFS_ISC", "Apple_APFS_Recovery", "Apple_Boot", "Apple_Free", ""})
ROLES_OF_SYSTEM: Final = frozenset(
    {"System", "Preboot", "Recovery", "VM", "Update", "Installer", "Hardware", "Prelogin", "Baseband", "xART"}
)
SCHEME: Final = "_partition_scheme"


def containers(machine: Machine) -> tuple[Plist, ...] | Unknown:
    """The APFS containers of all disks; a Mac has one at least."""
    told = run_plist(machine, DISKUTIL, "apfs", "list", "-plist")
    found = told if isinstance(told, Unknown) else told.rows("Containers")
    return found if isinstance(found, Unknown) else found or unclear(DISKUTIL)


def open_inside(machine: Machine) -> bool | Unknown:
    """Whether a disk inside holds files that FileVault does not cover."""
    told = run_plist(machine, DISKUTIL, "list", "-plist", "internal", "physical")
    if isinstance(told, Unknown):
        return told
    disks = told.rows("AllDisksAndPartitions")
    if not isinstance(disks, tuple) or not disks:
        return unclear(DISKUTIL)
    parts = list(_parts(disks))
    kinds = [_word(part, "Content") for part in parts]
    if CONTAINER not in kinds:
        return Unknown("not_seen", "the disk on which macOS lies does not show")
    foreign = any(kind not in OF_SYSTEM | {CONTAINER} for kind in kinds)
    stores = {_word(part, "DeviceIdentifier") for part, kind in zip(parts, kinds, strict=True) if kind == CONTAINER}
    return any_of([foreign, _open_in(machine, stores)])


def _parts(disks: tuple[Plist, ...]) -> Iterator[Plist]:
    """The parts of each disk; a disk that is not parted counts as one part."""
    for disk in disks:
        parts = disk.rows("Partitions")
        if isinstance(parts, tuple) and parts:
            yield from parts
        elif not _word(disk, "Content").endswith(SCHEME) or parts is None or isinstance(parts, Unknown):
            yield disk


def _open_in(machine: Machine, stores: set[str]) -> bool | Unknown:
    """Whether a volume in the containers on these parts is open."""
    found = containers(machine)
    if isinstance(found, Unknown):
        return found
    inside = [(one, places & stores) for one in found if (places := _places(one)) & stores]
    if set[str]().union(*(places for _, places in inside)) != stores:
        return Unknown("not_seen", "what lies on a part of the disk does not show")
    return any_of(_is_open(volume) for one, _ in inside for volume in _volumes(one))


def _places(container: Plist) -> set[str]:
    """The parts of disks on which a container lies: two where a disk is joined of two."""
    stores = container.rows("PhysicalStores")
    others = [_word(one, "DeviceIdentifier") for one in stores] if isinstance(stores, tuple) else []
    return {_word(container, "DesignatedPhysicalStore"), *others}


def _volumes(container: Plist) -> tuple[Plist | None, ...]:
    """Its volumes; None stands for those that cannot be read."""
    volumes = container.rows("Volumes")
    return volumes if isinstance(volumes, tuple) else (None,)


def _is_open(volume: Plist | None) -> bool | Unknown:
    if volume is None:
        return unclear(DISKUTIL)
    roles, covered = volume.texts("Roles"), volume.flag(FILE_VAULT)
    if isinstance(roles, tuple) and roles and ROLES_OF_SYSTEM.issuperset(roles):
        return False
    return not covered if isinstance(covered, bool) else unclear(DISKUTIL)


def _word(row: Plist, key: str) -> str:
    """A text of a row; what has another form, or is not there, is like nothing that we know."""
    text = row.text(key)
    return text if isinstance(text, str) else "?"
