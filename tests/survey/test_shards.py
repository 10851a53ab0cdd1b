"""A survey in parts: each domain is in just one, and joined they are the survey."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from carecheck.errors import CannotRun, UsageError
from carecheck.survey.names import NameList
from carecheck.survey.rows import Head, Row, begin, read_rows
from carecheck.survey.shards import FILE, Parts, Shard, parse_shard

HEAD = Head(datetime(2026, 11, 25, 9, 30, tzinfo=UTC), "192.0.2.53:53", ("email.spf",))
NAMES = [f"home{number}.example" for number in range(30)]


@pytest.fixture
def names(tmp_path: Path) -> NameList:
    """A list in a file."""
    (tmp_path / "homes.txt").write_text("\n".join(NAMES))
    return NameList(tmp_path / "homes.txt")


def keep(folder: Path, domains: Iterable[str], head: Head = HEAD) -> None:
    """Keep a row of each of these domains in a folder."""
    folder.mkdir(exist_ok=True)
    rows = begin(folder / FILE, head)
    rows.add([Row(name, name, date(2026, 11, 25), {"email.spf": ("green", "stops_strangers")}) for name in domains])
    rows.close()


def keep_part(folder: Path, shard: Shard) -> None:
    keep(folder / shard.folder, filter(shard.takes, NAMES))


def joined(folder: Path, names: NameList) -> list[str]:
    """The domains of the joined file, and how many rows were of none in the list."""
    parts = Parts.within(folder)
    rows = begin(folder / FILE, parts.head())
    strangers = parts.join(names, folder / FILE, rows)
    rows.close()
    return [*(row.domain for row in read_rows(folder / FILE)), str(strangers)]


@given(st.text(min_size=1), st.integers(1, 100))
def test_each_domain_is_in_just_one_part(name: str, of: int) -> None:
    assert sum(Shard(number, of).takes(name) for number in range(1, of + 1)) == 1


def test_a_list_with_a_shard_has_its_domains_alone(tmp_path: Path, names: NameList) -> None:
    shards = [Shard(number, 4) for number in range(1, 5)]

    parts = [[entry.name for entry in NameList(names.path, takes=shard.takes).entries()] for shard in shards]

    assert sorted(name for part in parts for name in part) == sorted(NAMES)
    assert all(parts)


def test_joined_they_are_the_list_and_joining_again_adds_nothing(tmp_path: Path, names: NameList) -> None:
    for number in (1, 2, 3):
        keep_part(tmp_path, Shard(number, 3))

    Parts.within(tmp_path).need_all(names, tmp_path / FILE)
    once, twice = joined(tmp_path, names), joined(tmp_path, names)

    assert sorted(once) == sorted([*NAMES, "0"])
    assert twice == once


def test_a_part_that_is_missing_or_not_done_is_named(tmp_path: Path, names: NameList) -> None:
    keep_part(tmp_path, Shard(1, 3))
    keep(tmp_path / Shard(2, 3).folder, [])
    left = sum(not Shard(1, 3).takes(name) for name in NAMES)

    with pytest.raises(CannotRun) as told:
        Parts.within(tmp_path).need_all(names, tmp_path / FILE)

    assert str(told.value) == (
        f"We did not join the parts, because {left} domains of your list were not checked yet. "
        "Run parts 2 and 3 of 3 again, and then join."
    )


def test_rows_of_another_list_are_left_out_and_counted(tmp_path: Path, names: NameList) -> None:
    keep(tmp_path / "part-1-of-1", [*NAMES, "stranger.example"])

    assert joined(tmp_path, names) == [*NAMES, "1"]


def test_parts_with_other_checks_are_not_joined(tmp_path: Path) -> None:
    keep(tmp_path / "part-1-of-2", [])
    keep(tmp_path / "part-2-of-2", [], replace(HEAD, checks=("email.mx",)))

    with pytest.raises(CannotRun, match="was made with other checks"):
        Parts.within(tmp_path).head()


def test_the_joined_survey_began_when_its_first_part_did(tmp_path: Path) -> None:
    earlier = replace(HEAD, started_at=HEAD.started_at.replace(hour=3))
    keep(tmp_path / "part-1-of-2", [])
    keep(tmp_path / "part-2-of-2", [], earlier)

    assert Parts.within(tmp_path).head() == earlier


def test_without_parts_it_is_told_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There are no parts in"):
        Parts.within(tmp_path / "nowhere")


def test_folders_are_in_order_by_name() -> None:
    assert [Shard(number, 16).folder for number in (2, 16)] == ["part-02-of-16", "part-16-of-16"]


@pytest.mark.parametrize(
    "typed", ["", "3", "0/4", "5/4", "1/0", "a/b", "1/10001", "-1/3", "1/2/3", "１/２", "1/2\x1b[2J"]
)
def test_what_is_no_part_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError, match="--shard 3/16") as told:
        parse_shard(typed)

    assert str(told.value).isprintable()


def test_a_part_is_read_as_typed() -> None:
    assert parse_shard(" 3/16") == Shard(3, 16)
