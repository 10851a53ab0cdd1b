"""The promise: what we cannot see never makes a light green that some truth behind it would contradict."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecheck.facts.model import Unknown, Value
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.checks import Check
from carecheck.judge.samples import sample_worlds, telling_values, world_of
from carecheck.judge.verdict import decide, judge
from carecheck.lights import REASONS
from carecheck.shipped import shipped
from tests.campaign.counting import Tried

CHECKS = load_checks(shipped("checks"))
EVERY_CHECK = pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))

World = dict[str, Value | Unknown | None]


@st.composite
def worlds_with_gaps(draw: st.DrawFn, check: Check) -> tuple[World, World, World]:
    """A whole world, the same with gaps, and another whole world that fits the same gaps."""
    values = telling_values(check)
    whole: World = {name: draw(st.sampled_from(choices)) for name, choices in values.items()}
    hidden = draw(st.sets(st.sampled_from(sorted(values)))) if values else set()
    reasons = st.sampled_from(sorted(REASONS))
    gaps: World = {name: Unknown(draw(reasons)) if name in hidden else value for name, value in whole.items()}
    other: World = {name: draw(st.sampled_from(values[name])) if name in hidden else whole[name] for name in whole}
    return whole, gaps, other


@EVERY_CHECK
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_gaps_never_turn_a_light_green_or_not_needed(check: Check, data: st.DataObject) -> None:
    whole, gaps, other = data.draw(worlds_with_gaps(check))

    light = decide(check, world_of(check, gaps)).light

    if light in ("green", "not_needed"):
        assert decide(check, world_of(check, whole)).light == light
        assert decide(check, world_of(check, other)).light == light


@EVERY_CHECK
def test_hiding_any_one_or_two_facts_never_makes_a_light_better(check: Check, tried: Tried) -> None:
    names = sorted(telling_values(check))
    for whole in sample_worlds(check, most=60):
        full = decide(check, world_of(check, whole)).light
        for hidden in [*combinations(names, 1), *combinations(names[:8], 2)]:
            gaps = {**whole, **dict.fromkeys(hidden, Unknown("timed_out"))}
            tried("facts and answers of people hidden")
            light = decide(check, world_of(check, gaps)).light

            assert light in ("unknown", full) or (light == "amber" and full == "red"), (whole, hidden)


@EVERY_CHECK
def test_nothing_seen_at_all_is_never_a_light(check: Check) -> None:
    nothing = dict.fromkeys(telling_values(check), Unknown("needs_admin"))

    assert decide(check, world_of(check, nothing)).light == "unknown"


@EVERY_CHECK
def test_every_world_gets_words_that_say_nothing_unknown(check: Check) -> None:
    for given_facts in sample_worlds(check, most=300):
        verdict = judge(check, world_of(check, given_facts))

        assert "not known" not in f"{verdict.title} {verdict.title_many} {verdict.why} {verdict.steps}"
        assert "{" not in verdict.title
