"""What columns are called: tolerant of how people write, and strict with a home's own file."""

from pathlib import Path

import pytest

from carecheck.errors import CannotRun
from carecheck.homes.register import SHEETS, read_columns
from carecheck.homes.register.columns import plain

OURS = read_columns()


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    return path


def refused(tmp_path: Path, text: str) -> str:
    with pytest.raises(CannotRun) as error:
        read_columns(own(tmp_path, text))
    return str(error.value)


@pytest.mark.parametrize("text", ["Name of computer", "  NAME  of\nCOMPUTER ", "Name-of-computer:", "pc name"])
def test_a_heading_is_known_however_it_is_written(text: str) -> None:
    assert OURS["hardware"].key_of(text) == "name"


@pytest.mark.parametrize("text", ["", "Colour", None, 7, "Name of computer and colour"])
def test_other_headings_are_none_of_ours(text: object) -> None:
    assert OURS["hardware"].key_of(text) is None


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_heading_of_ours_stands_for_two_columns(sheet: str) -> None:
    names = [plain(name) for some in OURS[sheet].headings.values() for name in some]  # type: ignore[index]

    assert sorted(names) == sorted(set(names))


def test_a_home_names_its_own_headings_and_ours_are_known_beside_them(tmp_path: Path) -> None:
    mine = read_columns(own(tmp_path, "hardware:\n  name: Box\n  place: [Spot, Corner]\n"))["hardware"]

    assert (mine.heading("name"), mine.key_of("Corner"), mine.key_of("Computer name")) == ("Box", "place", "name")


def test_a_heading_that_a_home_gives_to_another_column_changes_hands(tmp_path: Path) -> None:
    mine = read_columns(own(tmp_path, "hardware: {asset_number: Computer}\n"))["hardware"]

    assert (mine.key_of("Computer"), mine.key_of("PC name")) == ("asset_number", "name")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hardware:\n  nmae: Box\n", "mine.yaml:2: there is no key 'nmae' here; did you mean 'name'?"),
        ("hardwear: {}\n", "did you mean 'hardware'?"),
        ("hardware:\n  name: 7\n", "mine.yaml:2: "),
        ("hardware:\n  name: []\n", "mine.yaml:2: at least one heading must stand here"),
        ("hardware:\n  name: '...'\n", "mine.yaml:2: '...' is no heading"),
        ("hardware:\n  name: Box\n  make: BOX\n", "mine.yaml:3: 'BOX' is the heading of 'name' already"),
        (f"hardware:\n  name: {'x' * 81}\n", "it needs 1 to 80 letters"),
        ("hardware: [a\n", "is not YAML"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    assert told in refused(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There is no file"):
        read_columns(tmp_path / "none.yaml")


def test_our_own_file_can_be_taken_as_a_pattern(tmp_path: Path) -> None:
    from carecheck.shipped import shipped

    text = (shipped("data") / "register-columns.yaml").read_text("utf-8")

    assert read_columns(own(tmp_path, text)) == OURS
