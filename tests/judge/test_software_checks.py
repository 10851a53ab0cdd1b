"""The lights of the checks of software change where the catalogue says."""

from datetime import date
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from tests.judge.test_shipped_checks import ago, ahead, verdict_of

UNSEEN: Final = Unknown("needs_admin")
OLD_LIST: Final = Unknown("not_listed")

ENDS, FIRST, ITSELF, HERE = "office.support_ends", "office.first_to_end", "office.updates_itself", "office.installed"
RUNS, ASKS, OTHERS = "macros.internet_runs", "macros.internet_asks", "macros.others_run"
REPLACED, MAY_BE, WORST = "browsers.replaced_on", "browsers.may_be_replaced_on", "browsers.most_behind"
ENDED, NEXT, NEXT_NAME = "programs.ended", "programs.next_end", "programs.first_to_end"
FILES, SITES = "warnings.for_files", "warnings.for_websites"
ON, ADMINS = "uac.on", "uac.asks_administrators"

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("software.office", {ENDS: ahead(91)}, "green", "supported"),
    ("software.office", {ENDS: ahead(90)}, "amber", "ends_soon"),
    ("software.office", {ENDS: ahead(0)}, "amber", "ends_soon"),
    ("software.office", {ENDS: ago(1)}, "red", "ended"),
    ("software.office", {ENDS: None, FIRST: None}, "green", "supported"),
    ("software.office", {ENDS: None, FIRST: None, ITSELF: False}, "amber", "updates_turned_off"),
    ("software.office", {ENDS: None, FIRST: None, ITSELF: UNSEEN}, "unknown", None),
    ("software.office", {ENDS: OLD_LIST, FIRST: OLD_LIST, ITSELF: False}, "amber", "updates_turned_off"),
    ("software.office", {ENDS: OLD_LIST}, "unknown", None),
    ("software.office", {HERE: UNSEEN, ENDS: ago(1)}, "unknown", None),
    ("software.office", {HERE: False}, "not_needed", None),
    ("software.office", {"system.maker": UNSEEN}, "unknown", None),
    ("software.unsupported", {NEXT: ahead(91), NEXT_NAME: "Python 3.11"}, "green", "none_listed"),
    ("software.unsupported", {NEXT: ahead(90), NEXT_NAME: "Python 3.11"}, "amber", "ends_soon"),
    ("software.unsupported", {ENDED: ("QuickTime",), NEXT: OLD_LIST}, "red", "ended"),
    ("software.unsupported", {ENDED: UNSEEN, NEXT: ahead(5), NEXT_NAME: "Python 3.11"}, "amber", "ends_soon"),
    ("software.unsupported", {NEXT: OLD_LIST, NEXT_NAME: OLD_LIST}, "unknown", None),
    ("software.unsupported", {ENDED: UNSEEN}, "unknown", None),
    ("software.browser", {REPLACED: ago(91), MAY_BE: OLD_LIST}, "red", "very_old"),
    ("software.browser", {REPLACED: ago(90), MAY_BE: OLD_LIST}, "amber", "old"),
    ("software.browser", {REPLACED: ago(31), MAY_BE: OLD_LIST}, "amber", "old"),
    ("software.browser", {REPLACED: ago(30), MAY_BE: OLD_LIST}, "unknown", None),  # an old list calls none current
    ("software.browser", {REPLACED: ago(30), MAY_BE: ago(30)}, "green", "up_to_date"),
    ("software.browser", {REPLACED: None, MAY_BE: ago(30)}, "green", "up_to_date"),
    ("software.browser", {REPLACED: None, MAY_BE: ago(31)}, "amber", "newer_was_planned"),
    ("software.browser", {REPLACED: None, MAY_BE: None}, "green", "up_to_date"),
    ("software.browser", {REPLACED: UNSEEN, MAY_BE: None}, "unknown", None),
    ("software.browser", {REPLACED: ahead(3), MAY_BE: ahead(3)}, "unknown", None),  # a clock that is wrong
    ("software.browser", {WORST: UNSEEN}, "unknown", None),
    ("software.macros", {RUNS: True, ASKS: UNSEEN, OTHERS: UNSEEN}, "red", "run_unasked"),
    ("software.macros", {RUNS: UNSEEN, ASKS: True}, "amber", "one_click"),
    ("software.macros", {RUNS: UNSEEN, ASKS: UNSEEN, OTHERS: True}, "amber", "others_unasked"),
    ("software.macros", {ASKS: UNSEEN}, "unknown", None),
    ("software.macros", {HERE: False, RUNS: UNSEEN}, "not_needed", None),
    ("software.macros", {HERE: UNSEEN}, "unknown", None),
    ("software.warnings", {FILES: False, SITES: UNSEEN}, "amber", "not_for_files"),
    ("software.warnings", {FILES: UNSEEN, SITES: False}, "amber", "not_for_websites"),
    ("software.warnings", {FILES: UNSEEN}, "unknown", None),
    ("software.warnings", {SITES: UNSEEN}, "unknown", None),
    ("software.autorun", {"autorun.runs_unasked": True}, "red", "runs_unasked"),
    ("software.autorun", {"autorun.runs_unasked": UNSEEN}, "unknown", None),
    ("software.uac", {ON: False, ADMINS: UNSEEN}, "red", "turned_off"),
    ("software.uac", {ON: UNSEEN, ADMINS: False}, "amber", "never_asks_administrators"),
    ("software.uac", {ADMINS: UNSEEN}, "unknown", None),
    ("software.uac", {"system.maker": "Debian"}, "not_needed", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


def test_an_old_browser_is_named_with_its_days() -> None:
    verdict = verdict_of("software.browser", {REPLACED: date(2026, 5, 5), MAY_BE: date(2026, 5, 5)})

    assert verdict.title == "Your web browser, Chrome, has been out of date for 201 days."
