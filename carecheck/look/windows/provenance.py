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
    "clock.kept_right": "from documents",
    "licence.activated": "from documents",
    "licence.extended": "from documents",
    "updateblocks.services_off": "from documents",
    "updateblocks.paused_for_years": "from documents",
    "updateblocks.pause_limit_raised": "from documents",
    "updateblocks.addresses_blocked": "from documents",
    "updateblocks.server_nowhere": "from documents",
    "updateblocks.repair_off": "from documents",
    "wifi.in_use": "from documents",
    "wifi.security": "from documents",
    "wifi.seen_open": "from documents",
    "wifi.seen_old": "from documents",
    "wifi.seen_protected": "from documents",
    "dnsfilter.filters": "from documents",
}
