"""Every command in every page exists with its options, and those marked to be tried do what they say."""

from pathlib import Path
from typing import Any

import pytest
import typer

from carecheck.cli.main import commands as all_commands
from carecheck.group import FILE, group_in
from carecheck.judge.answers import load_answers
from carecheck.judge.checkfiles import load_checks
from carecheck.judge.profiles import load_profile
from carecheck.judge.questions import every_question
from carecheck.shipped import shipped
from tests.cli.running import Person
from tests.docs.pages import PAGES, ROOT, blocks, commands, to_try, words_of

PROGRAM: Any = typer.main.get_command(all_commands())
TYPED = sorted({command for page in PAGES for command in commands(page)})
FINISHED = (0, 1)
TYPED_WRONG: Any = typer.BadParameter.__mro__[2]


def mistake_in(command: str) -> str:
    """What the program's own reading of this says is wrong; what is only named may lack its files and values."""
    words = words_of(command)
    if not words or words[0] == "COMMAND":
        return ""
    try:
        if words[0].startswith("-"):
            PROGRAM.make_context("carecheck", words).close()
        else:
            name, known, rest = PROGRAM.resolve_command(PROGRAM.make_context("carecheck", words), words)
            known.make_context(name, rest).close()
    except TYPED_WRONG as error:
        named = type(error).__name__ == "BadOptionUsage" and words[-1].startswith("--")
        return "" if named or type(error).__name__ == "MissingParameter" else str(error)
    except typer.Exit:  # --help
        return ""
    return ""


def test_pages_tell_of_many_commands() -> None:
    assert len(TYPED) > 50


@pytest.mark.parametrize("command", TYPED)
def test_every_command_in_a_page_exists_with_its_options(command: str) -> None:
    assert mistake_in(command) == ""


@pytest.mark.parametrize(
    "command",
    [
        "carecheck scam",
        "carecheck scan --colour never",
        "carecheck report F --format doc",
        ".venv/bin/carecheck ask --json",
    ],
)
def test_a_command_that_does_not_exist_is_seen(command: str) -> None:
    assert mistake_in(command) != ""


def test_the_readme_names_every_command() -> None:
    typed = commands(ROOT / "README.md")

    assert {name for name in PROGRAM.commands if not any(one.startswith(f"carecheck {name}") for one in typed)} == set()


@pytest.mark.parametrize("page", [page for page in PAGES if to_try(page)], ids=lambda page: page.stem)
def test_what_a_page_says_to_try_works(page: Path, person: Person) -> None:
    ended = {command: person.types(*words_of(command)).code for command in to_try(page)}

    assert {command: code for command, code in ended.items() if code not in FINISHED} == {}


def marked(mark: str) -> list[str]:
    return [block.text for page in PAGES for block in blocks(page) if block.mark == mark]


def test_the_profiles_in_the_pages_are_profiles(tmp_path: Path) -> None:
    checks = load_checks(shipped("checks"))
    for text in marked("profile"):
        file = tmp_path / "profile.yaml"
        file.write_text(text, "utf-8")

        assert load_profile(file, checks).id


def test_the_answers_in_the_pages_are_answers(tmp_path: Path) -> None:
    (text,) = marked("answers")
    file = tmp_path / "answers.yaml"
    file.write_text(text, "utf-8")

    answers = load_answers(file, every_question(load_checks(shipped("checks"))))

    assert set(answers.of("home")) == {"retention_timetable", "several_people"}


def test_the_group_in_the_pages_is_a_group(tmp_path: Path) -> None:
    (text,) = marked("group")
    (tmp_path / FILE).write_text(text, "utf-8")

    group = group_in(tmp_path)

    assert group is not None
    assert group.device_key
    assert list(group.homes) == ["rose-cottage", "elm-lodge"]


def test_the_answers_for_setup_in_the_pages_make_a_profile(person: Person) -> None:
    (text,) = marked("setup")
    (person.home / "told.yaml").write_text(text, "utf-8")

    assert "Rose Cottage" in person.types("setup", "--answers", "told.yaml").out
