"""A conversation: what is asked, what is shown, and what is kept of it."""

from datetime import date
from pathlib import Path

import pytest

from carecheck.asking.to_ask import About
from tests.asking.made_home import PC, ROLE, TODAY, Sitting

HOME_ANSWERED = (
    "home:\n"
    "  trained: {answer: all, by: Registered manager, on: 2026-11-25}\n"
    "  kept_long: {answer: yes, by: Registered manager, on: 2026-11-25}\n"
    "Example Records Ltd:\n"
    "  helpers: {answer: 3, by: Registered manager, on: 2026-11-25}\n"
)


@pytest.fixture
def person(tmp_path: Path) -> Sitting:
    return Sitting(tmp_path / "answers.yaml")


def test_every_question_is_asked_once_and_every_answer_is_kept(person: Sitting) -> None:
    talk = person.types(ROLE, "1", "yes", "3")

    assert person.kept() == HOME_ANSWERED
    assert (talk.due(), talk.amounts(), len(talk.answered)) == ([], (0, 0), 3)


def test_a_question_is_shown_with_its_place_why_it_is_asked_and_its_answers(person: Sitting) -> None:
    person.types(ROLE)

    assert person.last == (
        "\nQuestion 1 of 3. Your staff.\n"
        "Do staff learn about safe computers?\n"
        "Why we ask: It matters.\n"
        "  1. All of them.\n"
        "  2. Some of them.\n"
        "  3. We have no staff.\n"
        "  4. I do not know.\n"
        "Your answer: "
    )


def test_a_question_mark_tells_what_counts_and_asks_again(person: Sitting) -> None:
    person.types(ROLE, "?")

    assert person.last == (
        "Count everyone who works here.\n"
        "We ask again after 12 months.\n"
        "DSPT item 4.5.4, by the numbers of v8 (2025-26). Check them in your toolkit.\n"
        "Type your answer, then press Enter. Type ? to see more, b to go back, s to\n"
        "skip, q to leave.\n"
        "Your answer: "
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type the number of your answer, from 1 to 4."),
        ("9", "There is no answer 9. Type a number from 1 to 4."),
        ("0", "There is no answer 0."),
        ("maybe", "Type the number of your answer"),
        ("\x1b[A\x00", "Type the number of your answer"),
        ("9" * 500, "Type the number of your answer"),
    ],
)
def test_wrong_typing_is_told_in_words_and_keeps_nothing(person: Sitting, typed: str, told: str) -> None:
    person.types(ROLE, typed)

    assert person.last.startswith(told)
    assert person.last.endswith("Your answer: ")
    assert person.kept() == ""


def test_who_leaves_goes_on_at_the_next_question(person: Sitting) -> None:
    person.types(ROLE, "1", "q")

    person.types(ROLE)

    assert "Question 1 of 2. Rules and records." in person.last
    assert "trained" in person.kept()


def test_back_shows_what_was_answered_and_lets_one_change_it(person: Sitting) -> None:
    talk = person.types(ROLE, "1", "b", "2", "q")

    assert "The answer so far: All of them. By: Registered manager, on 25 November 2026." in person.shown[3]
    assert person.shown[4].startswith("Kept: Some of them. It was: All of them.\n")
    assert "trained: {answer: some," in person.kept()
    assert len(talk.answered) == 1


def test_back_at_the_first_question_stays_there(person: Sitting) -> None:
    person.types(ROLE, "b")

    assert person.last.startswith("This is the first question.\n\nQuestion 1 of 3.")


def test_what_is_skipped_is_not_kept_and_asked_the_next_time(person: Sitting) -> None:
    person.types(ROLE, "s", "s", "s")
    person.types(ROLE)

    assert "Question 1 of 3. Your staff." in person.last
    assert person.kept() == ""


def test_who_does_not_know_is_asked_again_another_time_after_all_others(person: Sitting) -> None:
    person.types(ROLE, "4", "q")

    person.types(ROLE, "s", "s")

    assert "Question 3 of 3. Your staff." in person.last
    assert "The answer so far: I do not know. By: Registered manager" in person.last


