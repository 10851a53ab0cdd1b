"""The condition language: what it says yes to, what it leaves open, and what it refuses."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.facts.model import Unknown
from carecheck.judge.conditions import Condition, parse_condition
from carecheck.judge.terms import ConditionError
from carecheck.judge.worlds import Undecided
from tests.judge.scopes import SCOPE, world

LATE = Unknown("timed_out")


def condition(text: str) -> Condition:
    return parse_condition(text, SCOPE)


@pytest.mark.parametrize(
    ("text", "facts", "holds"),
    [
        ("backup.newest_age_days > limits.days", {"backup__newest": date(2026, 11, 1)}, True),
        ("backup.newest_age_days > limits.days", {"backup__newest": date(2026, 11, 15)}, False),
        ("backup.newest_age_days >= 7", {"backup__newest": date(2026, 11, 15)}, True),
        ("backup.newest < today", {"backup__newest": date(2026, 11, 21)}, True),
        ("days_since(backup.newest) == 21", {"backup__newest": date(2026, 11, 1)}, True),
        ("days_since(backup.newest) >= 0", {"backup__newest": None}, False),
        ("days_until(backup.newest) == 9", {"backup__newest": date(2026, 12, 1)}, True),
        ("days_until(backup.newest) < 0", {"backup__newest": date(2026, 11, 21)}, True),
        ("absent(backup.newest)", {"backup__newest": None}, True),
        ("absent(backup.newest)", {"backup__newest": date(2026, 11, 1)}, False),
        ("updates.automatic in ['off', 'blocked']", {"updates__automatic": "blocked"}, True),
        ("updates.automatic not in ['off', 'blocked']", {"updates__automatic": "on"}, True),
        ("updates.automatic == 'on'", {"updates__automatic": "paused"}, False),
        ("number_of(backup.methods) == 2", {"backup__methods": ("restic", "borg")}, True),
        ("number_of(without(backup.methods, limits.known)) == 1", {"backup__methods": ("Restic", "borg")}, True),
        ("number_of(matching(backup.methods, limits.known)) == 1", {"backup__methods": ("restic", "borg")}, True),
        ("not restart.waiting", {"restart__waiting": False}, True),
        (
            "system.support_days_left < -35",
            {"system__name": "Debian 12", "system__support_ends": date(2026, 10, 1)},
            True,
        ),
        ("limits.asked_for", {}, False),
        ("logins.in_use <= 2", {"logins__in_use": 2}, True),
        ("logins.in_use <= 2", {"logins__in_use": 3}, False),
        ("logins.in_use < 2", {"logins__in_use": 2}, False),
        ("system.name in limits.known", {"system__name": "restic"}, True),
        ("system.name in limits.known", {"system__name": "borg"}, False),
        ("system.name not in limits.known", {"system__name": "borg"}, True),
        ("logins.in_use in [1, 2]", {"logins__in_use": 2}, True),
        (
            "backup.newest < updates.last_installed",
            {"backup__newest": date(2026, 1, 1), "updates__last_installed": date(2026, 1, 2)},
            True,
        ),
    ],
)
def test_a_condition_over_known_facts_is_settled(text: str, facts: dict[str, Any], holds: bool) -> None:
    assert condition(text).holds(world(**facts)) is holds


@pytest.mark.parametrize("comparison", ["<", "<=", ">", ">=", "==", "!="])
def test_no_comparison_with_something_absent_holds(comparison: str) -> None:
    here = world(backup__newest=None)

    assert condition(f"backup.newest_age_days {comparison} 7").holds(here) is False
    assert condition(f"7 {comparison} backup.newest_age_days").holds(here) is False


YES, NO, OPEN = True, False, LATE


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (YES, YES, True, True),
        (YES, NO, False, True),
        (NO, NO, False, False),
        (YES, OPEN, None, True),
        (OPEN, YES, None, True),
        (NO, OPEN, False, None),
        (OPEN, NO, False, None),
        (OPEN, OPEN, None, None),
    ],
)
def test_and_and_or_follow_kleene(
    left: bool | Unknown, right: bool | Unknown, both: bool | None, either: bool | None
) -> None:
    here = world(restart__waiting=left, logins__automatic_sign_in=right)
    anded = condition("restart.waiting and logins.automatic_sign_in").holds(here)
    ored = condition("restart.waiting or logins.automatic_sign_in").holds(here)

    assert (None if isinstance(anded, Undecided) else anded) is both
    assert (None if isinstance(ored, Undecided) else ored) is either


def test_an_undecided_condition_names_every_gap_once_in_order() -> None:
    asked = condition("updates.some_wait and restart.waiting and updates.some_wait")

    answer = asked.holds(world(updates__security_waiting=LATE, restart__waiting=Unknown("needs_admin")))

    assert isinstance(answer, Undecided)
    assert [(gap.name, gap.unknown.reason) for gap in answer.gaps] == [
        ("updates.some_wait", "timed_out"),
        ("restart.waiting", "needs_admin"),
    ]


def test_a_question_nobody_answered_leaves_a_condition_open() -> None:
    answer = condition("answer.several").holds(world())

    assert isinstance(answer, Undecided)
    assert answer.gaps[0].unknown.reason == "no_answer"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "backup.newest_age_day > 7",
            "there is no fact 'backup.newest_age_day'; did you mean 'backup.newest_age_days'?",
        ),
        ("backup.newest_age_days", "a condition must be a yes/no question, but 'backup.newest_age_days' is a number"),
        ("backup.newest_age_days > 'old'", "is a number and ''old'' is a text; they cannot be compared"),
        ("limits.day > 7", "this check has no limit 'day'; did you mean 'days'?"),
        ("answer.severl", "no check asks 'severl'; did you mean 'several'?"),
        ("updates.automatic == 'offf'", "'updates.automatic' is never 'offf'; did you mean 'off'?"),
        ("updates.automatic in ['on', 'of']", "'updates.automatic' is never 'of'; did you mean 'off'?"),
        ("answer.way == 'nothing'", "'answer.way' is never 'nothing'"),
        ("updates.automatic < 'on'", "texts are only the same or not"),
        ("restart.waiting == True", "a yes/no fact is not compared; ask it directly"),
        ("absent(restart.waiting)", "'restart.waiting' is never absent"),
        ("not backup.newest_age_days > 7", "something that may be absent"),
        ("not (restart.waiting or backup.newest < today)", "something that may be absent"),
        ("1 < backup.newest_age_days < 7", "compares more than two things"),
        ("1 < 2", "compares nothing that can change"),
        ("backup.newest_age_days + 1 > 7", "is more than conditions can say"),
        ("backup.methods[0] == 'restic'", "is more than conditions can say"),
        ("backup.newest.year > 7", "is more than conditions can say"),
        ("__import__('os').system('x')", "is more than conditions can say"),
        ("open('x')", "there is no function 'open'"),
        ("not router.encrypted_web", "something that may be absent"),
        ("matching(backup.methods, 7) == 1", "'matching' takes a list of names and a list of names"),
        ("absnt(backup.newest)", "there is no function 'absnt'; did you mean 'absent'?"),
        ("backup.methods == backup.methods", "a list of names is not compared; ask it directly"),
        ("number_of(7) > 1", "'number_of' takes a list of names"),
        ("days_since(7) > 1", "'days_since' takes a date"),
        ("restart.waiting is True", "uses a comparison that conditions do not have"),
        ("restart.waiting and", "is not a condition"),
        ("lambda: True", "is more than conditions can say"),
        ("todey > backup.newest", "there is no 'todey'; did you mean 'today'?"),
        ("backup.newest_age_days in [1, 'a']", "must be a list of numbers"),
        ("backup.methods in ['restic']", "on a list, but 'backup.methods' is neither"),
        ("updates.automatic in backup.methods", "must be a list in square brackets or a limit with names"),
        ("logins.in_use in limits.known", "must be a list in square brackets or a limit with names"),
        ("updates.automatic in []", "must be a list of texts"),
        ("updates.automatic in limits.days", "must be a list in square brackets or a limit with names"),
        ("restart.waiting and " * 20 + "restart.waiting", "longer than 300 characters"),
    ],
)
def test_a_mistake_is_told_in_words_with_a_guess(text: str, told: str) -> None:
    with pytest.raises(ConditionError) as error:
        condition(text)

    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("backup.newest_age_days > 7", {"backup.newest_age_days", "backup.newest"}),
        ("absent(backup.newest)", set()),
        ("not absent(backup.newest)", {"backup.newest"}),
        (
            "restart.waiting and backup.newest_age_days > 7",
            {"restart.waiting", "backup.newest_age_days", "backup.newest"},
        ),
        ("restart.waiting or backup.newest_age_days > 7", set()),
        ("restart.waiting or not restart.waiting", {"restart.waiting"}),
        ("not (restart.waiting and logins.automatic_sign_in)", set()),
        ("not (restart.waiting or logins.automatic_sign_in)", {"restart.waiting", "logins.automatic_sign_in"}),
    ],
)
def test_what_must_be_known_for_a_condition_to_hold_is_worked_out(text: str, certain: set[str]) -> None:
    assert condition(text).certain_if_yes == certain


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        condition(text)
    except ConditionError as error:
        assert str(error)  # noqa: PT017 (either way out is right, a crash is not)


@pytest.mark.parametrize("bomb", ["(" * 140 + "1" + ")" * 140, "-" * 299, "not " * 74, "a" + ".a" * 140])
def test_deep_nesting_is_refused(bomb: str) -> None:
    with pytest.raises(ConditionError):
        condition(bomb)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("restart.waiting", {"restart.waiting"}),
        ("not restart.waiting", {"restart.waiting"}),
        ("logins.in_use > 3", {"logins.in_use"}),
        ("backup.newest_age_days > 7", set()),  # it may be absent
        ("absent(backup.newest)", {"backup.newest"}),
        ("restart.waiting and logins.in_use > 3", set()),
        ("restart.waiting or logins.in_use > 3", {"restart.waiting", "logins.in_use"}),
        ("restart.waiting and not restart.waiting", {"restart.waiting"}),
    ],
)
def test_what_must_be_known_for_a_condition_not_to_hold_is_worked_out(text: str, certain: set[str]) -> None:
    assert condition(text).certain_if_no == certain


@pytest.mark.parametrize(
    ("backup", "update", "names"),
    [
        (LATE, LATE, ["backup.newest", "updates.last_installed"]),
        (LATE, date(2026, 1, 2), ["backup.newest"]),
        (date(2026, 1, 1), LATE, ["updates.last_installed"]),
        (None, LATE, ["updates.last_installed"]),
    ],
)
def test_a_comparison_with_something_unseen_names_what_is_missing(
    backup: object, update: object, names: list[str]
) -> None:
    here = world(backup__newest=backup, updates__last_installed=update)

    answer = condition("backup.newest < updates.last_installed").holds(here)

    assert isinstance(answer, Undecided)
    assert [gap.name for gap in answer.gaps] == names


@pytest.mark.parametrize(("answered", "holds"), [(True, True), (False, False)])
def test_an_answer_settles_a_condition(answered: bool, holds: bool) -> None:
    assert condition("answer.several").holds(world({"several": answered})) is holds
