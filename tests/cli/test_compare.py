"""`carecheck compare`, and what a second scan says of the first."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from carecheck.report import read_report, write_report
from tests.cli.running import Person
from tests.homes.visits import EARLIER, KITCHEN, seen, visit


def test_two_visits_are_compared(person: Person) -> None:
    old = write_report(visit([seen("red")], EARLIER), person.home / "old.json")
    new = write_report(visit([seen("green")]), person.home / "new.json")

    ran = person.types("compare", old, new)

    assert (ran.code, ran.err) == (0, "")
    assert "Fixed: 1 thing" in ran.out


def test_folders_of_two_visits_are_compared(person: Person) -> None:
    visits = {
        "may": visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,)),
        "november": visit([seen("green", subject=KITCHEN)], subjects=(KITCHEN,)),
    }
    for name, made in visits.items():
        (person.home / name).mkdir()
        write_report(made, person.home / name / "kitchen.json")

    assert "Fixed: 1 thing" in person.types("compare", person.home / "may", person.home / "november").out


def test_several_computers_are_shown_as_one_home(person: Person) -> None:
    one = write_report(visit([seen("red")]), person.home / "office.json")
    other = write_report(visit([seen("red", subject=KITCHEN)], EARLIER, (KITCHEN,)), person.home / "kitchen.json")

    ran = person.types("report", one, other)

    assert "2 computers" in ran.out


def test_a_second_scan_tells_what_has_changed_since_the_first(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    where = ("--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server)
    first = person.types("scan", *where, "--skip", "email.spf")

    second = person.types("scan", *where)

    assert "Since your last visit" not in first.out
    assert "Since your last visit" in second.out
    assert "Since your last visit" in person.kept("*.html")[0].read_text("utf-8")


def test_the_third_visit_tells_how_it_went_also_when_it_is_drawn_again(
    person: Person, name_server: str, domain_profile: Path
) -> None:
    where = ("--profile", domain_profile, "--domain", "good.example", "--nameserver", name_server)
    person.types("scan", *where)
    (today,) = person.kept()
    a_visit_before(today, days=200)
    a_visit_before(today, days=100)

    scanned = person.types("scan", *where)

    (*_, kept) = sorted(today.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)
    assert "Over 3 visits: Fix now was" in " ".join(scanned.out.split())
    assert "To fix at each visit" in kept.with_suffix(".html").read_text("utf-8")
    assert "Over 3 visits: Fix now was" in " ".join(person.types("report", kept).out.split())


def a_visit_before(saved: Path, days: int) -> None:
    """The same report in the folder of an earlier day."""
    report = read_report(saved)
    earlier = {name: getattr(report.run, name) - timedelta(days=days) for name in ("started_at", "finished_at")}
    day = saved.parent.parent / earlier["started_at"].date().isoformat()
    day.mkdir()
    number = f"{days:012}"
    write_report(
        replace(report, run=replace(report.run, **earlier), report_id=f"{report.report_id[:-12]}{number}"),
        day / saved.name,
    )
