"""The rules for memory sticks on this Mac. macOS itself has none: only an organisation can set one."""

from typing import Final

from carecheck.facts.model import Unknown
from carecheck.facts.usb import Usb
from carecheck.look.machine import Machine
from carecheck.look.macos.management import is_enrolled
from carecheck.look.macos.plists import Plist
from carecheck.look.macos.preferences import managed_settings
from carecheck.look.probes import probe

DOMAIN: Final = "com.apple.systemuiserver"
RULES: Final = "mount-controls"
DISKS: Final = "harddisk-external"
DENIED: Final = "deny"
READ_ONLY: Final = "read-only"
IN_ANOTHER_WAY: Final = Unknown("not_seen", "an organisation can set rules for memory sticks that do not show here")


@probe(Usb, on="macos")
def usb(machine: Machine) -> Usb:
    """Read the rules of the organisation, where there is one."""
    managed, enrolled = managed_settings(machine, DOMAIN), is_enrolled(machine)
    rules = managed if isinstance(managed, Unknown) else _rules(managed)
    if isinstance(rules, Unknown):
        return Usb.all_unknown(rules)
    if isinstance(enrolled, Unknown):
        return Usb.all_unknown(enrolled)
    unseen = IN_ANOTHER_WAY if enrolled else False
    return Usb(
        blocked=True if DENIED in rules else unseen,
        read_only=True if READ_ONLY in rules else unseen,
        only_encrypted=unseen,
    )


def _rules(managed: Plist) -> tuple[str, ...] | Unknown:
    """What the organisation says of disks that are plugged in."""
    found = managed.inner(RULES)
    if found is None or isinstance(found, Unknown):
        return () if found is None else found
    rules = found.texts(DISKS)
    return rules or () if not isinstance(rules, Unknown) else rules
