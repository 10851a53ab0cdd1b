"""The checks about ways in from afar and about sharing: their lights change where the catalogue says."""

from typing import Any, Final

import pytest
from msgspec.structs import replace

from carecheck.facts.model import Unknown
from carecheck.judge.samples import world_of
from carecheck.judge.verdict import judge
from tests.judge.test_shipped_checks import CHECKS, verdict_of

UNSEEN: Final = Unknown("needs_admin")

ON, FIRST, OPEN = "rdp.on", "rdp.asks_password_first", "rdp.open_to_any_network"
SEEN, UNATTENDED, ALL = "remote.tools_seen", "remote.unattended_seen", "remote.looked_everywhere"
SSH, PASSWORDS, ADMINS = "ssh.on", "ssh.passwords", "ssh.admin_passwords"
MANAGED, REACHED = "remoteadmin.on", "remoteadmin.open_to_any_network"
SERVER, CLIENT = "smb1.server_on", "smb1.client_on"
WRITING, READING = "shares.open_for_writing", "shares.open_for_reading"
OTHERS: Final = "listening.others"

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("remote.desktop", {ON: False, FIRST: False, OPEN: True}, "green", "turned_off"),
    ("remote.desktop", {ON: False, FIRST: UNSEEN, OPEN: UNSEEN}, "green", "turned_off"),
    ("remote.desktop", {ON: True, FIRST: True, OPEN: False}, "amber", "turned_on"),
    ("remote.desktop", {ON: True, FIRST: UNSEEN, OPEN: UNSEEN}, "amber", "turned_on"),
    ("remote.desktop", {ON: True, FIRST: UNSEEN, OPEN: True}, "red", "open_to_any_network"),
    ("remote.desktop", {ON: True, FIRST: False, OPEN: UNSEEN}, "red", "shows_screen_first"),
    ("remote.desktop", {ON: UNSEEN, FIRST: True, OPEN: False}, "unknown", None),
    ("remote.tools", {SEEN: ("A",)}, "amber", "one_program"),
    ("remote.tools", {SEEN: ("A", "B")}, "red", "several"),
    ("remote.tools", {SEEN: ("A", "B"), ALL: UNSEEN, UNATTENDED: UNSEEN}, "red", "several"),
    ("remote.tools", {SEEN: ("A",), ALL: UNSEEN, UNATTENDED: ("A",)}, "red", "at_any_time"),
    ("remote.tools", {SEEN: ("A",), ALL: UNSEEN, UNATTENDED: UNSEEN}, "amber", "one_program"),
    ("remote.tools", {ALL: UNSEEN}, "unknown", None),
    ("remote.tools", {ALL: False}, "unknown", None),
    ("remote.tools", {UNATTENDED: UNSEEN}, "unknown", None),
    ("remote.tools", {SEEN: UNSEEN, ALL: UNSEEN, UNATTENDED: UNSEEN}, "unknown", None),
    ("remote.assistance", {"invitations.on": True}, "amber", "turned_on"),
    ("remote.assistance", {"invitations.on": UNSEEN}, "unknown", None),
    ("remote.assistance", {"invitations.on": UNSEEN, "system.maker": "Debian"}, "not_needed", None),
    ("remote.assistance", {"system.maker": UNSEEN}, "unknown", None),
    ("remote.ssh", {SSH: True, PASSWORDS: True, ADMINS: UNSEEN}, "amber", "passwords"),
    ("remote.ssh", {SSH: True, PASSWORDS: UNSEEN, ADMINS: True}, "red", "admin_passwords"),
    ("remote.ssh", {SSH: True, PASSWORDS: False, ADMINS: False}, "green", "keys_only"),
    ("remote.ssh", {SSH: UNSEEN, PASSWORDS: False, ADMINS: False}, "unknown", None),
    ("remote.ssh", {SSH: True, PASSWORDS: UNSEEN, ADMINS: UNSEEN}, "unknown", None),
    ("remote.management", {MANAGED: True, REACHED: True}, "red", "open_to_any_network"),
    ("remote.management", {MANAGED: True, REACHED: UNSEEN}, "amber", "turned_on"),
    ("remote.management", {MANAGED: False, REACHED: UNSEEN}, "green", "turned_off"),
    ("remote.management", {MANAGED: UNSEEN, REACHED: False}, "unknown", None),
    ("remote.management", {MANAGED: UNSEEN, "system.maker": "Debian"}, "not_needed", None),
    ("sharing.old_protocol", {SERVER: True, CLIENT: UNSEEN}, "red", "shares"),
    ("sharing.old_protocol", {SERVER: UNSEEN, CLIENT: True}, "amber", "reaches_others"),
    ("sharing.old_protocol", {SERVER: False, CLIENT: UNSEEN}, "unknown", None),
    ("sharing.open_folders", {WRITING: 1, READING: UNSEEN}, "red", "everyone_may_change"),
    ("sharing.open_folders", {WRITING: UNSEEN, READING: 1}, "amber", "everyone_may_read"),
    ("sharing.open_folders", {WRITING: 0, READING: UNSEEN}, "unknown", None),
    ("sharing.open_ports", {OTHERS: ("TCP 8080",)}, "amber", "unknown_ones"),
    ("sharing.open_ports", {OTHERS: UNSEEN}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


@pytest.mark.parametrize(
    ("check_id", "facts", "light"),
    [
        ("remote.tools", {SEEN: ("AnyDesk",), UNATTENDED: ("AnyDesk",), ALL: True}, "green"),
        ("remote.tools", {SEEN: ("AnyDesk", "RustDesk"), UNATTENDED: (), ALL: True}, "amber"),
        ("remote.tools", {SEEN: ("AnyDesk",), UNATTENDED: ("AnyDesk",), ALL: UNSEEN}, "unknown"),
        ("sharing.open_ports", {OTHERS: ("TCP 9100",)}, "green"),
        ("sharing.open_ports", {OTHERS: ("TCP 8080", "TCP 9100")}, "amber"),
    ],
)
def test_what_a_home_knows_does_not_count_and_hides_nothing_else(
    check_id: str, facts: dict[str, Any], light: str
) -> None:
    check = CHECKS[check_id]
    world = replace(world_of(check, facts), limits={"known": ("anydesk", "TCP 9100")})

    assert judge(check, world).light == light
