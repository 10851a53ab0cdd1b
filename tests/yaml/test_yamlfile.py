"""YAML that people write: read with its lines, and without surprises."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carecheck.errors import CannotRun, MistakesInFile
from carecheck.shipped import ShippedFolder, shipped
from carecheck.yamlfile import parse_yaml, read_yaml


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("a: 1", {"a": 1}),
        ("a: yes\nb: No\nc: off", {"a": True, "b": False, "c": False}),
        ("a: 'yes'", {"a": "yes"}),
        ("a: 2026-11-22", {"a": date(2026, 11, 22)}),
        ("a: 2026-02-31", {"a": "2026-02-31"}),
        (
            "a: 012\nb: 1_000\nc: 12:30\nd: 0x1f\ne: 1e3",
            {"a": "012", "b": "1_000", "c": "12:30", "d": "0x1f", "e": "1e3"},
        ),
        ("a: 1.50\nb: -3", {"a": 1.5, "b": -3}),
        ("a:\nb: ~", {"a": None, "b": None}),
        ("[a, {b: [c]}]", ["a", {"b": ["c"]}]),
        ("", None),
        ("\ufeffa: 1", {"a": 1}),
    ],
)
def test_plain_words_become_what_they_look_like_and_nothing_else(text: str, content: object, tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_text(text, encoding="utf-8")

    assert read_yaml(tmp_path / "file.yaml").content == content


def test_every_part_knows_its_line() -> None:
    document = parse_yaml("a: 1\nb:\n  - c\n  - d: 2\n", "file.yaml")

    assert [document.line(place) for place in [("a",), ("b",), ("b", 0), ("b", 1, "d"), ("b", 1, "e")]] == [
        1,
        3,
        3,
        4,
        4,
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3", "file.yaml:3: 'a' stands here twice; it is already on line 1"),
        ("a:\n\t- b", "file.yaml:2: this line holds a tab; use spaces"),
        ("a: &x 1", "file.yaml:1: anchors (&x) are not allowed"),
        ("a: *x", "file.yaml:1: references (*name) are not allowed"),
        ("a: !!python/object/apply:os.system [ls]", "file.yaml:1: tags ("),
        ("a: 1\n---\nb: 2", "file.yaml:2: only one document may stand in a file"),
        ("[" * 21, "file.yaml:1: this is nested more than 20 deep"),
        ("? [a]\n: b", "file.yaml:1: a key must be a word"),
        ("a: b: c", "file.yaml:1: this is not YAML"),
        ("a: 'b", "file.yaml:1: this is not YAML"),
        ("a\x00b", "this file holds a character that no text has"),
    ],
)
def test_what_we_do_not_take_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(MistakesInFile) as error:
        parse_yaml(text, "file.yaml")

    assert told in str(error.value)


def test_all_duplicate_keys_are_told_at_once() -> None:
    with pytest.raises(MistakesInFile) as error:
        parse_yaml("a: 1\na: 2\nb: 1\nb: 2\n", "file.yaml")

    assert [mistake.line for mistake in error.value.mistakes] == [2, 4]


def test_a_yaml_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))

    with pytest.raises(MistakesInFile, match="anchors"):
        parse_yaml(bomb, "file.yaml")


@pytest.mark.parametrize("size", [50_000_000])
def test_a_huge_file_is_refused_without_being_read_whole(size: int, tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(size)

    with pytest.raises(CannotRun, match=r"is larger than 1,000 kB"):
        read_yaml(file)


def test_a_file_that_is_not_utf8_tells_the_line(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nname: Ros\xe9\n")

    with pytest.raises(MistakesInFile, match=r"latin.yaml:2: this is not UTF-8 text"):
        read_yaml(tmp_path / "latin.yaml")


def test_a_missing_file_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"There is no file .*gone.yaml"):
        read_yaml(tmp_path / "gone.yaml")


@pytest.mark.parametrize("folder", ["checks", "data", "profiles"])
def test_the_reader_in_python_reads_what_the_one_in_c_reads(folder: ShippedFolder) -> None:
    files = sorted(shipped(folder).rglob("*.yaml"))
    in_c = [read_yaml(file) for file in files]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carecheck.yamlfile._LOADER", yaml.SafeLoader)
        in_python = [read_yaml(file) for file in files]

    assert in_python == in_c


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        parse_yaml(text, "file.yaml")
    except MistakesInFile as error:
        assert str(error)  # noqa: PT017 (either way out is right, a crash is not)
