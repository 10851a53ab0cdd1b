"""The checks that come with carecheck: lint finds nothing in them, and their lights change where the catalogue says."""

from datetime import date, timedelta
from typing import Any, Final

import pytest

from carecheck.facts.model import Unknown
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.lint import lint
from carecheck.judge.samples import TODAY, world_of
from carecheck.judge.verdict import Verdict, judge
from carecheck.shipped import shipped

CHECKS: Final = load_checks(shipped("checks"))
UNSEEN: Final = Unknown("needs_admin")
NO_ANSWER: Final = Unknown("no_answer")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def verdict_of(check_id: str, changes: dict[str, Any]) -> Verdict:
    """The verdict on the check's first example, which is green, with these facts and answers changed."""
    check = CHECKS[check_id]
    return judge(check, world_of(check, {**check.examples[0].given, **changes}))


@pytest.mark.parametrize("check_id", CHECKS)
def test_lint_finds_nothing_in_a_shipped_check(check_id: str) -> None:
    assert lint(CHECKS[check_id]) == []


ENDS, FIRM, EXTRA = "system.support_ends", "system.support_end_is_firm", "system.extended_ends"
WAITING, FETCHED, INSTALLED = "updates.security_waiting", "updates.list_fetched", "updates.last_installed"
SHARED, IN_USE, SEVERAL = "logins.shared_looking", "logins.in_use", "answer.several_people"
ADMIN, OTHERS = "logins.everyday_is_admin", "logins.other_admins"
AUTOMATIC, NONE_SEEN = "logins.automatic_sign_in", "logins.seen_without_password"
MARKED, ALL, NEEDED = "logins.marked_without_password", "logins.all_need_password", "answer.password_needed"
METHODS, COPIES, WAY, NEWEST = "backup.methods", "backup.copies", "answer.backup_way", "backup.newest"

