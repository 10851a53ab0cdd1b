"""Judging: green is proven, red and amber are floors, the rest is unknown with its first reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from carecheck.facts.model import Unknown
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check, Cost, Time
from carecheck.judge.verdict import decide, judge
from carecheck.judge.worlds import World
from carecheck.lights import REASONS
from carecheck.systems import SystemName
from tests.judge.scopes import world

CHECK = """
id: made.up
version: 3
title: A made-up check
subject: computer
applies_when: logins.in_use > 0
not_needed: Nobody logs in here.
why: It matters.
harm: loss
rules:
  - {light: red, code: automatic, when: logins.automatic_sign_in, say: {one: It opens by itself., many: "{n} open by themselves."}}
  - {light: red, code: old, when: backup.newest_age_days > 30, why: Old copies are old., say: {one: "{ago(backup.newest)}", many: "{n} old"}}
  - {light: amber, code: waits, when: restart.waiting, say: {one: It waits., many: "{n} wait."}, who: it}
  - {light: green, code: fine, when: "not restart.waiting", say: {one: It is fine.}}
notes:
  - {code: many_logins, when: logins.in_use > 5, say: "There are {count(logins.in_use, 'login')}."}
unknown: {one: We could not check it., many: We could not check them.}
action: Do it
fix: {windows: [Open Settings.], any: [Ask your IT person.]}
who: you
time: {minutes: 5}
cost: {band: free}
for_it: "in_use={logins.in_use}"
examples:
  - {light: green, given: {logins.in_use: 1}}
