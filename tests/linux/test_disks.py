"""Whether disks are encrypted, by what lsblk and the kernel tell."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from carecheck.facts.disks import Disks
from carecheck.facts.model import Unknown
from carecheck.look.linux.disks import LSBLK, disks
from carecheck.look.local_machine import LocalMachine
from carecheck.look.recorded_machine import RecordedMachine
from tests.conftest import Needs
from tests.linux.recorded import computer

LUKS = "CRYPT-LUKS2-5478f2bc5bd74e09970efc9daf0bf2fe-x\n"
ESP = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"


def device(
    name: str,
    fstype: str | None = None,
    place: str | None = None,
    *inside: Mapping[str, Any],
    kind: str = "disk",
    rm: bool = False,
    parttype: str | None = None,
) -> dict[str, Any]:
    found = {"kname": name, "type": kind, "fstype": fstype, "mountpoints": [place], "rm": rm, "parttype": parttype}
    return found | ({"children": inside} if inside else {})


def crypt(name: str, place: str | None, fstype: str = "ext4", *inside: Mapping[str, Any]) -> dict[str, Any]:
    return device(f"of-{name}", "crypto_LUKS", None, device(name, fstype, place, *inside, kind="crypt"))


def machine(*found: Mapping[str, Any], uuid: str = LUKS, chassis: str | None = "10\n") -> RecordedMachine:
    files = {f"/sys/class/block/dm-{number}/dm/uuid": uuid for number in range(2)}
    files |= {"/sys/class/dmi/id/chassis_type": chassis} if chassis else {}
    there = computer(files)
    answers = computer(programs={" ".join(LSBLK): json.dumps({"blockdevices": found})}).answers
    return RecordedMachine(there.about, there.answers | answers)


def shown(seen: Disks) -> tuple[object, object]:
    return said(seen.any_open), said(seen.all_protected)


def said(fact: object) -> object:
    return fact.reason if isinstance(fact, Unknown) else fact


ROOT = crypt("dm-0", "/")


@pytest.mark.parametrize(
    ("found", "any_open", "all_protected"),
    [
        ([ROOT], False, True),
        ([crypt("dm-0", None, "LVM2_member", device("dm-1", "ext4", "/", kind="lvm"))], False, True),
        ([ROOT, device("sdb", "crypto_LUKS")], False, True),  # locked now
        ([ROOT, device("sdb1", "vfat", "/boot/efi"), device("sdb2", "ext4", "/boot")], False, True),
        ([ROOT, device("sdb1", "vfat", None, parttype=ESP)], False, True),
        ([ROOT, device("sdb", "vfat", "/media/stick", rm=True)], False, True),
        ([ROOT, device("loop0", "squashfs", "/snap/x", kind="loop"), device("sr0", kind="rom", rm=True)], False, True),
        ([ROOT, device("zram0", None, "[SWAP]")], False, True),  # in memory
        ([ROOT, device("sdb")], False, True),  # nothing on it
        ([ROOT, device("sdb", "swap", "[SWAP]")], False, False),
        ([ROOT, device("sdb", "swap")], False, False),
        ([ROOT, device("sdb", "ext4", "/home")], True, False),
        ([ROOT, device("sdb", "ntfs")], True, False),  # such as Windows beside it
        ([device("sda", "ext4", "/")], True, False),
        ([device("sda", "ext4", "/", rm=True)], True, False),  # the system lies on what can be taken out
        ([device("sda", "ext4", "/"), crypt("dm-0", "/home")], True, False),
        ([device("sda", "ext4", "/"), device("sdb", "crypto_LUKS")], True, False),  # the trap: some LUKS is there
        ([crypt("dm-0", "/sysroot", "btrfs")], False, True),
        ([ROOT, device("sdb", "BitLocker")], "not_seen", "not_seen"),
        ([ROOT, device("sdb", "zfs_member")], "not_seen", "not_seen"),
        ([device("sda", None, "/"), device("sdb")], True, False),
    ],
)
def test_each_place_of_files_must_lie_on_an_encrypted_layer(
    found: list[Mapping[str, Any]], any_open: object, all_protected: object
) -> None:
    assert shown(disks(machine(*found))) == (any_open, all_protected)


@pytest.mark.parametrize(
    ("uuid", "expected"),
    [
        ("CRYPT-LUKS1-0-x\n", (False, True)),
        ("CRYPT-PLAIN-x\n", (False, True)),
        ("CRYPT-VERITY-0-root\n", (True, False)),  # only shows that nothing was changed
        ("CRYPT-INTEGRITY-0-root\n", (True, False)),
        ("CRYPT-BITLK-0-x\n", ("not_seen", "not_seen")),  # its key may lie beside it
        ("\n", ("not_seen", "not_seen")),
    ],
)
def test_only_layers_that_encrypt_count(uuid: str, expected: tuple[object, object]) -> None:
    assert shown(disks(machine(ROOT, uuid=uuid))) == expected


def test_where_nobody_tells_what_lies_on_disks_an_unused_one_leaves_it_open() -> None:
    luks_without_udev = device("sda", None, None, device("dm-0", None, "/", kind="crypt"))

    assert shown(disks(machine(luks_without_udev))) == (False, True)
    assert shown(disks(machine(luks_without_udev, device("sdb")))) == ("not_seen", "not_seen")


def test_a_system_that_lies_on_no_disk_of_this_computer_is_unknown() -> None:
    seen = disks(machine(crypt("dm-0", "/home")))

    assert shown(seen) == ("not_possible_here", "not_possible_here")
    assert seen.portable is True


@pytest.mark.parametrize(
    ("chassis", "portable"),
    [("9\n", True), ("30\n", True), ("31\n", True), ("3\n", False), ("1\n", "not_seen"), (None, "not_seen")],
)
def test_the_maker_tells_if_it_is_a_laptop(chassis: str | None, portable: object) -> None:
    seen = disks(machine(ROOT, chassis=chassis))

    assert said(seen.portable) == portable


@pytest.mark.parametrize(
    ("recording", "any_open", "all_protected"),
    [("disks-open", True, False), ("disks-swap", False, False), ("disks-encrypted", False, True)],
)
def test_recorded_laptops(recordings: Path, recording: str, any_open: bool, all_protected: bool) -> None:
    seen = disks(RecordedMachine.from_file(recordings / f"{recording}.yaml"))

    assert seen == Disks(
        any_open=any_open, any_paused=False, any_waiting=False, all_protected=all_protected, portable=True
    )


def test_the_real_lsblk_knows_these_columns(needs: Needs) -> None:
    needs("lsblk")
    told = LocalMachine().run(*LSBLK)

    assert not isinstance(told, Unknown)
    assert told.exit == 0
    assert isinstance(json.loads(told.text)["blockdevices"], list)
