"""The lights of the checks of antivirus and firewall change where the catalogue says."""

from typing import Any, Final

import pytest
from msgspec.structs import replace

from carecheck.judge.samples import world_of
from carecheck.judge.verdict import judge
from tests.judge.test_shipped_checks import CHECKS, UNSEEN, ago, ahead, verdict_of

ON, WATCHING, TELLS_ALL = "antivirus.on", "antivirus.watching", "antivirus.tells_all"
MADE, CURRENT, OLD = "antivirus.list_made", "antivirus.says_current", "antivirus.says_old"
SEVERAL, EXPIRED = "antivirus.several_on", "antivirus.some_expired"
WIDE, SOME = "exclusions.wide", "exclusions.some"
EVERYWHERE, SOMEWHERE, LETS_IN = "firewall.off_everywhere", "firewall.off_somewhere", "firewall.lets_all_in"
SEEN, WHOLE = "openings.seen", "openings.whole"
TRUSTED, OFFICE = "networks.public_one_trusted", "networks.office_not_trusted"

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("antivirus.on", {ON: False, WATCHING: False}, "red", "none_on"),
    ("antivirus.on", {ON: False, WATCHING: False, TELLS_ALL: False}, "amber", "none_seen"),
    ("antivirus.on", {ON: False, WATCHING: UNSEEN, TELLS_ALL: UNSEEN}, "amber", "none_seen"),
    ("antivirus.on", {WATCHING: False}, "amber", "not_watching"),
    ("antivirus.on", {WATCHING: UNSEEN}, "unknown", None),
    ("antivirus.on", {ON: UNSEEN}, "unknown", None),
    ("antivirus.on", {TELLS_ALL: UNSEEN}, "green", "watching"),
    ("antivirus.updated", {MADE: ago(0)}, "green", "recent"),
    ("antivirus.updated", {MADE: ahead(1)}, "green", "recent"),
    ("antivirus.updated", {MADE: ahead(2)}, "unknown", None),
    ("antivirus.updated", {MADE: ago(2)}, "green", "recent"),
    ("antivirus.updated", {MADE: ago(3)}, "amber", "old"),
    ("antivirus.updated", {MADE: ago(7)}, "amber", "old"),
    ("antivirus.updated", {MADE: ago(8)}, "red", "very_old"),
    ("antivirus.updated", {MADE: ago(8), OLD: UNSEEN, CURRENT: UNSEEN}, "red", "very_old"),
    ("antivirus.updated", {MADE: ago(2), OLD: True}, "amber", "says_old"),
    ("antivirus.updated", {MADE: None, OLD: True, CURRENT: False}, "amber", "says_old"),
    ("antivirus.updated", {MADE: UNSEEN, OLD: True}, "amber", "says_old"),
    ("antivirus.updated", {MADE: None}, "green", "says_current"),
    ("antivirus.updated", {MADE: None, CURRENT: UNSEEN}, "unknown", None),
    ("antivirus.updated", {MADE: UNSEEN}, "unknown", None),
    ("antivirus.updated", {ON: False}, "not_needed", None),
    ("antivirus.two", {EXPIRED: True, SEVERAL: True}, "amber", "expired"),
    ("antivirus.two", {SEVERAL: True, EXPIRED: UNSEEN}, "amber", "several"),
    ("antivirus.two", {EXPIRED: UNSEEN}, "unknown", None),
    ("antivirus.holes", {WIDE: True, SOME: UNSEEN}, "red", "wide"),
    ("antivirus.holes", {WIDE: UNSEEN, SOME: True}, "amber", "some"),
    ("antivirus.holes", {WIDE: UNSEEN}, "unknown", None),
    ("antivirus.holes", {ON: False}, "not_needed", None),
    ("antivirus.holes", {ON: UNSEEN}, "unknown", None),
    ("antivirus.tamper", {"defender.tamper_protected": UNSEEN}, "unknown", None),
    ("antivirus.folders", {"defender.guards_folders": False}, "amber", "not_guarded"),
    ("firewall.on", {EVERYWHERE: True, SOMEWHERE: True}, "red", "off"),
    ("firewall.on", {EVERYWHERE: UNSEEN, SOMEWHERE: True}, "red", "off_somewhere"),
    ("firewall.on", {SOMEWHERE: UNSEEN}, "unknown", None),
    ("firewall.inbound", {LETS_IN: True}, "red", "lets_all_in"),
    ("firewall.inbound", {LETS_IN: UNSEEN}, "unknown", None),
    ("firewall.openings", {LETS_IN: True, SEEN: UNSEEN, WHOLE: UNSEEN}, "amber", "everything"),
    ("firewall.openings", {LETS_IN: UNSEEN}, "unknown", None),
    ("firewall.openings", {LETS_IN: UNSEEN, SEEN: ("a.exe",)}, "amber", "not_known"),
    ("firewall.openings", {SEEN: ("a.exe",), WHOLE: UNSEEN}, "amber", "not_known"),
    ("firewall.openings", {WHOLE: UNSEEN}, "unknown", None),
    ("firewall.network_type", {TRUSTED: True, OFFICE: UNSEEN}, "amber", "public_one_trusted"),
    ("firewall.network_type", {TRUSTED: UNSEEN, OFFICE: True}, "amber", "office_not_trusted"),
    ("firewall.network_type", {TRUSTED: UNSEEN}, "unknown", None),
    ("firewall.network_type", {OFFICE: UNSEEN}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_the_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


def test_a_program_that_the_home_knows_may_be_open() -> None:
    check = CHECKS["firewall.openings"]
    world = world_of(check, {LETS_IN: False, SEEN: ("tvnserver.exe",), WHOLE: ("tvnserver.exe",)})

    assert judge(check, world).light == "amber"
    assert judge(check, replace(world, limits={"known": ("TVNServer.exe",)})).light == "green"
