"""The profiles that come with carecheck: what each looks at, and where it is stricter."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from carecheck.errors import MistakesInFile
from carecheck.facts.model import Unknown
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profiles import load_profile, shipped_meanings, shipped_profiles, topics_of_shipped
from carecheck.judge.samples import TODAY, world_of
from carecheck.judge.verdict import Verdict, judge
from carecheck.shipped import shipped
from tests.words.gate import problems_with_sentence

CHECKS: Final = load_checks(shipped("checks"))
PLACES: Final = {"computer", "domain", "website"}
UNSEEN: Final = Unknown("not_seen")


def subjects(profile: str) -> set[str]:
    return {check.subject for check in load_profile(Path(profile), CHECKS).chosen(CHECKS).values()}


def verdict(profile: str, check_id: str, **changes: Any) -> Verdict:
    """The verdict of a check under a profile, on its first example with these facts changed."""
    check = CHECKS[check_id]
    limits = load_profile(Path(profile), CHECKS).limits_of(check)
    facts = {name.replace("__", "."): value for name, value in changes.items()}
    given = {**check.examples[0].given, **facts, **{f"limits.{name}": value for name, value in limits.items()}}
    return judge(check, world_of(check, given))


def test_each_says_in_plain_words_what_it_is_for() -> None:
    assert [name for name, means in shipped_meanings().items() if not means] == []
    assert [problem for means in shipped_meanings().values() for problem in problems_with_sentence(means)] == []


@pytest.mark.parametrize(
    ("profile", "kinds"),
    [
        ("quick", {"computer", "domain"}),
        ("domain-only", {"domain", "website"}),
        ("survey", {"domain"}),
        ("supplier-review", {"supplier"}),
    ],
)
def test_a_narrow_profile_asks_nothing_of_the_home(profile: str, kinds: set[str]) -> None:
    assert subjects(profile) == kinds


@pytest.mark.parametrize("profile", ["care-home", "nurses-station", "laptop"])
def test_a_profile_for_a_computer_looks_at_all_kinds_of_subject(profile: str) -> None:
    assert subjects(profile) >= PLACES | {"supplier"}


def test_quick_has_ten_checks() -> None:
    assert len(load_profile(Path("quick"), CHECKS).chosen(CHECKS)) == 10


def test_domain_only_asks_nobody() -> None:
    chosen = load_profile(Path("domain-only"), CHECKS).chosen(CHECKS)

    assert [
        name for name, check in chosen.items() if all(fact.startswith("answer.") for fact in check.decided_by)
    ] == []


def test_at_a_nurses_station_a_login_that_looks_shared_is_fix_now_whoever_answers() -> None:
    shared = {"logins__shared_looking": 1, "answer__several_people": UNSEEN}

    assert verdict("care-home", "logins.shared", **shared).light == "amber"
    assert verdict("nurses-station", "logins.shared", **shared).light == "red"


def test_at_a_nurses_station_one_login_is_never_enough() -> None:
    alone = {"logins__in_use": 1, "answer__several_people": False}

    assert verdict("care-home", "logins.shared", **alone).light == "green"
    assert verdict("nurses-station", "logins.shared", **alone).light == "amber"


def test_at_a_nurses_station_the_screen_locks_within_5_minutes_and_the_steps_say_so() -> None:
    assert verdict("care-home", "screen.locks", lock__computer_minutes=10).light == "green"

    late = verdict("nurses-station", "screen.locks", lock__computer_minutes=10)

    assert late.light == "amber"
    assert "Set Wait to 5 minutes" in " ".join(late.steps)


def test_on_a_laptop_an_open_disk_is_fix_now_even_where_its_form_is_not_seen() -> None:
    an_open_disk = {"disks__any_open": True, "disks__all_protected": False, "disks__portable": UNSEEN}

    assert verdict("care-home", "disk.encrypted", **an_open_disk).light == "amber"
    assert verdict("laptop", "disk.encrypted", **an_open_disk).light == "red"


def test_cyber_essentials_has_just_the_checks_for_which_the_scheme_asks() -> None:
    chosen = load_profile(Path("cyber-essentials"), CHECKS).chosen(CHECKS)

    assert set(chosen) == {name for name, check in CHECKS.items() if check.refs.cyber_essentials}
    assert not {"backup.recent", "disk.encrypted", "email.dmarc"} & set(chosen)


@pytest.mark.parametrize(
    ("check_id", "changes", "light"),
    [
        ("logins.length", {"passwords__shortest_seen": 7, "passwords__shortest": 7}, "red"),
        ("logins.length", {"passwords__shortest_seen": 8, "passwords__shortest": 8}, "amber"),
        ("screen.locks", {"lock__computer_minutes": 60}, "green"),
        ("screen.locks", {"lock__computer_minutes": None}, "red"),
        ("system.supported", {"system__support_ends": TODAY + timedelta(days=1)}, "green"),
    ],
)
def test_cyber_essentials_judges_by_the_numbers_of_the_scheme(
    check_id: str, changes: dict[str, Any], light: str
) -> None:
    assert verdict("cyber-essentials", check_id, **changes).light == light


def test_a_profile_may_choose_by_scheme_and_leave_out_what_people_answer(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text('checks: ["refs:dspt", "!by:people"]\n')

    chosen = load_profile(tmp_path / "own.yaml", CHECKS).chosen(CHECKS)

    assert "backup.recent" in chosen
    assert not {"firewall.on", "supplier.two_step"} & set(chosen)


def test_a_scheme_that_nobody_knows_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("checks: [refs:dsptt]\n")

    with pytest.raises(MistakesInFile, match="no check is named 'refs:dsptt'; did you mean 'refs:dspt'"):
        load_profile(tmp_path / "own.yaml", CHECKS)


def test_they_are_all_here() -> None:
    assert shipped_profiles() == [
        *("care-home", "cyber-essentials", "domain-only", "laptop"),
        *("nurses-station", "quick", "supplier-review", "survey"),
    ]


@pytest.mark.parametrize("profile", shipped_profiles())
def test_reading_only_the_topics_of_a_profile_leaves_none_of_its_checks_out(profile: str) -> None:
    topics = topics_of_shipped(Path(profile))
    loaded = load_profile(Path(profile), CHECKS)

    assert topics is None or {name.partition(".")[0] for name in loaded.chosen(CHECKS)} <= topics
    assert topics is None or not (loaded.limits or loaded.accept or loaded.skip)


def test_a_profile_that_names_its_checks_one_by_one_has_topics() -> None:
    topics = topics_of_shipped(Path("quick"))

    assert sorted(topics or ()) == ["antivirus", "backup", "email", "firewall", "logins", "remote", "screen", "system"]


def test_a_profile_of_somebody_s_own_may_ask_for_any_topic(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("checks: [backup.recent]\n")

    assert topics_of_shipped(tmp_path / "rose.yaml") is None
