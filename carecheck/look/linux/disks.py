"""Whether each fixed disk of this Linux is encrypted, as the kernel shows it to everyone.

What counts is what lies between files and the disk: on the way there must be one layer that encrypts. A part that is
encrypted somewhere on the computer says nothing about the rest. Encryption by the disk itself, of single folders, or
of ZFS does not show here.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

import msgspec

from carecheck.facts.disks import Disks
from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.look.identity import FORM_OF_CHASSIS
from carecheck.look.linux.surroundings import not_this_computer
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.words import clean

LSBLK: Final = ("lsblk", "--json", "--output", "KNAME,TYPE,FSTYPE,MOUNTPOINTS,RM,PARTTYPE")
PORTABLE: Final = ("laptop", "tablet")
CHASSIS: Final = "/sys/class/dmi/id/chassis_type"

# Where the files of the system are: on Fedora Silverblue, "/" itself is an image.
SYSTEM: Final = frozenset({"/", "/sysroot"})

# What starts the computer lies open on each encrypted one, and holds no files of people.
START_PLACES: Final = frozenset({"/boot", "/boot/efi", "/efi"})
START_PARTS: Final = frozenset(
    {
        "c12a7328-f81f-11d2-ba4b-00a0c93ec93b",  # EFI system
        "bc13c2ff-59e6-4262-a352-b275fd6f7172",  # extended boot loader
        "21686148-6449-6e6f-744e-656564454649",  # BIOS boot
        "e3c9e316-0b5c-4db8-817d-f92df00215ae",  # Microsoft reserved
        "de94bba4-06d1-4d40-a16a-bfd50179d6ac",  # Windows recovery
        "0xef",
    }
)

OF_FILES: Final = frozenset(
    {
        "apfs",
        "bcachefs",
        "btrfs",
        "exfat",
        "ext2",
        "ext3",
        "ext4",
        "f2fs",
        "hfsplus",
        "jfs",
        "nilfs2",
        "ntfs",
        "reiserfs",
        "vfat",
        "xfs",
    }
)
LOCKED: Final = "crypto_LUKS"
SWAP: Final = "[SWAP]"

State = Literal["protected", "open", "partly"]


class _Device(msgspec.Struct):
    """A disk, a part of one, or a layer on it, with what lies upon it."""

    kname: str
    type: str
    fstype: str | None
    mountpoints: list[str | None]
    rm: bool
    parttype: str | None
    children: list["_Device"] = []


class _Devices(msgspec.Struct):
    """All disks."""

    blockdevices: list[_Device]


class _Layer(NamedTuple):
    """A device, and whether something encrypts between it and the disk."""

    device: _Device
    encrypted: bool | Unknown


@probe(Disks, on="linux")
def disks(machine: Machine) -> Disks:
    """Look at whatever holds files; what could not be read leaves open what it could change."""
    gap = not_this_computer(machine)
    if gap is not None:
        return Disks.all_unknown(gap)
    states = _states(machine)
    portable = _portable(machine)
    if isinstance(states, Unknown):
        return Disks.all_unknown(states).with_facts(portable=portable)
    # Linux knows no encryption that is paused, or that waits for a login to keep its key.
    unseen = next((state for state in states if isinstance(state, Unknown)), False)
    return Disks(
        any_open=any_of(_are(states, "open")),
        any_paused=unseen,
        any_waiting=unseen,
        all_protected=all_of(_are(states, "protected")),
        portable=portable,
    )


def _are(states: Iterable[State | Unknown], wanted: State) -> list[bool | Unknown]:
    return [state if isinstance(state, Unknown) else state == wanted for state in states]


def _states(machine: Machine) -> list[State | Unknown] | Unknown:
    told = machine.run(*LSBLK)
    if isinstance(told, Unknown):
        return told
    try:
        found = msgspec.json.decode(told.text, type=_Devices).blockdevices
    except (msgspec.DecodeError, RecursionError):
        return Unknown("unreadable", "lsblk gave an answer of another form")
    trees = [list(_layers(machine, disk, encrypted=False)) for disk in found if _is_disk(disk)]
    if told.exit or not any(_holds_system(layers) for layers in trees):
        return Unknown("not_possible_here", "the disk on which the system lies does not show")
    fixed = [layer for layers in trees if not layers[0].device.rm or _holds_system(layers) for layer in layers]
    # Without udev, nobody tells what lies on parts that are not in use.
    told_kinds = all(layer.device.fstype for layer in fixed if _mounted(layer.device))
    states: list[State | Unknown] = []
    for layer in fixed:
        state = _state(layer, told_kinds=told_kinds)
        states.extend([] if state is None else [state])
    return states


def _is_disk(device: _Device) -> bool:
    """Whether it is no CD drive, no file that is used like a disk, and no memory."""
    return device.type not in ("rom", "loop") and not device.kname.startswith(("zram", "ram"))


def _holds_system(layers: list[_Layer]) -> bool:
    return any(_mounted(layer.device) & SYSTEM for layer in layers)


def _mounted(device: _Device) -> set[str]:
    return {place for place in device.mountpoints if place}


def _layers(machine: Machine, device: _Device, *, encrypted: bool | Unknown) -> Iterator[_Layer]:
    if device.type == "crypt":
        encrypted = any_of([encrypted, _encrypts(machine, device.kname)])
    yield _Layer(device, encrypted)
    for child in device.children:
        yield from _layers(machine, child, encrypted=encrypted)


def _encrypts(machine: Machine, name: str) -> bool | Unknown:
    """Whether a layer that lsblk calls "crypt" encrypts: some only make sure that nothing was changed."""
    kind = machine.read_live(f"/sys/class/block/{name}/dm/uuid")
    match kind:
        case None:
            return Unknown("not_seen", "the kind of an encrypted layer was not seen")
        case Unknown():
            return kind
        case _ if kind.startswith(("CRYPT-LUKS1-", "CRYPT-LUKS2-", "CRYPT-PLAIN-", "CRYPT-TCRYPT-")):
            return True
        case _ if kind.startswith(("CRYPT-VERITY-", "CRYPT-INTEGRITY-")):
            return False
        case _:
            return Unknown("not_seen", f"we do not know a layer of the kind {clean(kind, 20)}")


def _state(layer: _Layer, *, told_kinds: bool) -> State | None | Unknown:
    """How well what lies on a device is protected; None: nothing of anybody lies on it."""
    device, encrypted = layer
    places = _mounted(device)
    if places <= START_PLACES and (places or device.parttype in START_PARTS):
        return None
    if device.children and not places:
        return None  # it only carries others
    if encrypted is True or device.fstype == LOCKED:
        return "protected"
    swaps = places == {SWAP} or device.fstype == "swap"
    if not places and not swaps and device.fstype not in OF_FILES:
        return _of_no_files(device, told_kinds=told_kinds)
    if isinstance(encrypted, Unknown):
        return encrypted
    return "partly" if swaps else "open"


def _of_no_files(device: _Device, *, told_kinds: bool) -> None | Unknown:
    if device.fstype is None:
        return None if told_kinds else Unknown("not_seen", "what lies on a part of a disk was not seen")
    # Such as one of BitLocker, or one of several disks under one ZFS.
    return Unknown("not_seen", f"we do not know what a part of the kind {clean(device.fstype, 20)} holds")


def _portable(machine: Machine) -> bool | Unknown:
    text = machine.read_live(CHASSIS)
    if isinstance(text, Unknown):
        return text
    form = FORM_OF_CHASSIS.get(text[:-1]) if text and text.endswith("\n") else None
    return Unknown("not_seen", "the maker does not tell if this is a laptop") if form is None else form in PORTABLE
