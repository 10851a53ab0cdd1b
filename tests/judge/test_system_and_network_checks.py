"""The lights of the checks of clock, licence, blocked updates and network, where the catalogue says that they change."""

from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from tests.judge.test_shipped_checks import verdict_of

UNSEEN: Final = Unknown("needs_admin")
HIDDEN: Final = {"wifi.security": Unknown("blocked"), "wifi.seen_protected": False}
OPEN: Final = {"wifi.security": "open", "wifi.seen_open": True, "wifi.seen_protected": False}
OLD: Final = {"wifi.security": "wpa", "wifi.seen_old": True, "wifi.seen_protected": False}
PASSWORD: Final = "answer.wifi_password"
SIGNS: Final = [
    "services_off",
    "paused_for_years",
    "pause_limit_raised",
    "addresses_blocked",
    "server_nowhere",
    "repair_off",
]

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("system.clock", {"clock.kept_right": False}, "amber", "not_kept"),
    ("system.clock", {"clock.kept_right": UNSEEN}, "unknown", None),
    ("system.activated", {"licence.activated": False}, "amber", "not_activated"),
    ("system.activated", {"licence.activated": UNSEEN}, "unknown", None),
    ("system.activated", {"system.maker": UNSEEN}, "unknown", None),
    ("system.activated", {"system.maker": "Canonical", "licence.activated": UNSEEN}, "not_needed", None),
    ("system.blocked_updates", {f"updateblocks.{sign}": UNSEEN for sign in SIGNS}, "unknown", None),
    ("network.open_wifi_memory", {"wifimemory.joins_open": True}, "amber", "remembers"),
    ("network.open_wifi_memory", {"wifimemory.joins_open": UNSEEN}, "unknown", None),
    ("network.open_wifi_memory", {"wifimemory.has_wifi": UNSEEN}, "unknown", None),
    ("network.open_wifi_memory", {"wifimemory.has_wifi": False, "wifimemory.joins_open": UNSEEN}, "not_needed", None),
    ("network.wifi", OPEN, "red", "open"),
    ("network.wifi", OPEN | {PASSWORD: True}, "red", "open"),  # what was seen counts
    ("network.wifi", OLD, "amber", "old"),
    ("network.wifi", OLD | {PASSWORD: True}, "amber", "old"),
    ("network.wifi", OLD | {PASSWORD: False}, "red", "told_open"),
    ("network.wifi", {PASSWORD: False}, "green", "protected"),
    ("network.wifi", HIDDEN, "unknown", None),
    ("network.wifi", HIDDEN | {PASSWORD: True}, "green", "told"),
    ("network.wifi", HIDDEN | {PASSWORD: False}, "red", "told_open"),
    ("network.wifi", HIDDEN | {"wifi.seen_open": UNSEEN, PASSWORD: True}, "unknown", None),
    ("network.wifi", HIDDEN | {"wifi.seen_old": UNSEEN, PASSWORD: True}, "unknown", None),
    ("network.wifi", {"wifi.in_use": UNSEEN}, "unknown", None),
    ("network.wifi", {"wifi.in_use": False, "wifi.security": None}, "not_needed", None),
    ("network.dns_filter", {"dnsfilter.filters": False}, "amber", "plain"),
    ("network.dns_filter", {"dnsfilter.filters": Unknown("not_seen")}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


@pytest.mark.parametrize("sign", SIGNS)
def test_each_sign_alone_says_that_updates_are_blocked(sign: str) -> None:
    others = {f"updateblocks.{other}": UNSEEN for other in SIGNS}

    assert verdict_of("system.blocked_updates", others | {f"updateblocks.{sign}": True}).light == "red"
    assert verdict_of("system.blocked_updates", {f"updateblocks.{sign}": UNSEEN}).light == "unknown"
