"""`carecheck ask`: the profile that it needs, what it lists, and what it takes from a file."""

from pathlib import Path

import pytest

from tests.cli.running import Person

PROFILE = "builds_on: care-home\nsite: {id: rose-cottage, name: Rose Cottage}\n"


@pytest.fixture
def profile(person: Person) -> Path:
    file = person.home / "rose.yaml"
    file.write_text(PROFILE)
    return file


def test_without_a_profile_it_says_why_one_is_needed_and_how_to_get_one(person: Person) -> None:
    ran = person.types("ask")

    assert (ran.code, ran.out) == (4, "")
    assert "Your answers are kept beside the profile of your home." in ran.err
    assert "    carecheck setup\n" in ran.err
    assert not person.results.exists()


def test_a_profile_that_comes_with_carecheck_belongs_to_no_home(person: Person) -> None:
    ran = person.types("ask", "--profile", "care-home")

    assert (ran.code, ran.out) == (4, "")
    assert "'care-home' comes with carecheck and belongs to no home." in ran.err


def test_the_only_profile_in_the_folder_of_results_is_taken(person: Person) -> None:
    person.results.mkdir(parents=True)
    (person.results / "rose.yaml").write_text(PROFILE)
    (person.results / "answers.yaml").write_text("")

    ran = person.types("ask", "--due")

    assert ran.code == 0
    assert "Rose Cottage: " in ran.out
    assert f"carecheck ask --profile {person.results / 'rose.yaml'}" in ran.out


def test_of_several_profiles_one_is_to_be_named(person: Person) -> None:
    person.results.mkdir(parents=True)
    for name in ("oak", "rose"):
        (person.results / f"{name}.yaml").write_text(PROFILE)

    ran = person.types("ask")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Which home is it? Name its profile:\n    carecheck ask --profile ")
    assert len(ran.err.splitlines()) == 3


def test_what_waits_is_listed_without_a_question(person: Person, profile: Path) -> None:
    ran = person.types("ask", "--profile", profile, "--due")

    assert ran.code == 0
    assert "  - Do several people use this computer?\n" in ran.out
    assert f"To answer, type:\n    carecheck ask --profile {profile}\n" in ran.out
    assert not (person.home / "answers.yaml").exists()


def test_an_answer_of_a_file_is_kept_and_counts_in_the_next_scan(person: Person, profile: Path) -> None:
    file = person.home / "given.json"
    file.write_text('{"by": "Registered manager", "on": "2026-11-20", "retention_timetable": true}')

    ran = person.types("ask", "--profile", profile, "--answers", file)

    assert (ran.code, ran.out) == (0, "We kept 1 answer.\n")
    assert (person.home / "answers.yaml").read_text("utf-8") == (
        "home:\n  retention_timetable: {answer: yes, by: Registered manager, on: 2026-11-20}\n"
    )
    assert person.types("lint", profile).code == 0


def test_what_takes_the_place_of_another_answer_is_told(person: Person, profile: Path) -> None:
    file = person.home / "given.yaml"
    file.write_text("by: Deputy\non: 2026-11-19\nretention_timetable: yes\n")
    person.types("ask", "--profile", profile, "--answers", file)
    file.write_text("by: Deputy\non: 2026-11-20\nretention_timetable: no\n")

    told = " ".join(person.types("ask", "--profile", profile, "--answers", file).out.split())

    assert "Changed (home): Do you have a list that says how long you keep each kind of record? No." in told
    assert "It was: Yes. By: Deputy, on 19 November 2026." in told


def test_mistakes_in_a_file_are_all_told_and_nothing_is_kept(person: Person, profile: Path) -> None:
    file = person.home / "given.yaml"
    file.write_text("by: Deputy\non: 2026-11-20\nretention_timetabel: yes\nbackup_way: progam\n")

    ran = person.types("ask", "--profile", profile, "--answers", file)

    assert (ran.code, ran.out) == (4, "")
    assert f"{file}:3: there is no question 'retention_timetabel'; did you mean 'retention_timetable'?" in ran.err
    assert f"{file}:4: 'answer.backup_way' is never 'progam'; did you mean 'program'?" in ran.err
    assert not (person.home / "answers.yaml").exists()


def test_a_mistake_in_the_answers_stops_before_the_first_question(person: Person, profile: Path) -> None:
    (person.home / "answers.yaml").write_text("home: {retention_timetabel: {answer: yes, by: M, on: 2026-11-01}}\n")

    ran = person.types("ask", "--profile", profile)

    assert (ran.code, ran.out) == (4, "")
    assert "answers.yaml:1: there is no question 'retention_timetabel'" in ran.err


def test_options_that_do_not_go_together_are_told(person: Person, profile: Path) -> None:
    ran = person.types("ask", "--profile", profile, "--due", "--all")

    assert ran.code == 2
    assert "do not go together" in ran.err


def test_answers_under_a_name_that_the_profile_does_not_have_are_told(person: Person, profile: Path) -> None:
    typed = "hoem: {retention_timetable: {answer: yes, by: M, on: 2026-11-01}}\n"
    (person.home / "answers.yaml").write_text(typed)

    ran = person.types("ask", "--profile", profile, "--due")

    assert "You have answers for 'hoem', which your profile does not name." in ran.out
