"""Profiles: they choose, override and accept; their mistakes are told with line and guess."""

from datetime import date
from pathlib import Path

import pytest

from carecheck.errors import CannotRun, MistakesInFile
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profiles import load_profile, shipped_profiles
from carecheck.shipped import shipped

CHECKS = load_checks(shipped("checks"))
LEFT_OUT = {"antivirus.folders", "logins.expiry", "network.dns_filter", "usb.storage"}  # advice alone, or mostly hidden

ROSE = """
builds_on: care-home
site: {id: rose-cottage, name: Rose Cottage}
domains: [rosecottage.example]
suppliers:
  - {name: Example Records Ltd, what: care records, website: records.example, dspt_until: 2027-06-30}
limits: {backup.recent: {amber_days: 1}}
skip: [email.mx]
accept:
  - {check: logins.shared, because: Only one desk, by: Registered manager, until: 2027-01-31}
"""


def written(tmp_path: Path, text: str, name: str = "rose.yaml") -> Path:
    (tmp_path / name).write_text(text)
    return tmp_path / name


def test_a_profile_chooses_and_overrides_what_it_builds_on(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, ROSE), CHECKS)

    assert (profile.id, profile.site_name, profile.domains) == (
        "rose-cottage",
        "Rose Cottage",
        ("rosecottage.example",),
    )
    assert profile.limits_of(CHECKS["backup.recent"]) == {"amber_days": 1, "red_days": 30}
    assert set(CHECKS) - set(profile.chosen(CHECKS)) == {"email.mx", *LEFT_OUT}
    assert profile.suppliers[0].told.dspt_until == date(2027, 6, 30)


def test_an_accepted_risk_ends_after_its_last_day(tmp_path: Path) -> None:
    profile = load_profile(written(tmp_path, ROSE), CHECKS)

    assert profile.acceptance("logins.shared", date(2027, 1, 31)) is not None
    assert profile.acceptance("logins.shared", date(2027, 2, 1)) is None
    assert profile.acceptance("backup.recent", date(2027, 1, 1)) is None


def test_without_a_profile_the_one_for_a_care_home_holds() -> None:
    profile = load_profile(None, CHECKS)

    assert (profile.id, profile.site_id) == ("care-home", None)
    assert set(CHECKS) - set(profile.chosen(CHECKS)) == LEFT_OUT


def test_a_shipped_profile_is_found_by_its_name_and_an_own_file_comes_first(tmp_path: Path) -> None:
    own = written(tmp_path, "site: {id: own, name: Own}\n", "domain-only")

    assert load_profile(Path("domain-only"), CHECKS).id == "domain-only"
    assert load_profile(own, CHECKS).id == "own"


def test_domain_only_asks_nothing_of_the_computer() -> None:
    profile = load_profile(Path("domain-only"), CHECKS)

    assert {check.subject for check in profile.chosen(CHECKS).values()} == {"domain", "website"}


@pytest.mark.parametrize("name", shipped_profiles())
def test_every_shipped_profile_can_be_read(name: str) -> None:
    assert load_profile(shipped("profiles") / f"{name}.yaml", CHECKS).chosen(CHECKS)


def test_an_empty_profile_is_the_default_of_everything(tmp_path: Path) -> None:
    assert set(load_profile(written(tmp_path, "# nothing yet\n"), CHECKS).chosen(CHECKS)) == set(CHECKS)


def test_lists_add_up_along_the_chain_and_the_nearest_limit_counts(tmp_path: Path) -> None:
    written(tmp_path, "skip: [email.mx]\nlimits: {backup.recent: {amber_days: 3, red_days: 9}}\n", "group.yaml")
    own = written(tmp_path, "builds_on: group\nskip: [email.spf]\nlimits: {backup.recent: {red_days: 5}}\n")

    profile = load_profile(own, CHECKS)

    assert profile.skip == ("email.mx", "email.spf")
    assert profile.limits_of(CHECKS["backup.recent"]) == {"amber_days": 3, "red_days": 5}


def test_the_same_content_has_the_same_digest_wherever_it_lies(tmp_path: Path) -> None:
    one = load_profile(written(tmp_path, ROSE), CHECKS)
    same = load_profile(written(tmp_path, ROSE + "# a remark\n", "other.yaml"), CHECKS)
    changed = load_profile(written(tmp_path, ROSE.replace("amber_days: 1", "amber_days: 2"), "third.yaml"), CHECKS)

    assert one.sha256 == same.sha256
    assert one.sha256 != changed.sha256


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("skipp: [email.mx]", "rose.yaml:1: there is no key 'skipp' here; did you mean 'skip'?"),
        ("skip: [email.mxx]", "rose.yaml:1: there is no check 'email.mxx'; did you mean 'email.mx'?"),
        ("skip: email.mx", "rose.yaml:1: a list must stand here, but this is a text"),
        ("site: {id: Rose Cottage, name: R}", "rose.yaml:1:"),
        ("site: {id: rose}", "rose.yaml:1: the key 'name' is missing here"),
        ("limits: {backup.recnt: {amber_days: 1}}", "there is no check 'backup.recnt'; did you mean 'backup.recent'?"),
        ("limits: {backup.recent: {amber_day: 1}}", "has no limit 'amber_day'; did you mean 'amber_days'?"),
        ("limits: {backup.recent: {amber_days: yes}}", "'amber_days' must be a number, but this is a yes/no fact"),
        ("checks: [emial.*]", "no check is named 'emial.*'"),
        ("builds_on: care-hom", "there is no profile 'care-hom'; did you mean 'care-home'?"),
        ("builds_on: ../etc/passwd", "rose.yaml:1:"),
        ("builds_on: rose", "rose.yaml:1: this profile builds on itself"),
        ("accept:\n  - {check: email.mx, because: x, by: y, until: soon}", "rose.yaml:2: a date such as 2026-11-22"),
        ("accept:\n  - {check: email.xm, because: x, by: y, until: 2027-01-01}", "rose.yaml:2: there is no check"),
        ("- a\n- b", "rose.yaml:1: a block of 'name: value' lines must stand here, but this is a list"),
        ("a:\n\tb: 1", "rose.yaml:2: this line holds a tab; use spaces"),
        ("skip: []\nskip: []", "rose.yaml:2: 'skip' stands here twice; it is already on line 1"),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_line_and_guess(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(MistakesInFile) as error:
        load_profile(written(tmp_path, text), CHECKS)

    assert told in str(error.value)


def test_all_unknown_keys_of_a_profile_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(MistakesInFile) as error:
        load_profile(written(tmp_path, "skp: []\ndomain: []\nsite: {id: a, name: A, nmae: B}\n"), CHECKS)

    assert [mistake.line for mistake in error.value.mistakes] == [1, 2, 3]


def test_a_ring_of_two_profiles_is_told(tmp_path: Path) -> None:
    written(tmp_path, "builds_on: rose\n", "other.yaml")

    with pytest.raises(MistakesInFile, match="builds on itself"):
        load_profile(written(tmp_path, "builds_on: other\n"), CHECKS)


def test_a_profile_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There is no file"):
        load_profile(tmp_path / "gone.yaml", CHECKS)


@pytest.mark.parametrize("key", ["checks", "domains", "websites", "skip"])
def test_a_longer_list_than_anybody_writes_is_refused(tmp_path: Path, key: str) -> None:
    many = written(tmp_path, f"{key}: [{', '.join(f'a{number}.example' for number in range(1_001))}]\n")

    with pytest.raises(MistakesInFile, match="1000"):
        load_profile(many, CHECKS)
