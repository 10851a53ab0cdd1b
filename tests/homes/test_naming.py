"""What the files of a report are called, and where the visit before is found."""

from pathlib import Path

from msgspec.structs import replace

from carecheck.homes.history import earlier_days
from carecheck.homes.naming import file_of
from carecheck.report import write_report
from tests.homes.visits import EARLIER, seen, visit
from tests.show.sample_report import DOMAIN, OFFICE_PC

OFFICE = visit([seen("red")])


def test_the_visit_before_is_found_where_it_was_kept_before_there_were_many_homes(tmp_path: Path) -> None:
    (tmp_path / "Rose Cottage/2026-05-14").mkdir(parents=True)
    write_report(visit([seen("red")], EARLIER), tmp_path / "Rose Cottage/2026-05-14/office-pc.json")

    days = list(earlier_days(OFFICE, tmp_path / "Rose Cottage", tmp_path / "homes/rose-cottage"))

    assert [[one.run.started_at for one in day] for day in days] == [[EARLIER]]


def test_two_computers_of_one_name_have_a_file_each(tmp_path: Path) -> None:
    other = replace(OFFICE_PC, id="d-q7x2abcdef")
    names = []

    for one in (OFFICE_PC, other, other, OFFICE_PC):
        report = visit([seen("red", subject=one)], subjects=(one,))
        names.append(write_report(report, file_of(report, tmp_path)).name)

    both = ["office-pc.json", "office-pc-q7x2abcdef.json"]
    assert names == [*both, "office-pc-q7x2abcdef (2).json", "office-pc (2).json"]


def test_beside_a_damaged_file_of_its_name_a_computer_has_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "office-pc.json").write_text("{")

    assert file_of(OFFICE, tmp_path).name == "office-pc-4oenbfg7f4.json"


def test_a_domain_that_is_looked_at_again_keeps_its_name(tmp_path: Path) -> None:
    report = visit([seen("red", "email.spf", DOMAIN)], subjects=(DOMAIN,))

    again = [write_report(report, file_of(report, tmp_path)).name for _ in range(2)]

    assert again == ["oakfieldcare-example.json", "oakfieldcare-example (2).json"]