ROWS: Final[list[tuple[str, dict[str, Any], str, str | None]]] = [
    ("system.supported", {ENDS: ahead(91)}, "green", "supported"),
    ("system.supported", {ENDS: ahead(90)}, "amber", "ends_soon"),
    ("system.supported", {ENDS: ahead(0)}, "amber", "ends_soon"),
    ("system.supported", {ENDS: ago(1)}, "red", "ended"),
    ("system.supported", {ENDS: ago(35), FIRM: False}, "amber", "end_has_come"),
    ("system.supported", {ENDS: ago(36), FIRM: False}, "red", "ended"),
    ("system.supported", {ENDS: ago(35), FIRM: UNSEEN}, "amber", "end_has_come"),
    ("system.supported", {ENDS: ago(400), EXTRA: ahead(0)}, "amber", "extended"),
    ("system.supported", {ENDS: ago(400), EXTRA: ago(1)}, "red", "extended_ended"),
    ("system.supported", {ENDS: ago(400), EXTRA: UNSEEN}, "amber", "end_has_come"),
    ("system.supported", {ENDS: ahead(91), EXTRA: UNSEEN, FIRM: UNSEEN}, "green", "supported"),
    ("system.supported", {ENDS: Unknown("not_listed")}, "unknown", None),
    ("system.supported", {"system.name": UNSEEN}, "unknown", None),
    ("system.updated", {WAITING: 1, INSTALLED: ago(14)}, "amber", "waiting"),
    ("system.updated", {WAITING: 1, INSTALLED: ago(15)}, "red", "waiting_long"),
    ("system.updated", {WAITING: 1, INSTALLED: UNSEEN}, "amber", "waiting"),
    ("system.updated", {WAITING: 1, INSTALLED: None}, "red", "never"),
    ("system.updated", {FETCHED: ago(7), INSTALLED: ago(400)}, "green", "none_waits"),
    ("system.updated", {FETCHED: ago(7), INSTALLED: UNSEEN}, "green", "none_waits"),
    ("system.updated", {FETCHED: ago(7), INSTALLED: None}, "green", "none_waits"),
    ("system.updated", {FETCHED: ago(8), INSTALLED: None}, "red", "never"),
    ("system.updated", {FETCHED: ago(8), INSTALLED: ago(35)}, "unknown", None),
    ("system.updated", {FETCHED: ago(8), INSTALLED: ago(36)}, "amber", "old"),
    ("system.updated", {FETCHED: ago(8), INSTALLED: ago(45)}, "amber", "old"),
    ("system.updated", {FETCHED: ago(8), INSTALLED: ago(46)}, "red", "stale"),
    ("system.updated", {FETCHED: None, INSTALLED: ago(35)}, "unknown", None),
    ("system.updated", {FETCHED: None, INSTALLED: ago(36)}, "amber", "old"),
    ("system.updated", {FETCHED: None, INSTALLED: ago(46)}, "red", "stale"),
    ("system.updated", {FETCHED: None, INSTALLED: None}, "red", "never"),
    ("system.updated", {FETCHED: UNSEEN, INSTALLED: ago(400)}, "unknown", None),
    ("system.updated", {FETCHED: ahead(30)}, "unknown", None),
    ("system.updated", {WAITING: UNSEEN}, "unknown", None),
    ("system.auto_updates", {"updates.automatic": "blocked"}, "red", "blocked"),
    ("system.auto_updates", {"updates.automatic": "off"}, "red", "turned_off"),
    ("system.auto_updates", {"updates.automatic": "paused"}, "amber", "paused"),
    ("system.auto_updates", {"updates.automatic": "download_only"}, "amber", "download_only"),
    ("system.auto_updates", {"updates.automatic": "on"}, "green", "on_their_own"),
    ("system.auto_updates", {"updates.automatic": UNSEEN}, "unknown", None),
    ("system.restart", {"restart.waiting": True, "restart.waiting_since": ago(14)}, "amber", "waits"),
    ("system.restart", {"restart.waiting": True, "restart.waiting_since": ago(15)}, "red", "long"),
    ("system.restart", {"restart.waiting": True, "restart.waiting_since": UNSEEN}, "amber", "waits"),
    ("system.restart", {"restart.waiting": False, "restart.waiting_since": UNSEEN}, "green", "none_waits"),
    ("system.restart", {"restart.waiting": UNSEEN, "restart.waiting_since": UNSEEN}, "unknown", None),
    ("logins.shared", {SHARED: 1, SEVERAL: True}, "red", "shared"),
    ("logins.shared", {SHARED: 1, SEVERAL: False}, "amber", "looks_shared"),
    ("logins.shared", {SHARED: 1, SEVERAL: NO_ANSWER}, "amber", "looks_shared"),
    ("logins.shared", {SHARED: 1, SEVERAL: True, IN_USE: UNSEEN}, "red", "shared"),
    ("logins.shared", {IN_USE: 1, SEVERAL: True}, "amber", "too_few"),
    ("logins.shared", {IN_USE: 1, SEVERAL: False}, "green", "one_person"),
    ("logins.shared", {IN_USE: 1, SEVERAL: NO_ANSWER}, "unknown", None),
    ("logins.shared", {IN_USE: 2, SEVERAL: NO_ANSWER}, "green", "none_looks_shared"),
    ("logins.shared", {IN_USE: 2, SHARED: UNSEEN}, "unknown", None),
    ("logins.everyday", {OTHERS: 2}, "green", "standard"),
    ("logins.everyday", {OTHERS: 3}, "amber", "many_admins"),
    ("logins.everyday", {OTHERS: 3, ADMIN: True}, "red", "full_control"),
    ("logins.everyday", {OTHERS: UNSEEN, ADMIN: True}, "red", "full_control"),
    ("logins.everyday", {OTHERS: 3, ADMIN: UNSEEN}, "amber", "many_admins"),
    ("logins.everyday", {OTHERS: UNSEEN}, "unknown", None),
    ("logins.everyday", {ADMIN: UNSEEN}, "unknown", None),
    ("logins.password", {ALL: True, NEEDED: NO_ANSWER}, "green", "needed"),
    ("logins.password", {ALL: True, NEEDED: False}, "green", "needed"),
    ("logins.password", {ALL: False, NEEDED: NO_ANSWER}, "unknown", None),
    ("logins.password", {ALL: False, NEEDED: True}, "green", "needed"),
    ("logins.password", {ALL: False, NEEDED: False}, "red", "told_none"),
    ("logins.password", {ALL: UNSEEN, NEEDED: True}, "green", "needed"),
    ("logins.password", {ALL: UNSEEN, NEEDED: NO_ANSWER}, "unknown", None),
    ("logins.password", {AUTOMATIC: True, NEEDED: True}, "red", "opens_on_its_own"),
    ("logins.password", {AUTOMATIC: UNSEEN, NEEDED: True}, "unknown", None),
    ("logins.password", {NONE_SEEN: True, NEEDED: True}, "red", "no_password"),
    ("logins.password", {NONE_SEEN: UNSEEN, NEEDED: True}, "unknown", None),
    ("logins.password", {MARKED: True, NEEDED: True}, "amber", "may_have_none"),
    ("logins.password", {MARKED: True, ALL: False}, "amber", "may_have_none"),
    ("logins.password", {MARKED: UNSEEN, NEEDED: True}, "unknown", None),
    ("backup.present", {METHODS: ("restic",)}, "green", "seen"),
    ("backup.present", {METHODS: ("restic",), WAY: "none"}, "green", "seen"),
    ("backup.present", {METHODS: (), WAY: "program"}, "green", "told"),
    ("backup.present", {METHODS: UNSEEN, COPIES: UNSEEN, WAY: "program"}, "green", "told"),
    ("backup.present", {METHODS: (), COPIES: ("OneDrive",), WAY: "synced"}, "amber", "only_synced"),
    ("backup.present", {METHODS: (), COPIES: (), WAY: "synced"}, "amber", "only_synced"),
    ("backup.present", {METHODS: (), COPIES: ("OneDrive",), WAY: "none"}, "amber", "only_copies"),
    ("backup.present", {METHODS: (), COPIES: UNSEEN, WAY: "none"}, "amber", "only_copies"),
    ("backup.present", {METHODS: (), COPIES: (), WAY: "none"}, "red", "none"),
    ("backup.present", {METHODS: UNSEEN, COPIES: (), WAY: "none"}, "unknown", None),
    ("backup.present", {METHODS: (), COPIES: (), WAY: NO_ANSWER}, "unknown", None),
    ("backup.present", {METHODS: (), COPIES: ("OneDrive",), WAY: NO_ANSWER}, "unknown", None),
    ("backup.recent", {NEWEST: ago(0)}, "green", "recent"),
    ("backup.recent", {NEWEST: ago(7)}, "green", "recent"),
    ("backup.recent", {NEWEST: ago(8)}, "amber", "old"),
    ("backup.recent", {NEWEST: ago(30)}, "amber", "old"),
    ("backup.recent", {NEWEST: ago(31)}, "red", "very_old"),
    ("backup.recent", {NEWEST: None}, "red", "never_finished"),
    ("backup.recent", {NEWEST: ahead(2)}, "unknown", None),
    ("backup.recent", {NEWEST: UNSEEN, METHODS: (), WAY: "none"}, "not_needed", None),
    ("backup.recent", {NEWEST: UNSEEN, METHODS: (), WAY: "synced"}, "unknown", None),
    ("backup.recent", {NEWEST: UNSEEN, METHODS: (), WAY: NO_ANSWER}, "unknown", None),
    ("backup.recent", {NEWEST: UNSEEN, METHODS: UNSEEN, WAY: "none"}, "unknown", None),
]


