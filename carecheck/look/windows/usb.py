"""The rules of this Windows for memory sticks, for everyone who uses it.

A rule for one login alone leaves the sticks of the others, so only those of the computer count. The driver for memory
sticks, switched off, is no rule: a new stick may switch it on again, and faster sticks use another one.
"""

from typing import Final

from carecheck.facts.model import Unknown, all_of, any_of
from carecheck.facts.usb import Usb
from carecheck.look.machine import Machine
from carecheck.look.probes import probe
from carecheck.look.windows.registry import is_set, read_number
from carecheck.look.windows.version import windows_version

RULES: Final = "SOFTWARE\\Policies\\Microsoft\\Windows\\RemovableStorageDevices"
DISKS: Final = f"{RULES}\\{{53f5630d-b6bf-11d0-94f2-00a0c91efb8b}}"  # what appears as a disk
MANAGED: Final = "SOFTWARE\\Microsoft\\PolicyManager\\current\\device\\Storage"
ENCRYPTION: Final = "SYSTEM\\CurrentControlSet\\Policies\\Microsoft\\FVE"
DRIVER: Final = "SYSTEM\\CurrentControlSet\\Services\\USBSTOR"

DISABLED: Final = 4


@probe(Usb, on="windows")
def usb(machine: Machine) -> Usb:
    """Read each rule; a Home edition may ignore them, so there they leave it open."""
    no_writing = is_set(machine, "HKLM", DISKS, "Deny_Write")
    blocked = any_of(
        [
            is_set(machine, "HKLM", RULES, "Deny_All"),
            all_of([is_set(machine, "HKLM", DISKS, "Deny_Read"), no_writing]),
        ]
    )
    read_only = any_of([no_writing, is_set(machine, "HKLM", MANAGED, "RemovableDiskDenyWriteAccess")])
    only_encrypted = is_set(machine, "HKLM", ENCRYPTION, "RDVDenyWriteAccess")
    return Usb(
        blocked=any_of([_kept(machine, blocked), _driver(machine)]),
        read_only=_kept(machine, read_only),
        only_encrypted=_kept(machine, only_encrypted),
    )


def _kept(machine: Machine, rule: bool | Unknown) -> bool | Unknown:
    """Whether a rule is set on a Windows that keeps it."""
    if rule is not True:
        return rule
    windows = windows_version(machine)
    if isinstance(windows, Unknown):
        return windows
    return Unknown("not_seen", "a rule is set, and a Home edition may ignore it") if windows.is_home else True


def _driver(machine: Machine) -> bool | Unknown:
    """A driver that is switched off leaves open whether memory sticks can be used; else it stops none."""
    start = read_number(machine, "HKLM", DRIVER, "Start")
    if isinstance(start, Unknown):
        return start
    return (
        Unknown("not_seen", "the driver of memory sticks is off, which a new one may undo")
        if start == DISABLED
        else False
    )