"""
GOOD: dict[str, Any] = {
    "logins__in_use": 1,
    "logins__automatic_sign_in": False,
    "backup__newest": date(2026, 11, 21),
    "restart__waiting": False,
}
LATE = Unknown("timed_out")
SHUT = Unknown("needs_admin")


@pytest.fixture(name="check")
def made_up_check(tmp_path: Path) -> Check:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "up.yaml").write_text(CHECK)
    return load_checks(tmp_path)["made.up"]


@pytest.mark.parametrize(
    ("changed", "light", "code"),
    [
        ({}, "green", "fine"),
        ({"restart__waiting": True}, "amber", "waits"),
        ({"backup__newest": date(2026, 10, 1)}, "red", "old"),
        ({"logins__automatic_sign_in": True}, "red", "automatic"),
        ({"logins__automatic_sign_in": True, "backup__newest": LATE, "restart__waiting": LATE}, "red", "automatic"),
        ({"logins__automatic_sign_in": LATE}, "unknown", None),
        ({"backup__newest": LATE}, "unknown", None),
        ({"restart__waiting": LATE}, "unknown", None),
        ({"logins__automatic_sign_in": LATE, "restart__waiting": True}, "amber", "waits"),
        ({"logins__automatic_sign_in": LATE, "backup__newest": date(2026, 10, 1)}, "red", "old"),
        ({"logins__in_use": 0}, "not_needed", None),
        ({"logins__in_use": LATE}, "unknown", None),
        ({"logins__in_use": LATE, "logins__automatic_sign_in": True}, "unknown", None),
        ({"backup__newest": None}, "green", "fine"),
    ],
)
def test_the_first_rule_that_holds_gives_the_light(
    check: Check, changed: dict[str, Any], light: str, code: str | None
) -> None:
    outcome = decide(check, world(**{**GOOD, **changed}))

    assert (outcome.light, outcome.rule.code if outcome.rule else None) == (light, code)


def test_the_first_gap_gives_the_reason_and_the_others_go_to_the_it_person(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "logins__automatic_sign_in": SHUT, "backup__newest": LATE}))

    assert [gap.unknown.reason for gap in verdict.gaps] == ["needs_admin", "timed_out"]
    assert verdict.steps == ("Ask your IT person to run carecheck as an administrator.",)
    assert verdict.who == "it"
    assert "backup.newest_age_days not seen: timed_out" in verdict.for_it


def test_a_floor_keeps_its_gaps_for_the_it_person(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "logins__automatic_sign_in": SHUT, "restart__waiting": True}))

    assert verdict.light == "amber"
    assert "logins.automatic_sign_in not seen: needs_admin" in verdict.for_it


def test_a_rule_may_have_help_of_its_own(check: Check) -> None:
    old = judge(check, world(**{**GOOD, "backup__newest": date(2026, 10, 1)}))
    waits = judge(check, world(**{**GOOD, "restart__waiting": True}))

    assert (old.why, old.who) == ("Old copies are old.", "you")
    assert (waits.why, waits.who) == ("It matters.", "it")


def test_many_keeps_the_hole_for_the_number_of_computers(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "restart__waiting": True}))

    assert verdict.title_many == "{n} wait."


def test_a_note_is_told_under_any_light_and_changes_none(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "logins__in_use": 7}))

    assert (verdict.light, verdict.notes) == ("green", ("There are 7 logins.",))


def test_the_facts_of_a_verdict_are_those_that_were_seen(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "backup__newest": None, "restart__waiting": LATE}))

    assert verdict.facts == {
        "backup.newest": None,
        "backup.newest_age_days": None,
        "logins.automatic_sign_in": False,
        "logins.in_use": 1,
    }


def test_no_rule_fitting_is_a_fault_of_ours_and_never_green(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "up.yaml").write_text(CHECK.replace('"not restart.waiting"', "logins.in_use > 100"))

    outcome = decide(load_checks(tmp_path)["made.up"], world(**GOOD))

    assert (outcome.light, outcome.gaps[0].unknown.reason) == ("unknown", "our_fault")


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Check:
    text = CHECK
    for old, new in pairs:
        text = text.replace(old, new)
    (tmp_path / "other" / "made").mkdir(parents=True)
    (tmp_path / "other" / "made" / "up.yaml").write_text(text)
    return load_checks(tmp_path / "other")["made.up"]


def test_what_was_not_seen_costs_nothing_and_five_minutes(tmp_path: Path) -> None:
    check = changed(tmp_path, ("{minutes: 5}", "{minutes: 30}"), ("{band: free}", "{band: ask}"))

    unseen, seen = judge(check, world(**{**GOOD, "backup__newest": LATE})), judge(check, world(**GOOD))

    assert (unseen.time, unseen.cost) == (Time(5), Cost("free"))
    assert (seen.time, seen.cost) == (Time(30), Cost("ask"))


def test_what_was_not_seen_is_told_for_one_and_for_many(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "backup__newest": LATE}))

    assert (verdict.title, verdict.title_many) == ("We could not check it.", "We could not check them.")
    assert verdict.why == "It matters."


@pytest.mark.parametrize(
    ("facts", "for_it"),
    [
        ({}, "in_use=1; rule: not restart.waiting"),
        ({"restart__waiting": LATE}, "in_use=1; restart.waiting not seen: timed_out"),
        (
            {"restart__waiting": True, "backup__newest": Unknown("unreadable", "exit code 3")},
            "in_use=1; rule: restart.waiting; backup.newest_age_days not seen: unreadable (exit code 3)",
        ),
    ],
)
def test_the_it_person_is_told_all_parts(check: Check, facts: dict[str, Any], for_it: str) -> None:
    assert judge(check, world(**{**GOOD, **facts})).for_it == for_it


@pytest.mark.parametrize(
    ("system", "step"), [("windows", "Open Settings."), ("linux", "Ask your IT person."), (None, "Ask your IT person.")]
)
def test_the_steps_are_those_of_the_system_or_those_for_any(check: Check, system: SystemName | None, step: str) -> None:
    here = replace(world(**{**GOOD, "restart__waiting": True}), system=system)

    assert judge(check, here).steps == (step,)


def test_a_group_that_no_probe_fills_is_not_possible_here(check: Check) -> None:
    here = World("computer", date(2026, 11, 22), {})

    assert here.value("logins.in_use") == Unknown("not_possible_here", "no probe for this kind of computer")
    assert here.value("answer.several") == Unknown("no_answer")


def test_a_fault_of_the_check_is_told_as_such(tmp_path: Path) -> None:
    check = changed(tmp_path, ('"not restart.waiting"', "logins.in_use > 100"))

    assert (
        judge(check, world(**GOOD)).for_it
        == "in_use=1; rules not seen: our_fault (all facts are known and no rule fits)"
    )


def test_what_does_not_apply_says_why_and_asks_for_nothing(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "logins__in_use": 0}))

    assert (verdict.light, verdict.title, verdict.title_many) == ("not_needed", "Nobody logs in here.", None)
    assert (verdict.why, verdict.steps, verdict.gaps) == ("", (), ())


def asking(tmp_path: Path, *pairs: tuple[str, str]) -> Check:
    question = "ask: {locked: {question: Is the door locked?, help: Look., kind: yes_no}}\n"
    return changed(tmp_path, ("rules:\n", f"{question}rules:\n"), ("not restart.waiting", "answer.locked"), *pairs)


def test_a_question_that_nobody_answered_is_the_step(tmp_path: Path) -> None:
    verdict = judge(asking(tmp_path), world(**GOOD))

    assert verdict.steps == ("Answer this question: Is the door locked?",)


def test_a_fact_that_nobody_told_has_another_step(tmp_path: Path) -> None:
    verdict = judge(asking(tmp_path), world(**{**GOOD, "restart__waiting": Unknown("no_answer")}))

    assert verdict.steps == (REASONS["no_answer"].step,)


@pytest.mark.parametrize(
    ("facts", "has_letter"),
    [
        ({}, False),
        ({"restart__waiting": True}, True),
        ({"restart__waiting": LATE}, False),
        ({"restart__waiting": Unknown("no_answer")}, True),
        ({"restart__waiting": Unknown("too_old")}, True),
        ({"logins__in_use": 0}, False),
    ],
)
def test_a_supplier_is_written_to_about_what_they_can_mend_or_tell(
    tmp_path: Path, facts: dict[str, Any], has_letter: bool
) -> None:
    check = changed(tmp_path, ("who: you\n", "who: you\nletter: {ask: Is it so?, why: We need to know.}\n"))

    assert (judge(check, world(**{**GOOD, **facts})).letter is not None) is has_letter


def test_a_verdict_has_the_rule_that_held_and_what_to_do(check: Check) -> None:
    verdict = judge(check, world(**{**GOOD, "restart__waiting": True}))

    assert verdict.rule is not None
    assert (verdict.rule.code, verdict.action, verdict.title) == ("waits", "Do it", "It waits.")
    assert judge(check, world(**{**GOOD, "restart__waiting": LATE})).rule is None


def test_a_check_of_answers_alone_is_told_by_people(check: Check, tmp_path: Path) -> None:
    pairs = [("logins.automatic_sign_in", "answer.locked"), ("backup.newest_age_days > 30", "answer.locked")]
    asked = asking(tmp_path, *pairs, ("restart.waiting", "answer.locked"), ("{ago(backup.newest)}", "Old."))

    assert (asked.told_by_people, check.told_by_people) == (True, False)
