"""`carecheck new check`: the fresh file names what is to be filled in, and filled in it is a check without a mistake."""

import re
from pathlib import Path

import pytest

from carecheck.cli.new import FILL_IN_WHAT
from carecheck.judge.new_check import FILL_IN
from tests.cli.running import Person
from tests.words.gate import problems_with_sentence

BLANK = re.compile(rf'"{FILL_IN}[^"]*"')
FILE = Path("office", "updates.yaml")
FILLED = (
    "This computer looks for updates",
    "Updates fix faults that criminals know about. They could use them to lock your care records.",
    "break-in",
    "absent(updates.list_fetched) or updates.list_age_days > 30",
    "This computer has not looked for updates for a month.",
    "{n} computers have not looked for updates for a month.",
    "updates.list_age_days <= 30",
    "This computer looks for updates.",
    "We could not check if this computer looks for updates.",
    "We could not check if {n} computers look for updates.",
    "Look for updates today",
    "Open Settings, then Windows Update.",
    "Open System Settings, then General.",
    "Open Software Updater.",
    "you",
    5,
    "last search={updates.list_fetched}",
    "{updates.list_fetched: 2026-11-20}",
    "{updates.list_fetched: 2026-10-12}",
    "{updates.list_fetched: unknown}",
)


@pytest.fixture(name="new")
def new_file(person: Person) -> Path:
    """A fresh check in a folder of checks."""
    ran = person.types("new", "check", "office.updates", "--checks", "my checks")

    file = person.home / "my checks" / FILE
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f'Your new check is in {file}\n{FILL_IN_WHAT} carecheck lint "my checks"\n'
    return file


def test_lint_names_each_place_to_fill_in_with_its_line(person: Person, new: Path) -> None:
    lines = new.read_text("utf-8").splitlines()

    ran = person.types("lint", "my checks")

    blanks = [number for number, line in enumerate(lines, 1) if BLANK.search(line)]
    assert [int(line.split(":")[1]) for line in ran.out.splitlines()] == blanks
    assert all(": fill in: " in line for line in ran.out.splitlines())
    assert (ran.code, ran.err) == (4, f"{len(blanks)} to correct.\n")


def test_no_scan_uses_it_before_it_is_filled_in(person: Person, new: Path) -> None:
    ran = person.types("scan", "--offline", "--only", "office.updates", "--checks", "my checks")

    assert (ran.code, person.kept()) == (4, [])
    assert "fill in: what is so when all is well" in ran.err


def test_filled_in_it_has_no_mistake(person: Person, new: Path) -> None:
    words = iter(FILLED)

    def filled(_: re.Match[str]) -> str:
        text = str(next(words))
        return text if text.startswith("{upd") or text.isdigit() else f'"{text}"'

    new.write_text(BLANK.sub(filled, new.read_text("utf-8")), "utf-8")

    ran = person.types("lint", "my checks")

    assert (ran.code, ran.out, ran.err) == (0, "1 check: no mistakes.\n", "")


def test_a_file_that_is_there_is_not_changed(person: Person, new: Path) -> None:
    new.write_text("mine", "utf-8")

    ran = person.types("new", "check", "office.updates", "--checks", "my checks")

    assert (ran.code, new.read_text("utf-8")) == (4, "mine")
    assert "There is a file" in ran.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("office", "small letters: topic.name"),
        ("../office.updates", "small letters: topic.name"),
        ("a.b.c", "small letters: topic.name"),
        ("office." + "x" * 100, "small letters: topic.name"),
        ("office.aux", "Windows takes no file of the name 'aux'"),
        ("email.dmarc", "'email.dmarc' comes with carecheck. Choose another id."),
    ],
)
def test_an_id_that_cannot_be_used_makes_no_file(name: str, told: str, person: Person) -> None:
    ran = person.types("new", "check", name)

    assert (ran.code, list(person.home.rglob("*.yaml"))) == (2, [])
    assert told in ran.err


@pytest.mark.linux
def test_nothing_is_written_through_a_link(person: Person, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "elsewhere")

    ran = person.types("new", "check", "office.updates")

    assert (ran.code, list((tmp_path / "elsewhere").iterdir())) == (4, [])


def test_what_it_says_can_be_read() -> None:
    assert problems_with_sentence(FILL_IN_WHAT) == []
