"""`carecheck dspt`, as people type it."""

import json
from datetime import timedelta
from pathlib import Path

from carecheck.report import Site, write_report
from tests.cli.running import Person
from tests.dspt.homes import KITCHEN, about
from tests.homes.visits import visit
from tests.show.sample_report import OFFICE_PC, STARTED

PROFILE = "builds_on: care-home\nsite: {id: oakfield-house, name: Oakfield House}\n"
ANSWERS = "home:\n  staff_list: {answer: yes, by: Registered manager, on: 2026-11-20}\n"


def one_home(person: Person) -> Path:
    """A folder with the reports of two computers of a home."""
    folder = person.home / "visit"
    folder.mkdir()
    for name, pc, after in (("office", OFFICE_PC, 0), ("kitchen", KITCHEN, 1)):
        when = STARTED + timedelta(minutes=after)
        write_report(visit([about("6.2.1", subject=pc)], when, subjects=(pc,)), folder / f"{name}.json")
    return folder


def with_answers(person: Person, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.yaml").write_text(PROFILE)
    (folder / "answers.yaml").write_text(ANSWERS)
    return folder / "profile.yaml"


def test_it_tells_what_is_open_and_saves_page_workbook_and_json(person: Person) -> None:
    folder = one_home(person)

    ran = person.types("dspt", folder)

    assert ran.code == 0
    assert "0 of 45 questions have an answer from a person. 45 are open." in ran.out
    assert sorted(path.suffix for path in folder.glob("oakfield-house dspt *")) == [".html", ".json", ".xlsx"]


def test_it_never_overwrites_and_its_own_files_are_no_reports(person: Person) -> None:
    folder = one_home(person)
    person.types("dspt", folder)

    ran = person.types("dspt", folder)

    assert (ran.code, "We could not read" in ran.out) == (0, False)
    assert len(list(folder.glob("oakfield-house dspt *"))) == 6


def test_its_own_file_is_refused_when_it_is_named(person: Person) -> None:
    folder = one_home(person)
    person.types("dspt", folder)

    ran = person.types("report", *folder.glob("*dspt*.json"))

    assert ran.code == 4
    assert "is made from reports, and is none" in ran.err


def test_answers_come_from_the_profile_that_is_named(person: Person) -> None:
    profile = with_answers(person, person.home / "mine")

    told = json.loads(person.types("dspt", one_home(person), "--profile", profile, "--json").out)

    answered = [item["number"] for item in told["parts"][0]["items"] if item["state"] == "answered"]
    assert answered == ["4.1.1"]


def test_answers_come_from_the_profile_in_the_folder_of_results(person: Person) -> None:
    with_answers(person, person.results / "Oakfield House")

    ran = person.types("dspt", one_home(person), "--format", "text")

    assert "1 of 45 questions have an answer from a person." in ran.out
    assert "We use the answers beside the profile of your home" in ran.err


def test_the_profile_of_another_home_is_refused(person: Person) -> None:
    profile = with_answers(person, person.home / "mine")
    profile.write_text(PROFILE.replace("oakfield-house", "willows").replace("Oakfield House", "The Willows"))

    ran = person.types("dspt", one_home(person), "--profile", profile)

    assert ran.code == 4
    assert "is the profile of The Willows, and no report here is." in ran.err


def test_a_profile_of_ours_has_no_answers(person: Person) -> None:
    ran = person.types("dspt", one_home(person), "--profile", "care-home")

    assert ran.code == 4
    assert "belongs to no home" in ran.err


def test_many_homes_make_a_part_each(person: Person) -> None:
    folder = one_home(person)
    site = Site("willows", "The Willows")
    write_report(visit([about("6.2.1")], STARTED, subjects=(OFFICE_PC,), site=site), folder / "willows.json")

    ran = person.types("dspt", folder, "--format", "json", "--output", "all.json")

    told = json.loads((person.home / "all.json").read_text("utf-8"))
    assert ran.code == 0
    assert [(part["name"], len(part["sources"])) for part in told["parts"]] == [
        ("Oakfield House", 2),
        ("The Willows", 1),
    ]


def test_a_workbook_wants_a_file(person: Person) -> None:
    ran = person.types("dspt", one_home(person), "--format", "xlsx")

    assert (ran.code, ran.err) == (2, "a workbook is a file: name it with --output FILE\n")
