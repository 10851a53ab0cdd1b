"""`carecheck overview`: all homes on one page and in one workbook, and a page for each home."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from carecheck.cli.overview_making import ONE_PROCESS
from carecheck.lights import Light
from carecheck.report import Report, Site, report_bytes
from tests.cli.running import Person
from tests.homes.many import many_homes
from tests.homes.visits import EARLIER, KITCHEN, seen, visit
from tests.show.sample_report import OFFICE_PC, STARTED


def kept(person: Person, *reports: Report) -> Path:
    """A folder in which these reports lie as volunteers keep them: homes/HOME/DATE/COMPUTER.json."""
    folder = person.home / "visit"
    for number, one in enumerate(reports):
        home = one.site.id if one.site else "no-home"
        file = folder / "homes" / home / str(one.run.started_at.date()) / f"{number}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(report_bytes(one))
    return folder


def out(person: Person) -> Path:
    """The one folder of a day in which the pages are."""
    (folder,) = (person.home / "visit/out").iterdir()
    return folder


def test_the_command_makes_a_page_and_a_workbook_of_all_homes_and_a_page_of_each(person: Person) -> None:
    ran = person.types("overview", kept(person, *many_homes(3)))

    pages = sorted(path.name for path in (out(person) / "homes").iterdir())
    assert (ran.code, pages) == (0, ["oakfield-house.html", "st-annes.html", "the-willows.html"])
    assert "What homes most often need to fix now" in ran.out
    html = (out(person) / "all-homes.html").read_text("utf-8")
    assert all(f'href="homes/{name}"' in html for name in pages)
    assert openpyxl.load_workbook(out(person) / "all-homes.xlsx").sheetnames == ["Homes", "Most often", "To do"]


def test_homes_are_numbered_on_request_and_then_have_no_pages(person: Person) -> None:
    person.types("overview", kept(person, *many_homes(3)), "--hide-home-names")

    html = (out(person) / "all-homes.html").read_text("utf-8")
    assert "Home 1" in html
    assert "Oakfield" not in html
    homes = openpyxl.load_workbook(BytesIO((out(person) / "all-homes.xlsx").read_bytes()))["Homes"]
    assert [cell.value for cell in homes["A"]] == ["Home", "Home 1", "Home 2", "Home 3"]
    assert not (out(person) / "homes").exists()


def test_the_newest_visit_counts_and_the_one_before_tells_what_was_fixed(person: Person) -> None:
    before = visit([seen("red"), seen("red", subject=KITCHEN)], EARLIER, (OFFICE_PC, KITCHEN))

    ran = person.types("overview", kept(person, before, visit([seen("green")])))

    html = (out(person) / "all-homes.html").read_text("utf-8")
    assert "We found nothing to fix" in ran.out
    assert "Since 14 May 2026: 1 fixed." in html
    assert "Not seen this time: KITCHEN." in html
    assert "Fixed: 1 thing" in (out(person) / "homes/oakfield-house.html").read_text("utf-8")


def test_from_three_visits_on_the_pages_tell_how_it_went(person: Person) -> None:
    days = [STARTED - n * timedelta(days=180) for n in range(3)]
    lights: tuple[Light, ...] = ("green", "red", "red")

    person.types(
        "overview", kept(person, *(visit([seen(light)], day) for light, day in zip(lights, days, strict=True)))
    )

    told = "Fix now fell from 1 on 27 November 2025 to 0 on 22 November 2026."
    assert f"Over 3 visits: {told}" in (out(person) / "all-homes.html").read_text("utf-8")
    of_home = (out(person) / "homes/oakfield-house.html").read_text("utf-8")
    assert told in of_home
    assert "Show these numbers as a table" in of_home


def test_a_damaged_file_is_named_and_keeps_no_home_out(person: Person) -> None:
    folder = kept(person, *many_homes(2))
    (folder / "nurse-1.json").write_bytes(b'{"kind": "carecheck.report", "run"')

    ran = person.types("overview", folder)

    assert ran.code == 0
    assert "We could not read 1 file: nurse-1.json." in ran.out
    assert "We could not read 1 file: nurse-1.json." in (out(person) / "all-homes.html").read_text("utf-8")


def test_so_many_homes_that_two_processes_draw_them_are_all_there(person: Person) -> None:
    reports = [visit([seen("red")], site=Site(f"elm-{n}", f"Elm {n}")) for n in range(ONE_PROCESS + 2)]
    folder = kept(person, *reports)
    (folder / "damaged.json").write_bytes(report_bytes(reports[0]).replace(b'"light": "red"', b'"light": "pink"'))

    ran = person.types("overview", folder)

    html = (out(person) / "all-homes.html").read_text("utf-8")
    assert f"in {len(reports)} of {len(reports)} homes" in ran.out
    assert "We could not read 1 file: damaged.json." in ran.out
    assert len(list((out(person) / "homes").iterdir())) == len(reports)
    assert all(f'<a href="homes/elm-{n}.html">Elm {n}</a>' in html for n in range(len(reports)))


def test_a_computer_that_could_not_be_checked_is_named_with_its_home_and_the_reason(person: Person) -> None:
    folder = kept(person, *many_homes(2))
    entry = "{computer: office-pc, home: elm, home_name: Elm Lodge, day: 2026-11-22, reason: disk_full}"
    (folder / "not-seen.yaml").write_text(f"not_seen: [{entry}]")

    ran = person.types("overview", folder)

    assert "We could not check 1 computer in 1 home." in ran.out
    html = (out(person) / "all-homes.html").read_text("utf-8")
    assert "3 homes: what to do next" in html
    assert "Not seen on 22 November 2026: office-pc. Its disk is full." in html
    homes = openpyxl.load_workbook(out(person) / "all-homes.xlsx")["Homes"]
    assert [(row[0].value, row[1].value, row[2].value) for row in homes][-1] == ("Elm Lodge", 0, None)


def test_a_damaged_list_of_what_could_not_be_checked_is_named(person: Person) -> None:
    folder = kept(person, *many_homes(2))
    (folder / "not-seen.yaml").write_text("not_seen: [")

    ran = person.types("overview", folder)

    assert (ran.code, "We could not read 1 file: not-seen.yaml." in ran.out) == (0, True)


def test_the_pages_of_an_earlier_run_stay(person: Person) -> None:
    folder = kept(person, *many_homes(2))

    for _ in range(2):
        person.types("overview", folder)

    first, second = sorted((folder / "out").iterdir())
    assert second.name == f"{first.name} (2)"
    assert (first / "all-homes.html").read_bytes() == (second / "all-homes.html").read_bytes()


def test_homes_of_one_name_have_a_page_each(person: Person) -> None:
    reports = [visit([seen("red")], site=Site(name, "Elm Lodge")) for name in ("elm", "elm-north")]

    person.types("overview", kept(person, *reports))

    assert sorted(path.name for path in (out(person) / "homes").iterdir()) == ["elm-lodge-2.html", "elm-lodge.html"]


def test_a_folder_without_reports_is_told_and_nothing_is_left_behind(person: Person) -> None:
    (person.home / "visit").mkdir()

    ran = person.types("overview", person.home / "visit")

    assert (ran.code, list((person.home / "visit").iterdir())) == (4, [])
    assert "There is no report in" in ran.err


@pytest.mark.parametrize("broken", ["{", '{"kind": "carecheck.report"}'])
def test_where_no_report_can_be_used_nothing_is_left_behind(person: Person, broken: str) -> None:
    (person.home / "visit").mkdir()
    (person.home / "visit/a.json").write_text(broken)

    ran = person.types("overview", person.home / "visit")

    assert (ran.code, [path.name for path in (person.home / "visit").iterdir()]) == (4, ["a.json"])
    assert "a.json" in ran.err


def test_one_stick_carries_many_homes_and_what_was_kept_before_there_were_many_is_found(
    person: Person, domain_profile: Path
) -> None:
    stick = person.home / "stick"
    scan = ("scan", "--offline", "--profile", domain_profile, "--domain", "rose.example", "--results", stick)
    person.types(*scan)
    (stick / "homes").mkdir()

    again = person.types(*scan, "--all")

    day = again.out.rpartition("/homes/")[2].split("/")[1]
    files = sorted(str(path.relative_to(stick)) for path in stick.rglob("*.json"))
    assert files == [f"Rose Cottage/{day}/rose-example.json", f"homes/rose-cottage/{day}/rose-example.json"]
    assert "Since your last visit" in again.out
    assert person.types("overview", stick).code == 0