def test_a_question_that_an_answer_settles_is_not_asked(tmp_path: Path) -> None:
    person = Sitting(tmp_path / "answers.yaml", computers=(PC,))

    person.types(ROLE, "1", "no")
    assert "Question 2 of 4. Your staff." in person.last

    person.types(ROLE, "b")
    assert "When did you last" not in "".join(person.shown)


def test_changing_the_answer_brings_its_question_back(tmp_path: Path) -> None:
    person = Sitting(tmp_path / "answers.yaml", computers=(PC,))

    person.types(ROLE, "1", "no", "b", "yes")

    assert "Question 2 of 5. Computer OFFICE-PC.\nWhen did you last get a file back?" in person.last


def test_it_is_asked_once_for_which_computer_to_answer(tmp_path: Path) -> None:
    everyone, nurse = About("computer", "all"), About("computer", "NURSE-1")
    person = Sitting(tmp_path / "answers.yaml", computers=(PC, everyone, nurse))

    person.types(ROLE, "7", "2", "yes", "14 march 2026")

    assert (
        "  1. This computer OFFICE-PC: 2 questions.\n  2. All computers of the home: 2 questions.\n" in person.shown[1]
    )
    assert person.shown[2] == "Type a number from 1 to 4.\nYour answer: "
    assert "Question 1 of 5. All computers of the home." in person.shown[3]
    assert person.kept() == (
        "all:\n"
        "  tested: {answer: yes, by: Registered manager, on: 2026-11-25}\n"
        "  tested_on: {answer: 2026-03-14, by: Registered manager, on: 2026-11-25}\n"
    )


def test_an_answer_for_all_computers_leaves_nothing_to_ask_of_this_one(tmp_path: Path) -> None:
    person = Sitting(tmp_path / "answers.yaml", computers=(PC, About("computer", "all")))
    person.types(ROLE, "2", "no")

    person.types(ROLE)

    assert "Question 1 of 3. Your staff." in person.last


@pytest.mark.parametrize("typed", ["", "7", "!", "x", "?", "s"])
def test_a_role_is_needed_before_anything_is_kept(person: Sitting, typed: str) -> None:
    person.types(typed)

    assert person.last == ("Write what you do here in a few words, like this: Registered manager.\nYour job: ")


def test_a_role_is_cleaned_and_bounded(person: Sitting) -> None:
    person.types("Night\tnurse\x1b[31m" + "x" * 300, "1", "q")

    assert 'by: "Night nurse[31mxxx' in person.kept()
    assert len(person.kept().splitlines()[1]) < 140


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2025-11-20", "That is too long ago to count. What is true now?"),
        ("2025-12-20", "That will soon be too long ago to count. What is true now?"),
    ],
)
def test_an_answer_that_ends_is_shown_and_asked_again(person: Sitting, on: str, told: str) -> None:
    person.file.write_text(
        HOME_ANSWERED.replace("yes, by: Registered manager, on: 2026-11-25", f"no, by: Deputy, on: {on}")
    )

    talk = person.types(ROLE)

    assert talk.amounts() == (0, 1)
    assert "Question 1 of 1. Rules and records." in person.last
    shown = date.fromisoformat(on)
    assert f"The answer so far: No. By: Deputy, on {shown.day} {shown:%B} {shown.year}.\n{told}" in person.last


def test_two_answers_of_one_day_that_differ_are_shown_and_settled_together(person: Sitting) -> None:
    person.file.write_text(HOME_ANSWERED)
    person.more = {"again": True}
    person.types("Deputy", "s", "no")
    assert (
        person.kept().count(
            "kept_long:\n    - {answer: yes, by: Registered manager, on: 2026-11-25}\n    - {answer: no, by: Deputy"
        )
        == 1
    )

    person.more = {}
    person.types(ROLE)
    assert "These two answers are not the same. Talk to each other. Then answer again." in person.last

    person.types(ROLE, "no")
    assert person.talk().due() == []


