"""Answers that a script hands in: all of a file is verified before anything of it is kept."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from carecheck.asking.book import Book
from carecheck.asking.handed_in import Asked, HandedIn, hand_in
from carecheck.asking.to_ask import subjects_of
from carecheck.errors import MistakesInFile
from tests.asking.made_home import PLAIN, TODAY, made_plan, made_questions

THERE: Final = "home:\n  kept_long: {answer: no, by: Deputy, on: 2026-11-10}\n"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    (tmp_path / "answers.yaml").write_text(THERE)
    return Book(tmp_path / "answers.yaml", made_questions())


def take_in(book: Book, text: str, name: str = "in.yaml") -> HandedIn:
    file = book.path.with_name(name)
    file.write_text(text)
    checks = made_plan().checks.values()
    kinds = {question: check.subject for check in checks for question in check.questions}
    kinds |= {question: plain.subject for question, plain in PLAIN.items()}
    return hand_in(file, book, Asked(made_questions(), kinds, subjects_of(made_plan()), TODAY))


def test_a_plain_list_goes_to_the_home_to_all_computers_and_to_the_only_supplier(book: Book) -> None:
    done = take_in(book, "by: Manager\non: 2026-11-20\ntrained: all\ntested: yes\nhelpers: 3\n")

    assert (done.kept, done.older, done.replaced) == (3, 0, ())
    assert book.path.read_text() == (
        f"{THERE}  trained: {{answer: all, by: Manager, on: 2026-11-20}}\n"
        "all:\n"
        "  tested: {answer: yes, by: Manager, on: 2026-11-20}\n"
        "Example Records Ltd:\n"
        "  helpers: {answer: 3, by: Manager, on: 2026-11-20}\n"
    )


def test_the_form_of_answers_yaml_is_taken_as_it_is(book: Book) -> None:
    done = take_in(book, "NURSE-1: {tested_on: {answer: 2026-03-01, by: Manager, on: 2026-11-20}}\n")

    assert done.kept == 1
    assert "NURSE-1:\n  tested_on: {answer: 2026-03-01, by: Manager, on: 2026-11-20}\n" in book.path.read_text()


def test_json_is_taken_too_with_its_days_in_quotes(book: Book) -> None:
    text = '{"by": "Manager", "on": "2026-11-20", "tested": false, "tested_on": "2026-03-01", "trained": "unknown"}'

    assert take_in(book, text, "in.json").kept == 3
    assert book.answers.values(TODAY, "PC")["tested_on"] == date(2026, 3, 1)


def test_an_answer_that_takes_the_place_of_another_is_told(book: Book) -> None:
    done = take_in(book, "by: Manager\non: 2026-11-20\nkept_long: yes\n")

    ((subject, question, before, after),) = done.replaced
    assert (subject, question, before.answer, before.by, after.answer) == ("home", "kept_long", False, "Deputy", True)


def test_an_older_answer_takes_the_place_of_none(book: Book) -> None:
    done = take_in(book, "by: Manager\non: 2026-11-01\nkept_long: yes\n")

    assert (done.kept, done.older) == (0, 1)
    assert book.path.read_text() == THERE


def test_an_answer_of_the_same_day_stays_beside_the_other(book: Book) -> None:
    take_in(book, "by: Manager\non: 2026-11-10\nkept_long: yes\n")

    assert [one.by for one in book.entries("home", "kept_long")] == ["Deputy", "Manager"]


def test_the_same_file_twice_changes_nothing(book: Book) -> None:
    take_in(book, "by: Manager\non: 2026-11-20\nkept_long: yes\n")
    before = book.path.read_bytes()

    assert take_in(book, "by: Manager\non: 2026-11-20\nkept_long: yes\n") == HandedIn(1, (), 0)
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("by: M\non: 2026-11-20\ntraned: all\n", "in.yaml:3: there is no question 'traned'; did you mean 'trained'?"),
        ("by: M\non: 2026-11-20\ntrained: al\n", "in.yaml:3: 'answer.trained' is never 'al'; did you mean 'all'?"),
        ("on: 2026-11-20\ntrained: all\n", "in.yaml:1: the key 'by' is missing here: the role of who answered"),
        ("by: M\ntrained: all\n", "the key 'on' is missing here: the day of the answers"),
        ("by: M\non: soon\ntrained: all\n", "in.yaml:2: a date such as 2026-11-22 must stand here"),
        ("by: M\non: 2027-11-20\ntrained: all\n", "in.yaml:2: this day is still to come"),
        ("by: 5\non: 2026-11-20\ntrained: all\n", "in.yaml:1: a text must stand here"),
        ("trained: all\n", "the key 'by' is missing here"),
        ("by: M\non: 2026-11-20\ntrained: {answer: all}\n", "must be a number, a text, yes or no, a date or a list"),
        (
            "hoem: {trained: {answer: all, by: M, on: 2026-11-20}}\n",
            "in.yaml:1: this question is about a home, and there",
        ),
        (
            "home: {tested: {answer: yes, by: M, on: 2026-11-20}}\n",
            "this question is about a computer, and there is no",
        ),
        (
            "Exmaple Records Ltd: {helpers: {answer: 1, by: M, on: 2026-11-20}}\n",
            "there is no supplier 'Exmaple Records Ltd'; did you mean 'Example Records Ltd'?",
        ),
        ("- trained\n", "a block of 'name: value' lines must stand here, but this is a list"),
        ("\tby: M\n", "this line holds a tab; use spaces"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_kept(book: Book, text: str, told: str) -> None:
    with pytest.raises(MistakesInFile) as error:
        take_in(book, text)

    assert told in str(error.value)
    assert book.path.read_text() == THERE


def test_all_mistakes_are_told_at_once_and_the_good_answers_are_not_kept(book: Book) -> None:
    with pytest.raises(MistakesInFile) as error:
        take_in(book, "by: M\non: 2026-11-20\ntrained: al\ntestd: yes\nhelpers: many\nkept_long: yes\n")

    assert [mistake.line for mistake in error.value.mistakes] == [3, 4, 5]
    assert book.path.read_text() == THERE
