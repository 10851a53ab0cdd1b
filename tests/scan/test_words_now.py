"""An old report in the words of today: what still fits is said anew, what has changed keeps its words, no light changes."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck import report
from carecheck.demo import demo
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.samples import world_of
from carecheck.judge.verdict import Verdict, judge
from carecheck.make_report import words_of
from carecheck.report import Gap, Report, Result, Rule, SeenFact, Subject, SubjectKind
from carecheck.report import Verdict as Said
from carecheck.shipped import shipped
from carecheck.words_now import CHANGED, GONE, NOT_TOLD, with_words_of_today
from tests.show.sample_report import STARTED, home, result
from tests.words.gate import problems_with_sentence

CHECKS: Final = load_checks(shipped("checks"))
DEMO: Final = demo().report
OLD: Final = Said("Old name", "Old words.", "Old words about {n}.", "Old why.", ("Old step.",), "Old action")


def saved(check: Check, verdict: Verdict) -> Result:
    """The result of a verdict as a report has it."""
    words = words_of(verdict, STARTED.date())
    rule, light = verdict.rule, verdict.light
    gap = verdict.gaps[0] if light == "unknown" else None
    asked = tuple(one.name.removeprefix("answer.") for one in verdict.gaps if one.name.startswith("answer."))
    facts = [SeenFact(name, as_json(value), "windows", STARTED) for name, value in verdict.facts.items()]
    return Result(
        check_id=check.id,
        subject_id=f"a-{check.subject}",
        key=report.key_of(check.id, f"a-{check.subject}"),
        light=light,
        rule=Rule(rule.code, check.version, rule.when.text, verdict.limits) if rule else None,
        facts=tuple(facts),
        verdict=words.verdict,
        harm=check.harm,
        who=words.who,
        time=words.time,
        cost=words.cost,
        unknown=Gap(gap.unknown.reason, gap.unknown.detail, (), asked) if gap else None,
    )


def as_json(value: Any) -> report.FactValue:
    return value.isoformat() if isinstance(value, date) else value


def examples(check: Check) -> Iterator[Result]:
    for example in check.examples:
        yield saved(check, judge(check, world_of(check, {**check.examples[0].given, **example.given}, STARTED.date())))


def reported(*results: Result, release: str = "Windows 11 24H2") -> Report:
    """These results on a computer of that release, and on a subject of each other kind."""
    told = result(
        "system.told", "green", "It has a name.", facts=(SeenFact("system.name", release, "windows", STARTED),)
    )
    subjects = tuple(
        Subject(f"a-{kind}", kind, "Any", None, "windows" if kind == "computer" else None)
        for kind in get_args(SubjectKind)
    )
    return home(*results, replace(told, subject_id="a-computer"), subjects=subjects)


def again(one: Result, release: str = "Windows 11 24H2") -> Result:
    """The result in the words of today."""
    return next(
        new
        for new in with_words_of_today(reported(one, release=release), CHECKS).results
        if new.check_id == one.check_id
    )


def backup(**changed: Any) -> Result:
    """A backup that is too old, with old words; some fields are other."""
    seen = next(one for one in DEMO.results if one.check_id == "backup.recent" and one.light == "red")
    return replace(seen, **{"subject_id": "a-computer", "verdict": OLD, **changed})


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_a_report_of_today_says_the_same_in_the_words_of_today(check: Check) -> None:
    before = reported(*examples(check))

    after = with_words_of_today(before, CHECKS)

    assert [one for one in after.results if one.check_id == check.id] == [
        one for one in before.results if one.check_id == check.id
    ]


def test_a_whole_home_says_the_same_in_the_words_of_today() -> None:
    assert with_words_of_today(DEMO).results == DEMO.results


def test_old_sentences_and_steps_become_those_of_today() -> None:
    new = again(backup())

    assert new.verdict.title == "Your last backup was 44 days ago, on 12 October 2026."
    assert (new.verdict.name, new.verdict.why) == (
        CHECKS["backup.recent"].title,
        "If this computer broke today, you would lose the work since then.",
    )
    assert "Old step." not in new.verdict.do
    assert new.verdict.notes == ()


@pytest.mark.parametrize(
    ("changed", "note"),
    [
        ({"rule": Rule("very_old", 99, "backup.newest_age_days > limits.red_days", {})}, CHANGED),
        ({"rule": Rule("was_taken_out", 1, "backup.newest_age_days > limits.red_days", {})}, CHANGED),
        ({"check_id": "backup.forgotten"}, GONE),
        ({"pack": "checks of others"}, GONE),
        ({"facts": ()}, NOT_TOLD),
    ],
)
def test_what_has_changed_since_keeps_its_words_and_says_so(changed: dict[str, Any], note: str) -> None:
    new = again(backup(**changed))

    assert new.verdict == replace(OLD, notes=(note,))
    assert with_words_of_today(reported(backup(**changed)), CHECKS).problems[-1].endswith("the words of that day.")


def test_a_rule_that_gives_another_light_today_changes_no_light() -> None:
    new = again(backup(light="amber"))

    assert (new.light, new.verdict.title, new.verdict.notes) == ("amber", "Old words.", (CHANGED,))


def test_what_was_not_checked_keeps_its_reason() -> None:
    gap = Gap("needs_admin", "refused")
    new = again(backup(light="unknown", rule=None, facts=(), unknown=gap))

    assert new.unknown == gap
    assert new.verdict.title == "We could not check when this computer was last backed up."
    assert new.verdict.do == ("Ask your IT person to run carecheck as an administrator.",)


def test_a_question_that_is_asked_no_more_keeps_its_words() -> None:
    new = again(backup(light="unknown", rule=None, facts=(), unknown=Gap("no_answer", "", (), ("was_taken_out",))))

    assert new.verdict.notes == (CHANGED,)


def test_menus_are_those_of_the_windows_of_that_computer() -> None:
    old = next(one for one in examples(CHECKS["logins.shared"]) if one.light == "red")
    old = replace(old, verdict=OLD)

    ten, eleven, not_told = (
        again(old, release).verdict for release in ("Windows 10 22H2", "Windows 11 24H2", "Windows")
    )

    assert ten.do != eleven.do
    assert ten.notes == eleven.notes == ()
    assert not_told == replace(OLD, notes=(NOT_TOLD,))


@given(st.data())
@settings(max_examples=60)
def test_no_light_fact_or_rule_is_ever_changed_and_no_value_of_a_stranger_stops_it(data: st.DataObject) -> None:
    values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.just(("a", "b")))
    strange = tuple(
        replace(one, facts=tuple(replace(fact, value=data.draw(values)) for fact in one.facts))
        for one in data.draw(st.lists(st.sampled_from(DEMO.results), max_size=8, unique_by=lambda one: one.key))
    )

    after = with_words_of_today(replace(DEMO, results=strange), CHECKS).results

    kept = (
        "check_id",
        "subject_id",
        "key",
        "light",
        "rule",
        "facts",
        "harm",
        "refs",
        "first_seen",
        "accepted",
        "unknown",
    )
    assert [[getattr(one, name) for name in kept] for one in after] == [
        [getattr(one, name) for name in kept] for one in strange
    ]


def test_the_report_says_that_its_words_are_new_and_its_lights_are_not() -> None:
    assert with_words_of_today(reported(backup()), CHECKS).problems[-2:] == (
        "The words are those of today. The lights are those of 22 November 2026.",
        "1 result keeps the words of that day.",
    )


@pytest.mark.parametrize(
    "sentence", [CHANGED, GONE, NOT_TOLD, "The words are those of today. The lights are those of 22 November 2026."]
)
def test_what_it_says_of_itself_is_plain(sentence: str) -> None:
    assert problems_with_sentence(sentence) == []
