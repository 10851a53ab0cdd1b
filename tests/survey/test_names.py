"""Lists of domains as people have them: text and CSV, in any order of columns and any way of writing."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun, UsageError
from carecheck.survey.names import NameList


def read(
    folder: Path, content: str | bytes, name: str = "list.txt", **how: str
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The names with their lines, and the rejected lines with the first words of the reason."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    names = NameList(file, how.get("column"), how.get("group_by"))
    found = [(entry.line, entry.name) for entry in names.entries()]
    return found, [(rejected.line, rejected.why) for rejected in names.rejected]


def test_a_text_file_has_a_name_on_each_line(tmp_path: Path) -> None:
    found, rejected = read(tmp_path, "one.example\n\n# ours\n  TWO.example. \nthree.example")

    assert found == [(1, "one.example"), (4, "two.example"), (5, "three.example")]
    assert rejected == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("manager@home.example", "home.example"),
        ("https://www.home.example/contact?x=1", "home.example"),
        ("www.home.example", "home.example"),
        ("Caf\u00e9.example", "xn--caf-dma.example"),
        ("<home.example>", "home.example"),
    ],
)
def test_addresses_of_email_and_of_pages_are_names_too(tmp_path: Path, typed: str, name: str) -> None:
    assert read(tmp_path, typed)[0] == [(1, name)]


def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path) -> None:
    found, rejected = read(tmp_path, "home.example\nnot a name\nlocalhost\n192.0.2.1\nHOME.example\n")

    assert found == [(1, "home.example")]
    assert [line for line, _ in rejected] == [2, 3, 4, 5]
    assert rejected[-1] == (5, "It is on line 1 already.")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("heading", ["Domain", "e-mail", "Web_Site"])
def test_a_table_has_a_column_for_the_names(tmp_path: Path, delimiter: str, heading: str) -> None:
    rows = [("Home", heading, "Region"), ('"Rose, Cottage"', "rose.example", "North"), ("Oak", "", "South")]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)

    assert read(tmp_path, text, "list.csv") == ([(2, "rose.example")], [])


def test_a_named_column_is_taken_whatever_else_there_is(tmp_path: Path) -> None:
    text = "Domain,Mail\nwrong.example,right.example\n"

    assert read(tmp_path, text, "list.csv", column="mail")[0] == [(2, "right.example")]


def test_a_column_gives_the_group(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("domain,region\nrose.example, North \noak.example\n")

    assert [entry.group for entry in NameList(file, group_by="Region").entries()] == ["North", ""]


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no column 'domian'; did you mean 'domain'"):
        read(tmp_path, "domain,region\n", "list.csv", column="domian")


def test_a_table_without_a_known_column_asks_which_one_it_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Say which one holds the domains: --column NAME"):
        read(tmp_path, "home,place\n", "list.csv")


@pytest.mark.parametrize(
    "raw",
    [
        "caf\u00e9.example\n".encode("utf-8-sig"),
        "caf\u00e9.example\n".encode("utf-16"),
        "caf\u00e9.example\n".encode("cp1252"),
    ],
)
def test_files_of_office_programs_are_read_in_their_own_letters(tmp_path: Path, raw: bytes) -> None:
    assert read(tmp_path, raw)[0] == [(1, "xn--caf-dma.example")]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="Is it the file with your list"):
        list(NameList(tmp_path / "nothing.txt").entries())


@given(raw=st.binary(max_size=400), name=st.sampled_from(["list.txt", "list.csv"]))
def test_any_bytes_give_names_or_are_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    found: list[tuple[int, str]] = []
    with suppress(CannotRun, UsageError):
        found, _ = read(folder, raw, name)

    assert all("." in domain for _, domain in found)
