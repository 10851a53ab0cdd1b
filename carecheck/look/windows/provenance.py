"""On what each fact about a Windows rests: one table, to be changed when a real computer has shown it."""

from collections.abc import Mapping
from typing import Final, Literal

Provenance = Literal["from documents", "seen on a real PC"]

PROVENANCE: Final[Mapping[str, Provenance]] = {
    "system.name": "from documents",
    "system.maker": "from documents",
    "system.support_ends": "from documents",
    "system.support_end_is_firm": "from documents",
    "system.extended_ends": "from documents",
    "updates.security_waiting": "from documents",
    "updates.list_fetched": "from documents",
    "updates.last_installed": "from documents",
    "updates.automatic": "from documents",
    "restart.waiting": "from documents",
    "restart.waiting_since": "from documents",
    "logins.in_use": "from documents",
    "logins.shared_looking": "from documents",
    "logins.everyday_is_admin": "from documents",
    "logins.other_admins": "from documents",
    "logins.automatic_sign_in": "from documents",
    "logins.seen_without_password": "from documents",
    "logins.marked_without_password": "from documents",
    "logins.all_need_password": "from documents",
    "backup.methods": "from documents",
    "backup.copies": "from documents",
    "backup.newest": "from documents",
    "disks.any_open": "from documents",
    "disks.any_paused": "from documents",
    "disks.any_waiting": "from documents",
    "disks.all_protected": "from documents",
    "disks.portable": "from documents",
    "space.free_gb": "from documents",
    "space.free_percent": "from documents",
    "boot.secure": "from documents",
    "boot.can_be_secure": "from documents",
    "lock.computer_minutes": "from documents",
    "lock.managed_minutes": "from documents",
    "lock.screen_saver_minutes": "from documents",
    "lock.asleep_minutes": "from documents",
    "lock.asks_on_waking": "from documents",
    "previews.on_locked_screen": "from documents",
    "usb.blocked": "from documents",
    "usb.read_only": "from documents",
    "usb.only_encrypted": "from documents",
}
