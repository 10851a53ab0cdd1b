"""`carecheck overview`: all homes on one page, and a page for each."""

from carecheck.report import write_report
from tests.cli.running import Person
from tests.homes.many import many_homes


def test_the_command_makes_a_page_of_all_homes_and_one_of_each(person: Person) -> None:
    (person.home / "visit").mkdir()
    for n, report in enumerate(many_homes(3)):
        write_report(report, person.home / f"visit/{n}.json")

    ran = person.types("overview", person.home / "visit")

    pages = sorted(path.name for path in (person.home / "visit/overview/homes").iterdir())
    assert (ran.code, pages) == (0, ["oakfield-house.html", "st-annes.html", "the-willows.html"])
    assert "What most homes need to fix now" in ran.out
    html = (person.home / "visit/overview/all-homes.html").read_text("utf-8")
    assert all(f'href="homes/{name}"' in html for name in pages)


def test_homes_are_numbered_on_request_and_then_have_no_pages(person: Person) -> None:
    (person.home / "visit").mkdir()
    for n, report in enumerate(many_homes(3)):
        write_report(report, person.home / f"visit/{n}.json")

    person.types("overview", person.home / "visit", "--hide-home-names")

    html = (person.home / "visit/overview/all-homes.html").read_text("utf-8")
    assert "Home 1" in html
    assert "Oakfield" not in html
    assert not (person.home / "visit/overview/homes").exists()
