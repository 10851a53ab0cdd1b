"""`carecheck report`: a saved report again, and in the words of today."""

from datetime import timedelta

from msgspec.structs import replace

from carecheck.lights import Light
from carecheck.report import read_report, report_bytes, write_report
from tests.cli.running import Person
from tests.homes.visits import seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED


def test_an_old_report_is_shown_as_it_was_or_in_the_words_of_today(person: Person) -> None:
    person.types("demo", "--output", "shown")
    made = read_report(person.home / "shown" / "made-up-home.json")
    older = [replace(one, verdict=replace(one.verdict, title=f"Old: {one.check_id}.")) for one in made.results]
    saved = write_report(replace(made, results=tuple(older)), person.home / "old.json")

    as_it_was, now = person.types("report", saved).out, person.types("report", saved, "--words", "now").out

    assert "Old: backup.recent." in as_it_was
    assert "Old: " not in now
    assert "Your last backup was 44 days ago, on 12 October 2026." in " ".join(now.replace("Made up:", "").split())
    assert "The words are those of today. The lights are those of 25 November 2026." in " ".join(
        now.replace("Made up:", "").split()
    )


def test_in_the_words_of_today_it_is_still_a_report(person: Person) -> None:
    person.types("demo", "--output", "shown")

    ran = person.types("report", "shown/made-up-home.json", "--words", "now", "--json", "--output", "now.json")

    assert ran.code == 0
    assert read_report(person.home / "now.json").made_up


def test_reports_of_several_visits_put_together_tell_how_it_went(person: Person) -> None:
    for days, light in enumerate[Light](("green", "red", "red")):
        when = STARTED - days * timedelta(days=180)
        folder = person.home / "visit" / str(when.date())
        folder.mkdir(parents=True)
        (folder / "office.json").write_bytes(report_bytes(visit([seen(light)], when, (OFFICE_PC,))))

    ran = person.types("report", person.home / "visit", "--format", "html")

    assert "Fixed: 1 thing" in ran.out
    assert "Fix now fell from 1 on 27 November 2025 to 0 on 22 November 2026." in ran.out
