"""Links, pipes and devices where carecheck looks for its own files: never followed, never written through, no waiting."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from carecheck.report import write_report
from tests.campaign.counting import Tried
from tests.cli.running import Person
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.strangers.conftest import SECRET, pipe, scan, untouched

TODAY = datetime.now().astimezone().date().isoformat()


@pytest.fixture(autouse=True)
def counted(tried: Tried) -> None:
    """Each test here plants something where carecheck looks for its own files."""
    tried("inputs made to confuse")


@pytest.mark.parametrize("place", ["Rose Cottage", f"Rose Cottage/{TODAY}"])
def test_a_scan_does_not_save_through_a_link(person: Person, profile: Path, away: Path, place: str) -> None:
    link = person.results / place
    link.parent.mkdir(parents=True)
    link.symlink_to(away)

    ran = person.types(*scan(profile))

    assert (ran.code, ran.out.count("\n")) == (4, 1)
    assert f"{link} is a link to another place, so we save nothing there." in ran.err
    assert untouched(away)


@pytest.mark.parametrize("leads_to", ["secret.yaml", "nothing"])
def test_a_report_never_takes_the_place_of_a_link(person: Person, profile: Path, away: Path, leads_to: str) -> None:
    day = person.results / "Rose Cottage" / TODAY
    day.mkdir(parents=True)
    (day / "rosecottage-example.json").symlink_to(away / leads_to)
    (day / "rosecottage-example.html").symlink_to(away / leads_to)

    assert person.types(*scan(profile)).code == 0
    assert (day / "rosecottage-example (2).json").is_file()
    assert untouched(away)


@pytest.mark.parametrize("name", ["rosecottage-example.json", "rosecottage-example.html"])
def test_a_pipe_in_the_place_of_a_report_is_left_alone(person: Person, profile: Path, name: str) -> None:
    planted = pipe(person.results / "Rose Cottage" / TODAY / name)

    assert person.types(*scan(profile)).code == 0
    assert planted.is_fifo()


def plant_key(person: Person) -> Path:
    person.results.mkdir(parents=True)
    return person.results / ".device-key"


@pytest.mark.parametrize("target", ["secret.yaml", "nothing", "/dev/zero"])
def test_the_key_of_the_folder_is_never_taken_from_behind_a_link(person: Person, away: Path, target: str) -> None:
    plant_key(person).symlink_to(away / target)

    ran = person.types("look", "--offline", "--output", "facts.json")

    assert (ran.code, ".device-key is a link to another place" in ran.err) == (4, True)
    assert untouched(away)


def test_a_pipe_in_the_place_of_the_key_is_told(person: Person) -> None:
    pipe(plant_key(person))

    assert ".device-key: it is not a file." in person.types("look", "--offline", "--output", "facts.json").err


@pytest.mark.parametrize(
    "typed",
    [
        ("scan", "--facts", "pipe"),
        ("scan", "--offline", "--profile", "pipe"),
        ("report", "pipe"),
        ("report", "--verify", "pipe"),
        ("compare", "pipe", "pipe"),
        ("dspt", "pipe"),
        ("lint", "pipe"),
        ("survey", "pipe", "--nameserver", "127.0.0.1:9"),
        ("setup", "--answers", "pipe"),
        ("ask", "--profile", "rose.yaml", "--answers", "pipe"),
    ],
    ids=" ".join,
)
def test_no_command_waits_for_a_pipe(person: Person, profile: Path, typed: tuple[str, ...]) -> None:
    assert profile.exists()
    pipe(person.home / "pipe")

    ran = person.types(*typed)

    said = " ".join((ran.err + ran.out).split()).removeprefix("pipe ")  # --verify tells of each file by its name
    assert (ran.code, said) == (4, "We could not read pipe: it is not a file. Check the name and the folder.")


def test_a_folder_of_reports_is_read_without_links_pipes_and_devices(person: Person, tmp_path: Path) -> None:
    folder, other = person.home / "visit", tmp_path / "other"
    (folder / "inside").mkdir(parents=True)
    other.mkdir()
    write_report(visit([seen("red")]), folder / "office.json")
    write_report(visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,)), other / "kitchen.json")
    (folder / "linked").symlink_to(other)
    (folder / "inside" / "kitchen.json").symlink_to(other / "kitchen.json")
    (folder / "zero.json").symlink_to("/dev/zero")
    (folder / "round").symlink_to(folder)
    pipe(folder / "pipe.json")

    for typed in (
        ("report", folder),
        ("overview", folder, "--results", tmp_path / "pages"),
        ("dspt", folder, "--format", "text"),
    ):
        ran = person.types(*typed)

        assert (ran.code, "KITCHEN" in ran.out) == (0, False), typed


def test_the_visit_before_is_not_one_behind_a_link(person: Person, profile: Path, tmp_path: Path) -> None:
    person.types(*scan(profile))
    kept = person.results / "Rose Cottage"
    (kept / TODAY).rename(tmp_path / "2020-01-01")
    (kept / "2020-01-01").symlink_to(tmp_path / "2020-01-01")
    pipe(kept / "2020-01-02" / "office.json")

    ran = person.types("scan", "--profile", profile, "--offline")

    assert (ran.code, "Since your last visit" in ran.out) == (0, False)


def test_a_profile_behind_a_link_is_not_found(person: Person, profile: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    profile.rename(elsewhere / "profile.yaml")
    person.results.mkdir(parents=True)
    (person.results / "Rose Cottage").symlink_to(elsewhere)
    (person.results / "rose.yaml").symlink_to(elsewhere / "profile.yaml")

    ran = person.types("scan", "--only", "system.supported", "--offline")

    assert "We use the profile of your home" not in ran.err


def test_what_a_profile_builds_on_is_not_read_from_behind_a_link(person: Person, away: Path) -> None:
    (person.home / "other.yaml").symlink_to(away / "secret.yaml")
    (person.home / "rose.yaml").write_text("builds_on: other\n")

    ran = person.types("scan", "--offline", "--profile", "rose.yaml")

    assert (ran.code, "other.yaml is a link to another place" in ran.err) == (4, True)
    assert "secret" not in ran.err


@pytest.mark.parametrize("typed", [("ask", "--answers", "given.yaml"), ("scan", "--offline")])
def test_answers_behind_a_link_are_neither_read_nor_changed(
    person: Person, profile: Path, away: Path, typed: tuple[str, ...]
) -> None:
    (person.home / "given.yaml").write_text("by: Manager\non: 2026-11-20\nretention_timetable: yes\n")
    (person.home / "answers.yaml").symlink_to(away / "secret.yaml")

    ran = person.types(*typed, "--profile", profile)

    assert (ran.code, "answers.yaml is a link to another place" in ran.err) == (4, True)
    assert "secret" not in ran.err
    assert untouched(away)


@pytest.mark.parametrize("plant", [os.link, os.symlink], ids=["hard link", "link"])
def test_a_survey_does_not_write_into_a_file_of_somebody_else(person: Person, away: Path, plant: object) -> None:
    (away / "secret.yaml").write_text("")
    (person.home / "out").mkdir()
    assert callable(plant)
    plant(away / "secret.yaml", person.home / "out/domains.jsonl")
    (person.home / "list.txt").write_text("rosecottage.example\n")

    ran = person.types("survey", "list.txt", "--nameserver", "127.0.0.1:9", "--output", "out")

    assert (ran.code, "is a link to another" in ran.err) == (4, True)
    assert (away / "secret.yaml").read_text() == ""


def test_a_hard_link_in_the_place_of_answers_keeps_its_other_name_as_it_was(person: Person, profile: Path) -> None:
    other = person.home / "other.yaml"
    other.write_text("home:\n  retention_timetable: {answer: no, by: Manager, on: 2026-11-19}\n")
    before = other.read_text()
    os.link(other, person.home / "answers.yaml")
    (person.home / "given.yaml").write_text("by: Manager\non: 2026-11-20\nretention_timetable: yes\n")

    assert person.types("ask", "--profile", profile, "--answers", "given.yaml").code == 0
    assert "answer: yes" in (person.home / "answers.yaml").read_text()
    assert other.read_text() == before


def test_setup_does_not_save_through_a_link(person: Person, away: Path) -> None:
    person.results.mkdir(parents=True)
    (person.results / "Rose Cottage").symlink_to(away)
    (person.home / "told.yaml").write_text("home: Rose Cottage\n")

    ran = person.types("setup", "--answers", "told.yaml")

    assert (ran.code, "is a link to another place" in ran.err) == (4, True)
    assert untouched(away)
    assert SECRET not in ran.out
