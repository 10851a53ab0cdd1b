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
    "remote.tools_seen": "from documents",
    "remote.unattended_seen": "from documents",
    "remote.looked_everywhere": "from documents",
    "rdp.on": "from documents",
    "rdp.asks_password_first": "from documents",
    "rdp.open_to_any_network": "from documents",
    "invitations.on": "from documents",
    "ssh.on": "from documents",
    "ssh.passwords": "from documents",
    "ssh.admin_passwords": "from documents",
    "management.on": "from documents",
    "management.open_to_any_network": "from documents",
    "smb1.server_on": "from documents",
    "smb1.client_on": "from documents",
    "shares.open_for_writing": "from documents",
    "shares.open_for_reading": "from documents",
    "listening.others": "from documents",
    "listening.programs": "from documents",
}
