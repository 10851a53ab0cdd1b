"""What is asked: every question whose answer can change something, and none twice."""

from datetime import date
from itertools import product

import pytest

from carecheck.asking.to_ask import About, ToAsk
from carecheck.facts.model import Unknown, Value
from carecheck.judge.answers import Answers, Given
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.samples import TODAY as SAMPLE_DAY
from carecheck.judge.samples import sample_worlds, world_of
from carecheck.judge.verdict import decide
from carecheck.plan import Plan, make_plan
from carecheck.shipped import shipped

CHECKS = load_checks(shipped("checks"))
WITH_QUESTIONS = [check for check in CHECKS.values() if check.reads]
EVERYTHING = make_plan()
LOTS_OF_WORLDS = 3000


def answers_of(about: About, given: dict[str, Value | Unknown], check: Check) -> Answers:
    answered = {name: Given(value, "Manager", SAMPLE_DAY) for name, value in given.items()}
    return Answers(
        {about.name: answered}, {name: asked.renew_months for name, asked in check.reads.items()}, SAMPLE_DAY
    )


@pytest.mark.parametrize("check", WITH_QUESTIONS, ids=lambda check: check.id)
def test_an_answer_that_can_change_a_light_is_always_asked_for(check: Check) -> None:
    plan = Plan(EVERYTHING.profile, {check.id: check}, (), (), EVERYTHING.answers)
    about = About(check.subject, "it")
    to_ask = ToAsk(plan, {}, SAMPLE_DAY)
    items = {item.id: item for item in to_ask.items(about)}
    for given, name in product(list(sample_worlds(check))[:LOTS_OF_WORLDS], check.reads):
        without = {**given, f"answer.{name}": Unknown("no_answer")}
        before, after = (decide(check, world_of(check, world)) for world in (without, given))
        if (before.light, before.rule) == (after.light, after.rule):
            continue
        others = {key.removeprefix("answer."): value for key, value in without.items() if key.startswith("answer.")}
        told = {key: value for key, value in others.items() if value is not None}
        if any(isinstance(value, Unknown) for key, value in told.items() if key != name):
            continue  # a question may wait for another one
        assert to_ask.is_needed(items[name], answers_of(about, told, check)), (name, given)


def test_every_question_of_the_shipped_checks_is_asked_or_waits_for_another() -> None:
    to_ask = ToAsk(EVERYTHING, {}, date(2026, 11, 25))
    for check in EVERYTHING.checks.values():
        items = {item.id for item in to_ask.items(About(check.subject, "it"))}

        assert check.reads.keys() <= items


def test_a_question_comes_after_those_on_which_it_hangs() -> None:
    asked = [item.id for item in ToAsk(EVERYTHING, {}, date(2026, 11, 25)).items(About("computer", "PC"))]

    assert asked.index("backup_way") < asked.index("backup_place")
