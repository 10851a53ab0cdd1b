"""What there was to fix at each visit: honest about what was checked, and never better because less was."""

from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Final, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carecheck.homes.history import earlier_days, visits
from carecheck.homes.trend import MOST_VISITS, Trend, trend_of
from carecheck.lights import Light
from carecheck.report import MADE_UP, Accepted, Evidence, Report, write_report
from carecheck.show.trend import COLUMNS, HIGHEST, TOP, ShownTrend, shown_trend
from tests.homes.visits import KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED, TODAY
from tests.words.gate import problems_with_sentence

LIGHTS: Final[tuple[Light, ...]] = get_args(Light)
HALF_YEAR: Final = timedelta(days=182)


def days_ago(visits_ago: int) -> datetime:
    return STARTED - HALF_YEAR * visits_ago


def looked(visits_ago: int, *lights: Light, version: int = 1) -> Report:
    """A visit at which these lights were seen, each by a check of its own."""
    results = [seen(light, f"topic.check{n}", version=version) for n, light in enumerate(lights)]
    return visit(results, days_ago(visits_ago), (OFFICE_PC,))


def trend(*reports: Report) -> Trend:
    found = trend_of(reports)
    assert found is not None
    return found


def told(*reports: Report) -> ShownTrend:
    return shown_trend(trend(*reports))


def test_fewer_than_three_visits_are_no_trend() -> None:
    assert trend_of([looked(1, "red"), looked(0, "green")]) is None


def test_only_the_newest_visits_are_told() -> None:
    reports = [looked(ago, "red") for ago in range(9, -1, -1)]

    assert [one.day for one in trend(*reports).visits] == [one.run.started_at.date() for one in reports[-MOST_VISITS:]]


def test_what_fell_is_said_to_have_fallen() -> None:
    shown = told(
        looked(2, "red", "red", "amber"), looked(1, "red", "green", "amber"), looked(0, "green", "green", "red")
    )

    assert shown.sentence == "Fix now fell from 2 on 23 November 2025 to 1 on 22 November 2026."
    assert shown.line == f"Over 3 visits: {shown.sentence}"


def test_what_could_not_be_checked_this_time_is_never_said_to_have_fallen() -> None:
    shown = told(looked(2, "red", "red"), looked(1, "red", "red"), looked(0, "unknown", "red"))

    assert "fell" not in shown.sentence
    assert "We could not check 1 of the 2 this time. They may not be fixed." in shown.sentence


def test_what_could_not_be_checked_before_is_never_said_to_have_risen() -> None:
    shown = told(looked(2, "unknown", "red"), looked(1, "red", "red"), looked(0, "red", "red"))

    assert "rose" not in shown.sentence
    assert "They may not be new." in shown.sentence


def test_checks_by_other_rules_are_left_out_and_that_is_said() -> None:
    shown = told(looked(2, "red", "red", version=2), looked(1, "red", "red"), looked(0, "green", "red"))

    assert shown.sentence == "Each visit checked other things. So we cannot compare them."
    assert shown.differences == ("* 23 November 2025: we have changed 2 checks since.",)


def test_a_visit_that_checked_less_has_a_star_and_is_left_out_of_the_comparison() -> None:
    shown = told(looked(2, "red"), looked(1, "green", "red"), looked(0, "green", "red"))

    assert [bar.labels[0][1] for bar in shown.bars] == ["23 Nov*", "24 May", "22 Nov"]
    assert shown.sentence.endswith("This counts only the 1 check that we did the same way both times.")
    assert shown.differences == ("* 23 November 2025: 1 check then and 2 now.",)


def test_a_visit_to_fewer_computers_says_so() -> None:
    both = visit([seen("red"), seen("red", subject=KITCHEN)], subjects=(OFFICE_PC, KITCHEN))
    shown = told(visit([seen("red")], days_ago(2), (OFFICE_PC,)), visit([seen("red")], days_ago(1), (OFFICE_PC,)), both)

    assert shown.differences[0] == "* 23 November 2025: 1 computer then and 2 now, 1 check then and 2 now."


def test_how_much_could_be_checked_stands_under_each_bar() -> None:
    shown = told(looked(2, "red", "unknown"), looked(1, "red", "not_needed"), looked(0, "green", "red"))

    assert [bar.labels[2][1] for bar in shown.bars] == ["1 of 2", "1 of 1", "2 of 2"]


def test_an_accepted_risk_counts_as_what_it_is() -> None:
    accepted = Accepted("Only one desk", "Registered manager", TODAY)
    newest = visit([seen("red", "topic.check0", accepted=accepted)])
    shown = told(looked(2, "red"), looked(1, "red"), newest)

    assert shown.bars[-1].numbers == (1, 0, 0, 0)
    assert "Risks that you accepted count too." in shown.notes


@given(st.lists(st.lists(st.sampled_from(LIGHTS), min_size=1, max_size=40), min_size=3, max_size=5))
@settings(max_examples=60)
def test_bars_stand_on_the_floor_and_what_was_not_checked_is_not_in_them(seen_then: list[list[Light]]) -> None:
    shown = told(*(looked(len(seen_then) - n, *lights) for n, lights in enumerate(seen_then)))

    for lights, bar in zip(seen_then, shown.bars, strict=True):
        parts = [(part.light.key, part.number) for part in bar.parts]
        assert parts == [(light, lights.count(light)) for light in ("red", "amber") if light in lights]
        assert bar.numbers == tuple(lights.count(light) for light in COLUMNS)
        assert sum(part.height for part in bar.parts) <= HIGHEST + 0.2
        assert all(part.top >= TOP - 0.2 for part in bar.parts)
        if bar.parts:
            assert bar.parts[0].top + bar.parts[0].height == pytest.approx(shown.floor, abs=0.2)


@pytest.mark.parametrize(("was", "now"), list(product(LIGHTS, LIGHTS)))
def test_each_sentence_is_plain(was: Light, now: Light) -> None:
    shown = told(looked(2, was, was, version=2), looked(1, was), looked(0, now, now))
    other = told(looked(2, was, was), looked(1, "red"), looked(0, now, now))

    said = [text for one in (shown, other) for text in (one.title, one.sentence, *one.notes, *one.differences)]
    assert [problem for text in said for problem in problems_with_sentence(text)] == []


def kept(folder: Path, report: Report, name: str = "office-pc.json") -> Report:
    """The report as it lies in the folder of its day."""
    day = folder / report.run.started_at.date().isoformat()
    day.mkdir(exist_ok=True)
    write_report(report, day / name)
    return report


def test_each_day_is_one_visit_and_the_one_that_checked_the_most_counts(tmp_path: Path) -> None:
    oldest = kept(tmp_path, looked(2, "red"))
    full = kept(tmp_path, looked(1, "red", "green"))
    again = seen("green", "topic.check0")
    kept(tmp_path, visit([again], days_ago(1) + timedelta(hours=1), (OFFICE_PC,)), "office-pc 2.json")
    now = kept(tmp_path, looked(0, "green", "green"))

    assert visits(list(earlier_days(now, tmp_path)), now) == (oldest, full, now)


def test_other_computers_and_made_up_homes_are_no_visits(tmp_path: Path) -> None:
    made_up = (Evidence("e-0001", MADE_UP, "made up", "a" * 64),)
    kept(tmp_path, visit([seen("red")], days_ago(1), (OFFICE_PC,), evidence=made_up))
    kept(tmp_path, visit([seen("red", subject=KITCHEN)], days_ago(2), (KITCHEN,)), "kitchen.json")

    assert list(earlier_days(looked(0, "red"), tmp_path)) == []