def test_the_next_day_one_answer_settles_it(person: Sitting) -> None:
    person.file.write_text(HOME_ANSWERED)
    person.more = {"again": True}
    person.types("Deputy", "s", "no")

    tomorrow = Sitting(person.file, today=date(2026, 11, 26))
    tomorrow.types(ROLE, "yes")

    assert "  kept_long: {answer: yes, by: Registered manager, on: 2026-11-26}\n" in tomorrow.kept()


def test_with_nothing_to_ask_nothing_is_read(person: Sitting) -> None:
    person.file.write_text(HOME_ANSWERED)

    talk = person.types()

    assert person.shown == [""]
    assert talk.to_ask.next_day(talk.subjects, talk.book.answers) == date(2027, 9, 26)


def test_again_asks_also_what_has_an_answer(person: Sitting) -> None:
    person.file.write_text(HOME_ANSWERED)
    person.more = {"again": True}

    person.types(ROLE)

    assert "Question 1 of 3. Your staff." in person.last
    assert "The answer so far: All of them." in person.last


def test_an_answer_somebody_else_gave_meanwhile_is_shown_and_not_overwritten(person: Sitting) -> None:
    talk = person.talk()
    lines = talk.lines()
    next(lines)
    lines.send(ROLE)
    person.file.write_text(
        "home: {trained: {answer: some, by: Deputy, on: 2026-11-25}}\nNURSE-1: {tested: {answer: no, by: Deputy, on: 2026-11-25}}\n"
    )

    told = lines.send("1")
    assert told.startswith("Someone else has answered this while you were here. Your answer was not\nkept.\n")
    assert "The answer so far: Some of them. By: Deputy" in told
    assert "by: Registered manager" not in person.kept()

    lines.send("2")
    assert "trained:\n    - {answer: some, by: Deputy, on: 2026-11-25}\n    - {answer: some, by: Reg" in person.kept()
    assert "NURSE-1:\n  tested: {answer: no, by: Deputy" in person.kept()


def test_a_file_that_somebody_broke_meanwhile_is_left_alone_and_can_be_mended(person: Sitting) -> None:
    talk = person.talk()
    lines = talk.lines()
    next(lines)
    lines.send(ROLE)
    person.file.write_text("home: {traned: 1}")

    told = lines.send("1")
    assert "This answer was not kept." in told
    assert "did you mean 'trained'?" in " ".join(told.split())
    assert (person.kept(), talk.trouble is not None) == ("home: {traned: 1}", True)

    person.file.unlink()
    lines.send("1")
    assert (person.kept().count("trained: {answer: all"), talk.trouble) == (1, None)


def test_notes_of_people_in_the_file_are_kept_in_a_copy(person: Sitting) -> None:
    typed = "# asked Joan\nhome: {trained: {answer: some, by: Deputy, on: 2026-11-01}}\n"
    person.file.write_text(typed)

    talk = person.types(ROLE, "yes", "b", "no", "q")

    assert talk.book.copy == person.file.with_name("answers before.yaml")
    assert talk.book.copy.read_text() == typed
    assert len(list(person.file.parent.iterdir())) == 2
    assert "trained: {answer: some, by: Deputy, on: 2026-11-01}" in person.kept()


@pytest.mark.linux  # on Windows the folder says who may read a file
def test_the_file_is_for_its_owner_alone(person: Sitting) -> None:
    person.types(ROLE, "1", "q")

    assert person.file.stat().st_mode & 0o777 == 0o600


def test_no_line_is_wider_than_a_window_of_60_columns(person: Sitting) -> None:
    person.more = {"columns": 60}
    person.types(ROLE, "?", "x", "1", "b", "2", "?", "yes", "x", "?", "3")

    assert [line for text in person.shown for line in text.splitlines() if len(line) > 59] == []


def test_today_is_the_day_of_the_answers(person: Sitting) -> None:
    person.types(ROLE, "1", "q")

    assert f"on: {TODAY}" in person.kept()
