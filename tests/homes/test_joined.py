"""Several reports of one home as one, and the files that they come from."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck.errors import CannotRun
from carecheck.homes.files import home_in, reports_in
from carecheck.homes.history import earlier_days
from carecheck.homes.joined import joined
from carecheck.lights import Light
from carecheck.report import Report, Site, broken_rules, write_report
from carecheck.show.view import view_of
from carecheck.words import long_date
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.show.sample_report import DOMAIN, OFFICE_PC, STARTED

OFFICE = visit([seen("red")])
IN_KITCHEN = visit([seen("red", subject=KITCHEN)], EARLIER, subjects=(KITCHEN,))


def test_the_same_thing_on_computers_of_two_files_is_one_thing() -> None:
    (thing,) = view_of(joined([OFFICE, IN_KITCHEN])).findings

    assert thing.where == ("OFFICE-PC", "KITCHEN")


def test_the_newest_result_counts_in_whatever_order_the_files_come() -> None:
    old = visit([seen("red", "email.spf", DOMAIN)], EARLIER, subjects=(DOMAIN,))
    new = visit([seen("green", "email.spf", DOMAIN)], subjects=(DOMAIN,))

    assert [one.light for files in ([old, new], [new, old]) for one in joined(files).results] == ["green", "green"]


CHECKS = st.sampled_from(["firewall.on", "disk.encrypted"])
LIGHTS: st.SearchStrategy[Light] = st.sampled_from(get_args(Light))


@given(st.lists(st.dictionaries(CHECKS, LIGHTS), min_size=1, max_size=4))
def test_nothing_is_ok_that_the_newest_check_of_it_did_not_see(checks: list[dict[str, Light]]) -> None:
    reports = [
        visit([seen(light, check) for check, light in lights.items()], EARLIER + day * timedelta(days=1))
        for day, lights in enumerate(checks)
    ]
    newest = {check: light for lights in checks for check, light in lights.items()}

    assert {one.check_id: one.light for one in joined(reports).results} == newest


@pytest.mark.parametrize(("light", "told"), [("green", True), ("red", True), ("unknown", False), ("not_needed", False)])
def test_what_an_earlier_check_saw_and_the_newest_could_not_is_told(light: Light, told: bool) -> None:
    by_administrator, by_everyday_login = visit([seen(light)], EARLIER), visit([seen("unknown")])

    whole = joined([by_administrator, by_everyday_login])

    said = (
        "An earlier check saw 1 thing that the newest one could not see: 'The name of firewall.on'. "
        "It is Not checked here. The earlier file still tells what we saw."
    )
    assert [one.light for one in whole.results] == ["unknown"]
    assert (said in whole.problems) is told


def test_a_check_by_a_clock_that_was_wrong_hides_no_newer_result() -> None:
    now = datetime.now(UTC)
    ahead = visit([seen("green")], now + timedelta(days=400))
    today = visit([seen("red")], now)

    whole = joined([ahead, today])

    day = long_date((now + timedelta(days=400)).date())
    assert [one.light for one in whole.results] == ["red"]
    assert any(problem.startswith(f"A check is dated {day}, which is still to come.") for problem in whole.problems)


def test_one_report_stays_as_it_is() -> None:
    assert joined([OFFICE]) is OFFICE


def test_a_joined_report_keeps_every_rule_of_a_report() -> None:
    assert broken_rules(joined([OFFICE, IN_KITCHEN])) == []


def test_reports_of_two_homes_are_not_joined() -> None:
    other = replace(IN_KITCHEN, site=Site("elm", "Elm Lodge"))

    with pytest.raises(CannotRun, match="2 homes: Elm Lodge and Oakfield House"):
        joined([OFFICE, other])


def test_days_that_differ_are_told() -> None:
    assert "This report joins checks of 2 days. The first was 14 May 2026." in joined([OFFICE, IN_KITCHEN]).problems


@given(st.permutations([OFFICE, IN_KITCHEN, visit([seen("green")], EARLIER)]))
def test_the_order_of_the_files_does_not_matter(reports: list[Report]) -> None:
    assert joined(reports) == joined([OFFICE, IN_KITCHEN, visit([seen("green")], EARLIER)])


def test_a_broken_file_keeps_no_other_from_being_used(tmp_path: Path) -> None:
    write_report(OFFICE, tmp_path / "office.json")
    (tmp_path / "nurse-1.json").write_text('{"kind": "carecheck.rep')

    whole = home_in([tmp_path])

    assert len(whole.results) == 1
    assert whole.problems == ("We could not read 1 file: nurse-1.json.",)


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There is no report in"):
        reports_in([tmp_path])


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "away.json").symlink_to(write_report(OFFICE, outside / "office.json"))

    with pytest.raises(CannotRun, match="There is no report in"):
        reports_in([inside])


def test_the_visit_before_is_the_newest_earlier_one_of_the_same_computer(tmp_path: Path) -> None:
    for name, one in (("2026-05-14/a", visit([seen("red")], EARLIER)), ("2026-05-14/b", IN_KITCHEN)):
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        write_report(one, path)

    ((before,),) = earlier_days(OFFICE, tmp_path)

    assert (before.run.started_at, before.subjects[0].id) == (EARLIER, OFFICE_PC.id)
    assert before.run.started_at < STARTED
    assert list(earlier_days(before, tmp_path)) == []


def test_a_damaged_old_result_does_not_stop_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "2026-05-14").mkdir()
    (tmp_path / "2026-05-14/office.json").write_bytes(b"\xff")

    assert list(earlier_days(OFFICE, tmp_path)) == []


def test_reports_that_give_one_home_two_names_are_joined_with_a_question() -> None:
    ours = visit([seen("red")], EARLIER)
    theirs = visit([seen("green")], site=Site("oakfield-house", "Oakfield Home"))

    whole = joined([ours, theirs])

    assert (
        "These reports give this home 2 names: Oakfield Home and Oakfield House. Are they all yours?" in whole.problems
    )
