"""`carecheck overview --database`: tables and answers in the place of pages."""

import csv
from pathlib import Path

import duckdb
import pytest

from carecheck.homes.database.asking import questions
from carecheck.homes.database.tables import TABLES
from tests.cli.running import Person
from tests.cli.test_overview import kept, out
from tests.homes.many import many_homes
from tests.homes.visits import seen, visit


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with a home folder."""
    return Person(tmp_path)


def test_it_says_what_the_page_says_and_keeps_tables_and_answers(person: Person) -> None:
    folder = kept(person, *many_homes(3))
    (folder / "nurse-1.json").write_bytes(b'{"kind": "carecheck.report", "run"')

    plain = person.types("overview", folder, "--results", person.home / "plain")
    ran = person.types("overview", folder, "--database")

    made = out(person)
    assert (ran.code, ran.out) == (0, plain.out)
    assert "What homes most often need to fix now" in ran.out
    assert "We could not read 1 file: nurse-1.json." in ran.out
    assert {path.name for path in made.iterdir()} == {
        *(f"{name}.parquet" for name in TABLES),
        "questions",
        "not used.csv",
    }
    assert {path.stem for path in (made / "questions").iterdir()} == {one.name for one in questions()}
    assert "ends in the middle" in (made / "not used.csv").read_text("utf-8")
    (row, *_) = csv.DictReader((made / "questions/most-often.csv").read_text("utf-8-sig").splitlines())
    assert f"{row['action']}, in {row['homes']} of 3 homes." in ran.out


def test_hidden_homes_have_numbers_in_tables_and_answers(person: Person) -> None:
    folder = kept(person, *many_homes(3))
    (folder / "oakfield.json").write_bytes(b"{")

    person.types("overview", folder, "--database", "--hide-home-names")

    made = out(person)
    answers = "".join(path.read_text("utf-8") for path in (made / "questions").glob("*.csv"))
    with duckdb.connect() as database:
        names = database.execute("SELECT home_name FROM read_parquet($1)", [str(made / "homes.parquet")]).fetchall()
    assert names == [("Home 1",), ("Home 2",), ("Home 3",)]
    assert [name for name in ("Oakfield", "home-0", "Willows", "PC-") if name in answers] == []
    assert not (made / "not used.csv").exists()


def test_a_formula_in_a_name_is_none_in_an_answer(person: Person) -> None:
    person.types("overview", kept(person, visit([seen("red", action="=cmd()")])), "--database")

    assert '"\'=cmd()"' in (out(person) / "questions/most-often.csv").read_text("utf-8")


def test_where_nothing_can_be_read_nothing_is_left_behind(person: Person) -> None:
    (person.home / "visit").mkdir()
    (person.home / "visit/a.json").write_bytes(b"{")

    ran = person.types("overview", person.home / "visit", "--database")

    assert (ran.code, ran.out) == (4, "")
    assert "a.json ends in the middle" in ran.err
    assert list((person.home / "visit/out").iterdir()) == []
