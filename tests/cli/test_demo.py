"""The made-up home: it is marked wherever somebody could take it for a real one."""

import re
import zipfile
from pathlib import Path

import pytest

from carecheck.demo import PROVES_NOTHING, Demo, demo
from carecheck.homes.files import MADE_UP
from carecheck.report import broken_rules, read_report, report_bytes, write_report
from carecheck.show.page import render_page
from carecheck.show.sentences import MADE_UP_LINE
from tests.cli.running import Person
from tests.homes.visits import seen, visit
from tests.words.gate import problems_with_sentence

SAVED = ["made-up-home.html", "made-up-home.json", "made-up-home.xlsx"]


@pytest.fixture(scope="module")
def shown() -> Demo:
    """The made-up home, judged."""
    return demo()


def test_every_line_on_the_screen_says_that_it_is_made_up(person: Person) -> None:
    ran = person.types("demo", "--all")

    assert (ran.code, ran.err) == (0, f"{MADE_UP_LINE}\n")
    assert [line for line in ran.out.splitlines() if not line.startswith("Made up:")] == []
    assert "For your supplier" in ran.out


def test_nothing_is_kept_unless_it_is_asked_for(person: Person) -> None:
    before = sorted(person.home.rglob("*"))

    person.types("demo")

    assert sorted(person.home.rglob("*")) == before


def test_it_is_saved_as_page_table_and_for_programs_and_each_is_marked(person: Person) -> None:
    ran = person.types("demo", "--output", "shown")

    folder = person.home / "shown"
    assert ran.code == 0
    assert sorted(path.name for path in folder.iterdir()) == SAVED
    assert MADE_UP_LINE in (folder / SAVED[0]).read_text()
    assert PROVES_NOTHING in read_report(folder / SAVED[1]).problems
    with zipfile.ZipFile(folder / SAVED[2]) as book:
        assert book.read("xl/sharedStrings.xml").count(b"Made up: ") > 50


def test_a_saved_made_up_report_stays_marked_when_it_is_drawn_again(person: Person) -> None:
    person.types("demo", "--output", "shown")

    ran = person.types("report", person.home / "shown" / SAVED[1])

    assert [line for line in ran.out.splitlines() if not line.startswith("Made up:")] == []


def test_the_dspt_takes_no_evidence_from_a_made_up_home(person: Person) -> None:
    person.types("demo", "--output", "shown")

    ran = person.types("dspt", person.home / "shown")

    assert (ran.code, ran.out, ran.err) == (4, "", f"{MADE_UP}\n")
    assert len(list((person.home / "shown").iterdir())) == len(SAVED)


@pytest.mark.parametrize("command", ["dspt", "overview"])
def test_beside_real_reports_the_made_up_home_is_left_out_and_named(person: Person, command: str) -> None:
    person.types("demo", "--output", "both")
    write_report(visit([seen("red")]), person.home / "both" / "office.json")

    ran = person.types(command, person.home / "both")

    assert ran.code == 0
    assert f"We left out 1 report that is made up: {SAVED[1]}." in " ".join(ran.out.split())
    assert "Made-up House" not in ran.out


def test_a_folder_that_cannot_be_made_is_told(person: Person) -> None:
    (person.home / "file").touch()

    ran = person.types("demo", "--output", "file/inside")

    assert ran.code == 4
    assert "--output" in ran.err


def test_the_report_is_sound_and_shows_each_light_and_each_kind_of_subject(shown: Demo) -> None:
    counts = shown.report.summary

    assert broken_rules(shown.report) == []
    assert min(counts.red, counts.amber, counts.unknown, counts.green, counts.not_needed) > 0
    kinds = {subject.kind for subject in shown.report.subjects}
    assert kinds == {"computer", "domain", "website", "supplier", "home"}


def test_the_names_of_all_that_was_looked_at_say_that_they_are_made_up(shown: Demo) -> None:
    named = [subject.label for subject in shown.report.subjects]

    assert [name for name in named if "made-up" not in name.lower().replace(" ", "-")] == []
    assert shown.report.site
    assert shown.report.site.name == "Made-up House"


def test_every_fact_rests_on_what_was_made_up_or_on_a_made_up_person(shown: Demo) -> None:
    kinds = {one.id: one.kind for one in shown.report.evidence}
    facts = [fact for result in shown.report.results for fact in result.facts]

    assert facts
    assert [
        fact for fact in facts if fact.by != "Made-up manager" and kinds.get(fact.evidence or "") != "made_up"
    ] == []


def test_the_same_carecheck_always_shows_the_same(shown: Demo) -> None:
    assert report_bytes(demo().report) == report_bytes(shown.report)


def test_it_tells_what_has_changed_since_the_visit_before(shown: Demo) -> None:
    assert shown.since.title == "Since your last visit on 20 August 2026"
    assert {line.partition(":")[0] for line in shown.since.lines} >= {"Fixed", "New", "Still to fix"}


def test_every_heading_and_every_entry_of_the_page_is_marked(shown: Demo) -> None:
    page = render_page(shown.report, shown.since)

    headings = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page)]
    assert len(headings) > 30
    assert [one for one in headings if "Made up: " not in one] == []
    assert "<title>Made up: " in page


def test_a_real_report_is_not_called_made_up(person: Person, domain_profile: Path, name_server: str) -> None:
    ran = person.types(
        "scan", "--profile", domain_profile, "--nameserver", name_server, "--domain", "good.example", "--format", "html"
    )

    assert "good.example" in ran.out
    assert "Made up" not in ran.out


@pytest.mark.parametrize("sentence", [PROVES_NOTHING, MADE_UP_LINE, MADE_UP])
def test_what_is_said_of_it_passes_the_gate(sentence: str) -> None:
    assert problems_with_sentence(sentence) == []
