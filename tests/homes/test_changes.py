"""What has changed between two visits: every row of the table, and that no change of ours is blamed on a home."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun
from carecheck.homes.changes import Change, changes_between, changes_of_homes, with_history
from carecheck.lights import Light
from carecheck.report import Site
from carecheck.show.compared import render_changes
from carecheck.show.since import LABELS, NOTHING, since
from carecheck.show.terminal import TerminalOptions
from tests.homes.visits import EARLIER, KITCHEN, first_seen, seen, visit
from tests.show.sample_report import OFFICE_PC, result
from tests.words.gate import problems_with_sentence

LIGHTS: tuple[Light, ...] = get_args(Light)


def change(was: Light | None, now: Light, version: int = 1) -> Change | None:
    """How one check has changed."""
    before = visit([seen(was)] if was else [], EARLIER, subjects=(OFFICE_PC,))
    changed = changes_between(before, visit([seen(now, version=version)])).changed
    return changed[0].change if changed else None


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("red", "green", "fixed"),
        ("amber", "green", "fixed"),
        ("green", "red", "new"),
        ("green", "amber", "new"),
        ("not_needed", "red", "now_checked"),
        ("amber", "red", "worse"),
        ("red", "amber", "better"),
        ("red", "red", "still"),
        ("amber", "amber", "still"),
        ("red", "unknown", "not_checked_now"),
        ("green", "unknown", "not_checked_now"),
        ("not_needed", "unknown", "not_checked_now"),
        ("unknown", "green", "now_checked"),
        ("unknown", "red", "now_checked"),
        ("red", "not_needed", "not_needed_now"),
        ("unknown", "not_needed", "not_needed_now"),
        ("green", "green", None),
        ("unknown", "unknown", None),
        ("not_needed", "not_needed", None),
        ("not_needed", "green", None),
        (None, "red", "now_checked"),
        (None, "green", None),
    ],
)
def test_each_pair_of_lights_is_told_in_one_way(was: Light | None, now: Light, told: Change | None) -> None:
    assert change(was, now) == told


@pytest.mark.parametrize("was", LIGHTS)
@pytest.mark.parametrize("now", LIGHTS)
def test_what_we_judge_in_another_way_is_never_called_fixed_or_worse(was: Light, now: Light) -> None:
    assert change(was, now, version=2) not in ("fixed", "new", "worse", "better", "still")


def test_another_limit_is_another_rule() -> None:
    before = visit([seen("red")], EARLIER)
    now = visit([result("firewall.on", "green", "It is on.")])

    assert [one.change for one in changes_between(before, now).changed] == ["check_changed"]


def test_a_computer_that_is_not_there_is_not_fixed() -> None:
    before = visit([seen("red", subject=KITCHEN), seen("red")], EARLIER, subjects=(OFFICE_PC, KITCHEN))

    changes = changes_between(before, visit([seen("red")]))

    assert ([one.label for one in changes.gone], changes.of("fixed")) == (["KITCHEN"], ())
    assert "Not seen this time: KITCHEN. That does not mean that anything was fixed." in since(changes).lines


def test_things_on_a_new_computer_are_no_new_things() -> None:
    now = visit([seen("red", subject=KITCHEN), seen("green")], subjects=(OFFICE_PC, KITCHEN))

    changes = changes_between(visit([seen("green")], EARLIER), now)

    assert (changes.of("new"), len(changes.on_new)) == ((), 1)
    assert since(changes).lines == ("New on the list: KITCHEN, with 1 thing to fix.",)


def test_the_first_day_of_a_thing_is_carried_forward() -> None:
    before = visit([seen("amber", **first_seen(date(2025, 5, 1)))], EARLIER)
    now = with_history(visit([seen("red", **first_seen(date(2026, 11, 22)))]), before)

    assert now.results[0].first_seen == date(2025, 5, 1)


def test_a_thing_that_was_fixed_in_between_begins_anew() -> None:
    before = visit([seen("green")], EARLIER)
    now = with_history(visit([seen("red", **first_seen(date(2026, 11, 22)))]), before)

    assert now.results[0].first_seen == date(2026, 11, 22)


def test_the_longest_wait_is_told() -> None:
    before = visit([seen("red", **first_seen(date(2025, 5, 1)))], EARLIER)
    now = with_history(visit([seen("red", **first_seen(date(2026, 11, 22)))]), before)

    assert since(changes_between(before, now)).lines == (
        "Still to fix: 1 thing. The firewall is red. It has been on your list since 1 May 2025.",
    )


def test_nothing_changed_is_said() -> None:
    told = since(changes_between(visit([seen("green")], EARLIER), visit([seen("green")])))

    assert (told.title, told.lines) == ("Since your last visit on 14 May 2026", (NOTHING,))


def test_two_homes_are_not_compared() -> None:
    other = visit([seen("green")], EARLIER, site=Site("elm", "Elm Lodge"))

    with pytest.raises(CannotRun, match="These are of 2 homes: Elm Lodge and Oakfield House"):
        changes_of_homes(other, visit([seen("green")]))


def test_the_newer_report_first_is_told() -> None:
    with pytest.raises(CannotRun, match="Name the older one first"):
        changes_of_homes(visit([seen("green")]), visit([seen("green")], EARLIER))


@given(st.lists(st.tuples(st.sampled_from(LIGHTS), st.sampled_from(LIGHTS)), max_size=8))
def test_no_light_gets_lost_between_two_visits(pairs: list[tuple[Light, Light]]) -> None:
    before = visit([seen(was, f"topic.check{n}") for n, (was, _) in enumerate(pairs)], EARLIER, (OFFICE_PC,))
    now = visit([seen(light, f"topic.check{n}") for n, (_, light) in enumerate(pairs)], subjects=(OFFICE_PC,))

    changed = {one.now.check_id for one in changes_between(before, now).changed}

    to_tell = {f"topic.check{n}" for n, (was, light) in enumerate(pairs) if was != light or light in ("red", "amber")}
    assert to_tell - changed <= {
        f"topic.check{n}" for n, pair in enumerate(pairs) if pair == ("not_needed", "green")
    } | {f"topic.check{n}" for n, pair in enumerate(pairs) if pair == ("green", "green")}


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_the_text_of_a_comparison_fits_the_window(columns: int) -> None:
    before = visit([seen("red"), seen("green", "antivirus.on")], EARLIER)
    text = render_changes(
        changes_between(before, visit([seen("green"), seen("red", "antivirus.on")])), TerminalOptions(columns)
    )

    assert "Fixed: 1 thing" in text
    assert "New: 1 thing" in text
    assert [line for line in text.splitlines() if len(line) >= columns or line != line.rstrip()] == []


def test_its_fixed_words_pass_the_readability_gate() -> None:
    texts = [
        *(f"{label}: 3 things." for label in LABELS.values()),
        NOTHING,
        "That does not mean that anything was fixed.",
    ]

    assert sorted({problem for text in texts for problem in problems_with_sentence(text)}) == []
