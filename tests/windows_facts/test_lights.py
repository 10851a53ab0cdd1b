"""The lights of made-up Windows computers, without any answer of people, from the probes through to the report."""

from datetime import UTC, datetime
from typing import Final

import pytest

from carecheck.look.collected import Collected, Seen
from carecheck.look.computer import look_at_computer
from carecheck.look.probes import probes_for
from carecheck.make_report import make_report
from carecheck.plan import make_plan
from tests.windows_facts.pcs import NAMES, pc

MOMENT: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PLAN: Final = make_plan()

CHECKS: Final = (
    "system.supported",
    "system.updated",
    "system.auto_updates",
    "system.restart",
    "logins.everyday",
    "logins.shared",
    "logins.password",
    "backup.present",
    "backup.recent",
)

# Green is "-": what is not green stands out. Otherwise the light and the rule, or the reason of an unknown.
EXPECTED: Final = {
    "good_11_pro": "- | - | - | - | - | - | - | - | -",
    "w10_without_esu": "red ended | - | - | - | - | - | - | - | -",
    "w10_with_esu": "amber extended | - | - | - | - | - | - | - | -",
    "home_11": "red ended | red waiting_long | amber paused | - | red full_control | unknown no_answer | - "
    "| unknown no_answer | unknown no_answer",
    "debloated": "- | red stale | red turned_off | - | - | - | - | - | -",
    "reception": "- | - | - | - | red full_control | amber looks_shared | red opens_on_its_own | - | -",
    "backup_41_days": "- | - | - | - | - | - | - | - | red very_old",
    "all_refused": "unknown needs_admin | unknown needs_admin | unknown needs_admin | unknown needs_admin "
    "| unknown needs_admin | unknown needs_admin | unknown needs_admin | unknown no_answer | unknown needs_admin",
    "german_11_pro": "- | - | - | red long | - | - | unknown no_answer | - | -",
    "server_2019": "- | - | amber download_only | - | red full_control | amber looks_shared | unknown no_answer "
    "| - | unknown not_seen",
    "ltsc_2021": "amber ends_soon | - | amber download_only | - | - | amber looks_shared | unknown no_answer "
    "| - | unknown not_seen",
    "fresh_11": "- | unknown not_seen | - | amber waits | red full_control | unknown no_answer | unknown no_answer "
    "| unknown no_answer | unknown no_answer",
    "entra_11_enterprise": "red ended | - | - | - | - | unknown no_answer | - | unknown no_answer | unknown no_answer",
    "elevated_by_another": "- | - | - | - | unknown wrong_login | - | - | - | -",
}


def lights(name: str) -> dict[str, str]:
    seen = look_at_computer(pc(name), probes_for("windows"))
    computer = Seen("d-1", "computer", "PC", seen.groups, seen.evidence, MOMENT, system="windows")
    report = make_report(PLAN, Collected(MOMENT, MOMENT, False, (computer,)))
    found: dict[str, str] = {}
    for result in report.results:
        because = result.rule.code if result.rule else result.unknown.reason if result.unknown else ""
        found[result.check_id] = "-" if result.light == "green" else f"{result.light} {because}"
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_computer_gets_its_lights(name: str) -> None:
    found = lights(name)

    assert {check: found[check] for check in CHECKS} == dict(zip(CHECKS, EXPECTED[name].split(" | "), strict=True))