@pytest.mark.parametrize(("check_id", "changes", "light", "code"), ROWS)
def test_a_light_changes_where_the_catalogue_says(
    check_id: str, changes: dict[str, Any], light: str, code: str | None
) -> None:
    verdict = verdict_of(check_id, changes)

    assert (verdict.light, verdict.rule.code if verdict.rule else None) == (light, code)


@pytest.mark.parametrize(
    ("check_id", "changes", "question"),
    [
        ("logins.shared", {IN_USE: 1, SEVERAL: NO_ANSWER}, "Do several people use this computer?"),
        ("logins.password", {ALL: UNSEEN, NEEDED: NO_ANSWER}, "Must you enter a password or PIN"),
        ("backup.present", {METHODS: UNSEEN, COPIES: UNSEEN, WAY: NO_ANSWER}, "How are the files on this computer"),
    ],
)
def test_where_an_answer_would_settle_it_the_question_is_asked(
    check_id: str, changes: dict[str, Any], question: str
) -> None:
    verdict = verdict_of(check_id, changes)

    assert verdict.gaps[0].unknown.reason == "no_answer"
    assert verdict.steps[0].startswith(f"Answer this question: {question}")


@pytest.mark.parametrize(
    ("check_id", "changes", "note"),
    [
        ("logins.password", {NEEDED: False}, "each login that we saw needs one"),
        ("backup.present", {WAY: "none"}, "but we saw one"),
        ("backup.present", {COPIES: ("OneDrive",)}, "We saw OneDrive. That is not a backup of your files."),
    ],
)
def test_what_does_not_fit_an_answer_is_told_under_any_light(check_id: str, changes: dict[str, Any], note: str) -> None:
    notes = verdict_of(check_id, changes).notes

    assert len(notes) == 1
    assert note in notes[0]
